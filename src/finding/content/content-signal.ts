import type { FileHeader, FileKind } from '../../filesystem/file.ts';

/**
 * Something that may stand in the bytes of any file. Its keywords are searched for in every file of every layer, all signals
 * in one pass; `confirm` then looks at the place. Runs inside worker threads.
 */
export interface ContentSignal {
  /** Unique among all signals: the id of a rule where there is one signal for it, or `family/name`. */
  readonly id: string;
  /**
   * One of these is always in what is looked for. Printable ASCII: of 7 characters or more, compared without regard to case in
   * all files; or of 4 to 6, compared as written, in text files only.
   */
  readonly keywords: readonly string[];
  /** All files but archives where absent. */
  readonly kinds?: readonly FileKind[];
  /** Bytes; files above it are not looked at. */
  readonly largest?: number;
  /** Is the path one that may have it? Asked once for each file that has a keyword. */
  readonly in?: (file: FileHeader) => boolean;
  /** Is it really there? Without it every place of a keyword is a hit. Must take linear time: only `window` bytes are shown, but often. */
  readonly confirm?: (place: ContentPlace) => ContentMatch | undefined;
}

/** Where a keyword was found. */
export interface ContentPlace {
  readonly file: FileHeader;
  /** The bytes around the keyword, each one a character: up to 2 KiB before and 6 KiB after it. */
  readonly text: string;
  /** Where the keyword starts in `text`. */
  readonly at: number;
  /** As the signal has it; long ones in lower case. */
  readonly keyword: string;
  /** Does `text` begin with the file, does it end with it? */
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

/** What was found there. */
export interface ContentMatch {
  /** What to show of it: bounded and made printable by whoever takes it; secrets are masked here already. */
  readonly excerpt: string;
  /** Tells values apart without showing them; hits of one signal with the same one are one hit. The excerpt where absent. */
  readonly fingerprint?: string;
  /** A text to be read later, a script for the most part: at most `limits.contentText` characters. */
  readonly text?: string;
}

/** What the pass notes of a signal in a file. */
export interface ContentHit {
  readonly signal: string;
  /** Of the first place, in bytes. */
  readonly offset: number;
  /** From 1; absent in binary and very long files. */
  readonly line?: number;
  readonly excerpt: string;
  readonly text?: string;
  /** Of places with the same fingerprint. */
  readonly count: number;
}
