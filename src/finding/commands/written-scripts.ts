import { readCrontab } from '../../behavior/crontab.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import { isTold, writesIn } from './file-writes.ts';
import { type CommandScript, type SeenCommand, scriptsOf, UNKNOWN } from './seen-command.ts';
import { type StartFileKind, startFile } from './start-files.ts';

const MOST_WRITTEN = 500;
const LONGEST = 65_536;
const USERS: ReadonlySet<string> = new Set(
  'root nobody daemon bin sys www-data nginx apache mysql postgres redis git admin ubuntu debian centos ec2-user node app user'.split(
    ' ',
  ),
);

/** Scripts that commands write to where they are run later, or hand to other containers. */
export function writtenScripts(scripts: readonly CommandScript[]): CommandScript[] {
  const found: CommandScript[] = [];
  const known = new Set<string>();
  for (const script of scripts) {
    for (const { seen, path, text } of givenIn(script)) {
      const key = `${path}\n${text}`;
      if (found.length >= MOST_WRITTEN || known.has(key)) continue;
      known.add(key);
      const commands = readAgain(text.slice(0, LONGEST), seen);
      found.push(...scriptsOf(commands).map((each) => ({ ...each, writtenTo: path })));
    }
  }
  return found;
}

/** The commands in the lines of a table of jobs. */
export function jobsOf(text: string): string[] {
  const lines = text.replaceAll(/\ufffc(?=[*@\d])/g, '\n').replaceAll('\\n', '\n');
  return readCrontab(lines.slice(0, LONGEST), { hasUser: true, users: USERS }).map(({ command }) => command);
}

function* givenIn(script: CommandScript): Iterable<{ seen: SeenCommand; path: string; text: string }> {
  for (const { seen, path, text } of writesIn(script)) {
    const start = isTold(text) ? startFile(path, seen) : undefined;
    if (start && text) for (const each of scriptTexts(start.kind, text)) yield { seen, path, text: each };
  }
  for (const seen of script.commands) {
    const { name, words, command } = seen;
    if ((name === 'at' || name === 'batch') && command.input?.known)
      yield { seen, path: 'at', text: command.input.text };
    if (!/^(?:docker|podman|nerdctl|ctr|kubectl|crictl)$/.test(name)) continue;
    const at = words.findIndex(
      (word, index) => /^-[a-z]{0,3}c$/.test(word) && /(?:^|\/)(?:ba|da|a)?sh$/.test(words[index - 1] ?? ''),
    );
    const text = at > 0 ? words[at + 1] : undefined;
    if (text !== undefined) yield { seen, path: 'another container', text };
  }
}

function scriptTexts(kind: StartFileKind, text: string): string[] {
  switch (kind) {
    case 'cron table':
      return jobsOf(text);
    case 'cron script':
    case 'profile':
    case 'boot script':
      return [text];
    case 'service':
      return [
        ...text
          .slice(0, LONGEST)
          .matchAll(/^Exec(?:Start|StartPre|StartPost|Reload|Stop)[ \t]{0,8}=[ \t]{0,8}[-@:+!]{0,5}(.{1,4000})$/gm),
      ].map(([, line = '']) => line);
    default:
      return [];
  }
}

function readAgain(text: string, { command }: SeenCommand): PlannedCommand[] {
  if (text.trim() === '' || text === UNKNOWN) return [];
  const { line, ...place } = command.place;
  const when = command.when === 'build' ? 'build' : 'schedule';
  return readScript(text, { place, line }).commands.map((each) => ({ ...each, reach: command.reach, when }));
}
