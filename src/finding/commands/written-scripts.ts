import { readCrontab } from '../../behavior/crontab.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import { type FileWrite, isTold, writesIn } from './file-writes.ts';
import { isShell } from './interpreters.ts';
import { type CommandScript, pathOf, type SeenCommand, scriptsOf, UNKNOWN } from './seen-command.ts';
import { isHostPath, type StartFileKind, startFile } from './start-files.ts';

const MOST_WRITTEN = 500;
const MOST_JOBS = 50;
/** Of all written texts together. */
const MOST_COMMANDS = 20_000;
const LONGEST = 16_384;
const USERS: ReadonlySet<string> = new Set(
  'root nobody daemon bin sys www-data nginx apache mysql postgres redis git admin ubuntu debian centos ec2-user node app user'.split(
    ' ',
  ),
);

/** Scripts, what they write to where it is run later, and what they hand to the host and other containers. */
export function withWritten(scripts: readonly CommandScript[]): CommandScript[] {
  const found = new Map<string, readonly CommandScript[]>();
  let left = MOST_COMMANDS;
  for (const script of scripts) {
    for (const { seen, path, key, texts, onHost = false } of givenIn(script)) {
      if (found.size >= MOST_WRITTEN || left <= 0 || found.has(key)) continue;
      const read = texts.slice(0, MOST_JOBS).flatMap((text) => {
        const commands = left > 0 ? readAgain(text.slice(0, LONGEST), seen) : [];
        left -= commands.length;
        return scriptsOf(commands, { onHost });
      });
      found.set(
        key,
        read.map((each) => ({ ...each, writtenTo: path })),
      );
    }
  }
  return [...scripts, ...[...found.values()].flat()].map((script) => ({ ...script, written: found }));
}

/** What a written text is known by. */
export function writeKey({ path, text = '' }: FileWrite): string {
  return `${path}\n${text}`;
}

/** The commands in the lines of a table of jobs. */
function jobsOf(text: string): string[] {
  const lines = text.replaceAll(/\ufffc(?=[*@\d])/g, '\n').replaceAll('\\n', '\n');
  return readCrontab(lines.slice(0, LONGEST), { hasUser: true, users: USERS }).map(({ command }) => command);
}

interface Given {
  readonly seen: SeenCommand;
  readonly path: string;
  readonly key: string;
  readonly texts: readonly string[];
  readonly onHost?: boolean;
}

function* givenIn(script: CommandScript): Iterable<Given> {
  for (const { seen, ...write } of writesIn(script)) {
    const { path, text } = write;
    const start = isTold(text) ? startFile(path, seen) : undefined;
    if (start && text) yield { seen, path, key: writeKey(write), texts: scriptTexts(start.kind, text) };
  }
  for (const seen of script.commands) {
    const { name, words, command } = seen;
    if ((name === 'at' || name === 'batch') && command.input?.known) yield given(seen, 'at', command.input.text);
    const onHost = seen.levels.some((level) => entersHost(seen, level));
    if (!onHost && !/^(?:docker|podman|nerdctl|ctr|kubectl|crictl)$/.test(name)) continue;
    const at = words.findIndex((word, index) => /^-[a-z]{0,3}c$/.test(word) && isShell(words[index - 1] ?? ''));
    const text = at > 0 ? words[at + 1] : command.input?.text;
    if (text !== undefined) yield { ...given(seen, onHost ? 'the host' : 'another container', text), onHost };
  }
}

function given(seen: SeenCommand, path: string, text: string): Given {
  return { seen, path, key: writeKey({ path, text }), texts: [text] };
}

/** `chroot /host`, `nsenter -t 1 -m`, also in the words of a container client. */
function entersHost(seen: SeenCommand, words: readonly string[]): boolean {
  const at = words.findIndex((word) => word === 'chroot' || word.endsWith('/chroot'));
  const root = at < 0 ? undefined : words.slice(at + 1).find((word) => !word.startsWith('-'));
  if (root !== undefined && isHostPath(pathOf(seen, root), seen)) return true;
  const line = words.slice(0, 40).join(' ').slice(0, 2_000);
  return /(?:^|[\s/])nsenter\s/.test(line) && /(?:-t|--target)[= ]?1(?:\s|$)|\/proc\/1\/ns\/mnt/.test(line);
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
          .replaceAll('\\n', '\n')
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
