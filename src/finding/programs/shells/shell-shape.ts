import type { SourceLanguage } from '../recognition.ts';

/** How a language hands a shell to a connection. Every pattern is linear: no repetition without a bound. */
export interface ShellShape {
  readonly language: SourceLanguage;
  /** Said somewhere in a text that has it, in lower case; saves the rest of the work. */
  readonly mentions: readonly string[];
  /** Connects; with groups `host` and `port`, or `address` for both. Global. */
  readonly connects: readonly RegExp[];
  /** Waits for somebody to connect. Global. */
  readonly listens?: RegExp;
  /** Each one a way to tie a shell to the connection: all of its patterns stand near. */
  readonly ways: readonly (readonly RegExp[])[];
}

/** An argument: a literal, a name, a simple call. */
export const ARGUMENT = String.raw`"[^"\n]{0,255}"|'[^'\n]{0,255}'|[$@]?\w[^,()\n;]{0,80}(?:\([^()\n]{0,80}\))?`;

/** `a, b` where they are host and port. */
export const HOST_PORT = String.raw`\s{0,40}(?<host>${ARGUMENT})\s{0,40},\s{0,40}(?<port>${ARGUMENT})`;

/** A shell, named in a literal. */
export const SHELL_NAME =
  /["'`{ ](?:\/(?:usr\/)?(?:local\/)?bin\/)?(?:busybox )?(?:ba|da|z|k|a|c|tc)?sh(?:["'`} ;]|\\)|["'`]?(?:cmd|powershell|pwsh)(?:\.exe)?["'` ]/;
