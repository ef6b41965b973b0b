import type { FilePattern, KeptFile } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import type { PlanCause, PlanStep } from './startup-plan.ts';

/** Knows what some programs do with their arguments: run another program, read a script, a table of services, modules. */
export interface Launcher {
  readonly name: string;
  /** Files it reads, for the pass to keep. */
  readonly reads: readonly FilePattern[];
  /** Base names of its programs. */
  readonly programs: RegExp;
  /** What follows from calling one of them; in the order in which it happens. */
  follow(call: Call): Iterable<Consequence>;
}

/** One call of a program. Words whose parts are only known when it runs hold U+FFFC. */
export interface Call {
  /** What the program is called here, without folders: an applet's name where busybox is called. */
  readonly name: string;
  /** Its file, symlinks followed; without a leading slash. */
  readonly path: string;
  /** The file as it was found, before symlinks were followed. */
  readonly calledPath: string;
  /** What follows the name. */
  readonly words: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** Working folder, without a leading slash. */
  readonly folder: string;
  readonly files: PlanFiles;
}

/** The image's files, as far as a plan may read them. */
export interface PlanFiles {
  readonly tree: FileTree;
  /** The text that a path leads to; undefined when it was not kept, is no text, or the plan has read enough. */
  text(path: string): string | undefined;
  /** Names in a folder, links followed; sorted. */
  names(folder: string): readonly string[];
  /** Files with notes of taps. */
  noted(path: string): KeptFile | undefined;
}

interface Origin {
  readonly cause?: PlanCause;
  readonly when?: PlanStep['when'];
  readonly user?: string;
  /** Variables set for it. */
  readonly env?: readonly (readonly [string, string])[];
  /** Without a leading slash. */
  readonly folder?: string;
  /** Table or script that says so, and the line there. */
  readonly from?: { readonly path: string; readonly line: number };
}

export type Consequence =
  /** A program and its arguments. */
  | (Origin & { readonly run: readonly string[] })
  /** A text for the shell. */
  | (Origin & { readonly shell: string; readonly words?: readonly string[] })
  /** A shell script, read by the program itself rather than run. */
  | (Origin & { readonly script: string; readonly words?: readonly string[] })
  /** A file that is read as code. `started` where it is what the call is about. */
  | (Origin & { readonly load: string; readonly started?: true; readonly imports?: readonly Consequence[] })
  /** A folder of code. */
  | (Origin & { readonly loadBelow: string; readonly label: string })
  /** A file that is read as data. */
  | { readonly refer: string }
  /** What cannot be told, in words. */
  | { readonly unknown: string };
