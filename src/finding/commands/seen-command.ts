import { baseName, pathFrom } from '../../behavior/paths.ts';
import { launched } from '../../behavior/shell/launchers.ts';
import type { PlannedCommand } from '../../behavior/startup-plan.ts';

/** Stands for what is only known when it runs. */
export const UNKNOWN = '\ufffc';

/** A command with what stands around it. */
export interface SeenCommand {
  readonly command: PlannedCommand;
  /** Name of the program without its folder, behind what launches it; '' for assignments and redirections alone. */
  readonly name: string;
  /** The program and its arguments, behind what launches them. */
  readonly words: readonly string[];
  /** The words as they stand, then those behind each launcher. */
  readonly levels: readonly (readonly string[])[];
  /** Where the shell has changed to, without a leading slash. */
  readonly folder: string;
  /** What its input and its words come from: earlier commands of the pipe, and those of its substitutions; nearest first. */
  readonly producers: readonly SeenCommand[];
  /** Addresses behind the descriptors that are connected by now. */
  readonly sockets: ReadonlyMap<number, string>;
}

/** Commands that were read together, in their order. */
export interface CommandScript {
  readonly commands: readonly SeenCommand[];
  /** The file that they are written to, to be run later. */
  readonly writtenTo?: string;
}

const MOST_PRODUCERS = 64;
const MOST_LEVELS = 8;
const LONGEST_WORD = 16_384;

/** The scripts that commands come from, nearest first. */
export function scriptsOf(commands: readonly PlannedCommand[]): CommandScript[] {
  const readings = new Map<object, PlannedCommand[]>();
  for (const command of commands) {
    const key = command.reading ?? command;
    const known = readings.get(key);
    if (known) known.push(command);
    else readings.set(key, [command]);
  }
  return [...readings.values()].map((each) => ({ commands: look(each) }));
}

/** Is it run by the build, where there is no host yet and downloads are routine? */
export function isBuild({ command }: SeenCommand): boolean {
  return command.reach === 'build-only' || command.when === 'build';
}

/** A path that the command names, without a leading slash. */
export function pathOf({ folder }: SeenCommand, path: string): string {
  return pathFrom(folder, path);
}

function look(commands: readonly PlannedCommand[]): SeenCommand[] {
  const seen: SeenCommand[] = [];
  let folder = '';
  let sockets: ReadonlyMap<number, string> = new Map();
  for (const command of commands) {
    const levels = levelsOf(command.words.map(({ text }) => text.slice(0, LONGEST_WORD)));
    const words = levels.at(-1) ?? [];
    const name = baseName(words[0] ?? '');
    sockets = connected(command, sockets);
    seen.push({ command, name, words, levels, folder, sockets, producers: producersOf(command, seen) });
    const target = words.slice(1).find((word) => !word.startsWith('-'));
    if (name === 'cd' && target !== undefined && !target.includes(UNKNOWN)) folder = pathFrom(folder, target);
  }
  return seen;
}

function levelsOf(words: readonly string[]): (readonly string[])[] {
  const levels = [words];
  for (let last = words; levels.length < MOST_LEVELS; ) {
    const inner = launched(baseName(last[0] ?? ''), last);
    if (!inner || inner.words.length === 0) break;
    last = inner.words;
    levels.push(last);
  }
  return levels;
}

/** Pipelines are numbered as they begin: what has a higher number and stands before a command was run for it. */
function producersOf({ pipeline }: PlannedCommand, before: readonly SeenCommand[]): SeenCommand[] {
  const found: SeenCommand[] = [];
  for (let at = before.length - 1; at >= 0 && found.length < MOST_PRODUCERS; at--) {
    const other = before[at];
    if (!other) break;
    const { id, position } = other.command.pipeline;
    if (id < pipeline.id || (id === pipeline.id && position >= pipeline.position)) break;
    found.push(other);
    if (id === pipeline.id && position === 0) break;
  }
  return found;
}

function connected(command: PlannedCommand, known: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  const first = command.words[0]?.text;
  if (first !== undefined && first !== 'exec') return known;
  const opened = command.redirections.flatMap(({ descriptor, target }): [number, string][] => {
    const address = socketAddress(target.text);
    return address === undefined ? [] : [[descriptor, address]];
  });
  return opened.length === 0 ? known : new Map([...known, ...opened]);
}

/** The host and port of `/dev/tcp/…`. */
export function socketAddress(target: string): string | undefined {
  const [, host, port] = /^\/dev\/(?:tcp|udp)\/([^/\s]{1,255})\/([^/\s]{1,20})$/.exec(target) ?? [];
  return host === undefined ? undefined : `${host}:${port}`;
}
