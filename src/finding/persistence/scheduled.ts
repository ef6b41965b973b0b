import { limits } from '../../base/limits.ts';
import { type CronLine, readCrontab } from '../../behavior/crontab.ts';
import type { Job } from './job.ts';

/** A job, and a setting of its table that steers what it runs. */
export interface ScheduledJob extends Job {
  readonly schedule: string;
}

const MOST_JOBS = 2_000;

/** The jobs of a file that cron, anacron, at or a folder of periodic scripts would run. */
export function scheduledJobs(text: string, path: string): ScheduledJob[] {
  if (/(?:^|\/)anacrontab$/.test(path)) return anacronJobs(text);
  if (/^(?:etc\/cron\.(?!d\/)\w+|etc\/periodic\/\w+|var\/spool\/(?:at|atjobs|cron\/atjobs))\//.test(path))
    return [
      {
        text,
        line: 1,
        schedule: path.startsWith('var/') ? 'once' : (/\/(?:cron\.)?(\w+)\/[^/]*$/.exec(path)?.[1] ?? ''),
      },
    ];
  return tableJobs(text, path);
}

/** `PATH=…`, `SHELL=…` and the like in a table, with their lines. */
export function tableSettings(
  text: string,
): { readonly name: string; readonly value: string; readonly line: number }[] {
  return text.split('\n', limits.configurationText).flatMap((line, index) => {
    const [, name, value] = /^\s*([A-Z_]{1,64})\s*=\s*["']?([^"']{0,2000})["']?\s*$/.exec(line.slice(0, 4_096)) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value, line: index + 1 }];
  });
}

function tableJobs(text: string, path: string): ScheduledJob[] {
  const hasUser = isSystemTable(path);
  const lines = readCrontab(text, { hasUser }).slice(0, MOST_JOBS);
  if (!hasUser) return lines.map((line) => jobOf(line));
  // A line that lacks the column for the user is rejected by some crons and run by others.
  const bare = readCrontab(text, { hasUser: false });
  const bareAt = new Map(bare.map((line) => [line.line, line]));
  return lines.flatMap((line) => {
    const without = bareAt.get(line.line);
    const mayLackUser = line.user !== undefined && without && COMMAND_NAMES.test(line.user);
    return mayLackUser ? [jobOf(without)] : [jobOf(line)];
  });
}

/** Names of programs that nobody gives to a user. */
const COMMAND_NAMES =
  /^(?:curl|wget2?|fetch|(?:ba|da|a|z|k)?sh|python[\d.]*|perl|ruby|php[\d.]*|node|lua|nc|ncat|socat|echo|printf|nohup|sudo|exec|eval|cd|busybox|test|base64|openssl|source|export|sleep|rm|chmod|mkdir|cat|timeout|flock|setsid)$/;

function isSystemTable(path: string): boolean {
  if (/(?:^|\/)(?:etc|mnt|host)\/cron\.d\//.test(path)) return true;
  return /(?:^|\/)etc\/crontab$/.test(path);
}

function jobOf({ command, input, line, schedule }: CronLine): ScheduledJob {
  const text = input === undefined ? command : `${command} <<'CRON_INPUT'\n${input}\nCRON_INPUT\n`;
  return { text, line, schedule };
}

/** Period, delay, name, command. */
function anacronJobs(text: string): ScheduledJob[] {
  return text.split('\n', limits.configurationText).flatMap((raw, index) => {
    const [, period = '', command] = /^\s*(\d+|@\w+)\s+\d+\s+\S+\s+(\S.*)$/.exec(raw.slice(0, 4_096)) ?? [];
    return command === undefined ? [] : [{ text: command, line: index + 1, schedule: `every ${period} days` }];
  });
}
