import type { FileKind } from '../../filesystem/file.ts';

/** Software that is recognised by a file's name and by a version among its bytes. */
export interface Classifier {
  /** What it is called in documents and fixtures; one of a kind. */
  readonly name: string;
  /**
   * Names of its file: `redis-server`, `python{named}`, `libQt*Core.so*`, `elixir/ebin/elixir.app`. `*` stands for
   * anything but a slash, `{named}` for a version that the bytes must go on with. At least two plain characters come first.
   */
  readonly files: readonly string[];
  /** Text that is part of a folder's name on the way to the file, in lower case. */
  readonly folder?: string;
  /** Executables and libraries, unless it says otherwise. */
  readonly kinds?: readonly FileKind[];
  /**
   * What surrounds the version in the bytes, tried in this order; of several places the first in the file counts.
   * Literal text with slots: see `pattern.ts`.
   */
  readonly versions: readonly string[];
  /** The version must be the only one in the file that fits: for surroundings that say little. */
  readonly unique?: true;
  /** Text without which it is not this software. */
  readonly requires?: readonly string[];
  /** Text that only other software of the same file name has. */
  readonly without?: readonly string[];
  /** Files that say more about the same software, as seen from the folder of this one: `../release`. */
  readonly unlessBeside?: readonly string[];
  /** What it is called in package URLs: `generic`, and the classifier's name, unless it says otherwise. */
  readonly package?: { readonly type?: 'golang'; readonly namespace?: string; readonly name?: string };
  /** `vendor:product`, as the National Vulnerability Database writes them. */
  readonly cpes: readonly string[];
}
