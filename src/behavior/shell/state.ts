import { limits } from '../../base/limits.ts';
import type { Command, Statement } from '../../format/shell/syntax.ts';
import type { ScriptPlace, ShellCommand } from '../shell-command.ts';
import { STEP_WORK } from './work.ts';

/** Stands for what is only known when it runs. */
export const UNKNOWN = '\ufffc';

/** What a shell remembers. A subshell has a copy. */
export interface ShellState {
  readonly variables: Map<string, string | readonly string[]>;
  readonly functions: Map<string, ShellFunction>;
  /** What was written to files, by path. */
  readonly files: Map<string, string>;
  arguments: readonly string[];
  /** `$0` */
  name: string;
  /** `exit` or `exec` came by: what follows may never run. */
  ended: boolean;
}

/** A function, and the script it stands in. */
export interface ShellFunction {
  readonly body: Command;
  readonly place: Scene['place'];
}

/** What holds for the commands of one part of a script. */
export interface Scene {
  readonly reading: Reading;
  readonly state: ShellState;
  readonly place: Omit<ScriptPlace, 'line'>;
  /** For scripts inside a line of another one. */
  readonly line?: number;
  readonly certain: boolean;
  readonly background: boolean;
  /** Paths of the scripts that led here. */
  readonly chain: readonly string[];
  readonly input: Input | undefined;
  readonly output: Output;
}

/** Standard input whose text is known; `at` is how far it was read. */
export interface Input {
  readonly text: string;
  at: number;
}

export interface Output {
  text: string;
}

/** True and false as an exit status says them; undefined where it is only known when it runs. */
export type Status = boolean | undefined;

/** All that one reading has found and spent. */
export interface Reading {
  /** Tells its commands from those of other readings. */
  readonly identity: object;
  readonly commands: ShellCommand[];
  readonly unknown: Set<string>;
  readonly readFile: (path: string) => string | undefined;
  readonly user: string | undefined;
  /** Names of functions that were called. */
  readonly called: Set<string>;
  /** How texts came out of what they were decoded from. */
  readonly decoded: Map<string, readonly string[]>;
  /** Words for the pipeline that is being run. */
  pipelines: number;
  depth: number;
  values: number;
  scripts: number;
  steps: number;
  /** What is left of all work. */
  work: number;
  readonly rules: Rules;
}

/** What needs each other: words run commands, and commands expand words. */
export interface Rules {
  readonly runStatements: (scene: Scene, statements: readonly Statement[]) => Status;
  readonly runText: (scene: Scene, text: string) => Status;
  readonly runWords: (scene: Scene, words: readonly string[], line: number) => Status;
}

/** A copy that can change without the other one. */
export function fork(scene: Scene): ShellState {
  const { state, reading } = scene;
  spend(reading, state.variables.size + state.functions.size + state.files.size);
  return {
    ...state,
    variables: new Map(state.variables),
    functions: new Map(state.functions),
    files: new Map(state.files),
  };
}

/** Takes over what alternatives, one of which ran, have made of copies of the state. */
export function merge(state: ShellState, others: readonly ShellState[]): void {
  const before = new Map(state.variables);
  for (const other of others) {
    for (const [name, value] of other.variables) {
      if (before.get(name) === value) continue;
      const now = state.variables.get(name);
      // A value given in one way only is the one it has, if any.
      const free = now === undefined || now === '' || now === UNKNOWN || now === value;
      state.variables.set(name, free ? value : UNKNOWN);
    }
    for (const [name, body] of other.functions) state.functions.set(name, body);
    for (const [path, text] of other.files) state.files.set(path, text);
  }
  const kinds = new Set([state, ...others].map((each) => JSON.stringify(each.arguments)));
  if (kinds.size > 1) state.arguments = [UNKNOWN];
}

/** Counts what was looked at. */
export function spend(reading: Reading, steps: number): boolean {
  reading.steps += steps;
  reading.work -= STEP_WORK * steps;
  if (reading.steps <= limits.shellSteps && reading.work >= 0) return true;
  reading.unknown.add('the script takes too long to follow: its values are not all known');
  return false;
}

/** The value, unless it or all values together are too long. */
export function bounded(reading: Reading, text: string): string {
  reading.values += text.length;
  reading.work -= text.length;
  if (text.length <= limits.shellValue && reading.values <= limits.shellValues && reading.work >= 0) return text;
  reading.unknown.add('the script makes values that are too long to follow');
  return UNKNOWN;
}

/** Adds to what a command writes. */
export function write(scene: Scene, text: string): void {
  const { output, reading } = scene;
  if (text === '') return;
  const added = bounded(reading, text);
  if (output.text.length + added.length <= limits.shellValue) output.text += added;
  else output.text = bounded(reading, output.text + added);
}

/** The text of a variable. */
export function variable(state: ShellState, name: string): string | undefined {
  const value = state.variables.get(name);
  return typeof value === 'object' ? (value[0] ?? '') : value;
}

export function isKnown(text: string): boolean {
  return !text.includes(UNKNOWN);
}

/** A path from the shell's working directory, without a leading slash. */
export function pathFrom(state: ShellState, path: string): string {
  const whole = path.startsWith('/') ? path : `${variable(state, 'PWD') ?? ''}/${path}`;
  const names: string[] = [];
  for (const name of whole.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

/** The text of a file as the script would find it. */
export function fileText(scene: Scene, path: string): string | undefined {
  const full = pathFrom(scene.state, path);
  return scene.state.files.get(full) ?? scene.reading.readFile(full);
}
