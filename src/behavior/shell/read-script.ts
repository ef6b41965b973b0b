import { limits } from '../../base/limits.ts';
import { readShell } from '../../format/shell/parse-shell.ts';
import type { ScriptPlace, ShellCommand } from '../shell-command.ts';
import { runStatements } from './run.ts';
import { runWords } from './run-words.ts';
import { type Reading, type Scene, type Status, UNKNOWN } from './state.ts';
import { READING_WORK, type ShellWork, shareOf } from './work.ts';

/** What is known of where a script runs. */
export interface ScriptContext {
  readonly place: Omit<ScriptPlace, 'line'>;
  /** By which line of a config or another script it stands; absent: lines are its own. */
  readonly line?: number;
  readonly environment?: ReadonlyMap<string, string>;
  /** `$0`. */
  readonly name?: string;
  /** `$1` and on. */
  readonly arguments?: readonly string[];
  /** With a leading slash. */
  readonly workingDirectory?: string;
  /** Name of the user; `root` where the image names none. */
  readonly user?: string;
  /** The text of a file of the image, by path without a leading slash; undefined for what is no text. */
  readonly readFile?: (path: string) => string | undefined;
  /** Shared by many scripts; absent for a line of another program, which is followed less far. */
  readonly work?: ShellWork;
}

/** What a script would run, as far as that can be told without running it. Never throws for what the script says. */
export function readScript(
  text: string,
  context: ScriptContext,
): { commands: readonly ShellCommand[]; unknown: readonly string[] } {
  const share = shareOf(context.work, text.length);
  const reading: Reading = {
    identity: {},
    commands: [],
    unknown: new Set(),
    readFile: once(context.readFile ?? (() => undefined)),
    user: context.user === '0' || context.user === '' ? 'root' : context.user,
    called: new Set(),
    decoded: new Map(),
    pipelines: 0,
    depth: 0,
    values: 0,
    scripts: -text.length,
    steps: 0,
    work: share,
    rules: { runStatements, runText, runWords },
  };
  const variables = new Map<string, string | readonly string[]>(context.environment ?? []);
  if (!variables.has('PWD')) variables.set('PWD', context.workingDirectory ?? '/');
  const scene: Scene = {
    reading,
    state: {
      variables,
      functions: new Map(),
      files: new Map(),
      arguments: context.arguments ?? [],
      name: context.name ?? (context.place.path === undefined ? 'sh' : `/${context.place.path}`),
      ended: false,
    },
    place: context.place,
    ...(context.line !== undefined && { line: context.line }),
    certain: true,
    background: false,
    chain: context.place.path === undefined ? [] : [context.place.path],
    input: undefined,
    output: { text: '' },
  };
  runText(scene, text);
  runUncalled(scene);
  if (context.work) context.work.left -= share - reading.work;
  return { commands: reading.commands, unknown: [...reading.unknown].sort() };
}

/** Asks for each file once. */
function once(read: Reading['readFile']): Reading['readFile'] {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, read(path));
    return known.get(path);
  };
}

function runText(scene: Scene, text: string): Status {
  const { reading, place } = scene;
  reading.scripts += text.length;
  reading.work -= READING_WORK * text.length;
  if (reading.scripts > limits.shellScripts || reading.work < 0) {
    reading.unknown.add('the script runs more text than can be followed');
    return undefined;
  }
  if (!text.trim()) return true;
  if (text === UNKNOWN) return undefined;
  const { statements, damage } = readShell(text);
  const status = runStatements(scene, statements);
  if (damage) reading.unknown.add(`${place.path ?? place.field ?? 'script'}: ${damage.message}`);
  return status;
}

/** Functions that nobody was seen to call are read too. */
function runUncalled(scene: Scene): void {
  const done = new Set(scene.reading.called);
  for (const [name, { place }] of scene.state.functions) {
    if (done.has(name)) continue;
    done.add(name);
    const state = { ...scene.state, variables: new Map(scene.state.variables) };
    runWords({ ...scene, place, state, certain: false }, [name, UNKNOWN], 1);
  }
}
