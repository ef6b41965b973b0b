import type { ScriptPlace, ShellCommand } from './shell-command.ts';

/** What a shell text is read with. */
export interface ScriptContext {
  /** Where the text stands; its line is that of the text's first line. */
  readonly place: ScriptPlace;
  /** Variables that are set when it starts. */
  readonly env: ReadonlyMap<string, string>;
  /** `$0` and what follows. */
  readonly name: string;
  readonly words: readonly string[];
  /** A name or number; undefined for root. */
  readonly user?: string;
  /** Working folder, without a leading slash. */
  readonly folder: string;
  /** The text of a file that it sources; undefined where that is not known. Without a leading slash. */
  readFile(path: string): string | undefined;
}

/** Reads a shell text into the commands it would run. */
export type ScriptReader = (
  text: string,
  context: ScriptContext,
) => { readonly commands: readonly ShellCommand[]; readonly unknown: readonly string[] };
