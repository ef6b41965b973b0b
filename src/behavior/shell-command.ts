/** A simple command as a shell would run it, as far as that can be told without running it. */
export interface ShellCommand {
  /** The name of the command first; empty for bare assignments and redirections. */
  readonly words: readonly Word[];
  /** `A=b` in front of it. */
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly redirections: readonly Redirection[];
  /** Commands joined by pipes have the same `id`, unique in one reading. */
  readonly pipeline: { readonly id: number; readonly position: number; readonly length: number };
  /** Commands that were read together have the same one, and stand in the order in which they would run; absent for a single one. */
  readonly reading?: object;
  /** What it writes to the file its output is redirected to, or to the last of them. */
  readonly written?: Word;
  /** What it reads on standard input where that is known: a here-document, a here-string, `echo text |`. */
  readonly input?: Word;
  /** Started with `&`, `nohup`, `setsid`. */
  readonly background: boolean;
  /** False inside `if`, `&&`, `||`, loops that may not be entered, and functions nobody was seen to call. */
  readonly certain: boolean;
  readonly place: ScriptPlace;
}

/** What a word expands to. Parts that are only known when it runs read as U+FFFC. */
export interface Word {
  readonly text: string;
  readonly known: boolean;
}

export interface Redirection {
  /** 0 input, 1 output, 2 errors, or another number. */
  readonly descriptor: number;
  readonly kind: 'read' | 'write' | 'append' | 'duplicate' | 'text';
  /** A path (`/dev/tcp/192.0.2.1/4444` too), a descriptor's number, or the text of a here-document. */
  readonly target: Word;
}

/** Where a command stands. */
export interface ScriptPlace {
  /** Path in the image, without a leading slash. */
  readonly path?: string;
  /** Or a field of the config: `config.cmd`, `config.env.PAYLOAD`, `history[3]`. */
  readonly field?: string;
  /** From 1. */
  readonly line: number;
  /** What it was decoded by to get here, outermost first: `base64`, `gzip`. */
  readonly decoded: readonly string[];
}
