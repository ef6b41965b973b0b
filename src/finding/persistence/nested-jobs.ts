import type { ShellCommand } from '../../behavior/shell-command.ts';
import { programOf } from './program-of.ts';
import { scheduledJobs } from './scheduled.ts';

/** A text that a command has something else run later. */
export interface NestedJob {
  readonly text: string;
  readonly by: ShellCommand;
  /** `installs a cron job`. */
  readonly verb: string;
}

const MOST_NESTED = 50;

/** Cron jobs, prompts and traps that commands set up. */
export function nestedJobs(commands: readonly ShellCommand[]): NestedJob[] {
  return commands.flatMap((command) => [...jobsOf(command)]).slice(0, MOST_NESTED);
}

function* jobsOf(command: ShellCommand): Iterable<NestedJob> {
  const words = command.words.map(({ text }) => text);
  const settings = [
    ...command.assignments.map(({ name, value }) => `${name}=${value.text}`),
    ...(words[0] === 'export' ? words.slice(1) : []),
  ];
  for (const setting of settings)
    if (setting.startsWith('PROMPT_COMMAND='))
      yield {
        text: setting.slice('PROMPT_COMMAND='.length),
        by: command,
        verb: 'has the shell run a command at every prompt',
      };
  if (words[0] === 'trap' && words[1] !== undefined && words.length > 2)
    yield { text: words[1], by: command, verb: 'has the shell run a command at every step' };
  const table = tableOf(command, words);
  if (table === undefined) return;
  for (const { text } of scheduledJobs(table.text, table.path))
    yield { text, by: command, verb: 'installs a cron job' };
}

/** The text that goes into a crontab, and which one. */
function tableOf(
  { redirections, input }: ShellCommand,
  words: readonly string[],
): { readonly text: string; readonly path: string } | undefined {
  const program = programOf(words);
  if (!program) return undefined;
  const text = input?.text.replaceAll('\ufffc', '\n');
  if (program.name === 'crontab') return text === undefined ? undefined : { text, path: 'var/spool/cron/root' };
  const written = redirections.filter(({ kind }) => kind !== 'read').map(({ target }) => target.text);
  const path = [...written, ...(program.name === 'tee' ? program.words : [])].find((each) => CRON_FILE.test(each));
  if (path === undefined) return undefined;
  const isPrinted = program.name === 'echo' || program.name === 'printf';
  const printed = program.words.filter((word) => !/^-[neE]+$/.test(word)).join(' ');
  const content = isPrinted ? printed.replaceAll('\\n', '\n') : text;
  return content === undefined ? undefined : { text: content, path: path.replace(/^\/+/, '') };
}

const CRON_FILE = /\/(?:etc\/(?:crontab|anacrontab|cron\.d\/.{1,200}|crontabs\/.{1,200})|var\/spool\/cron\/.{1,200})$/;
