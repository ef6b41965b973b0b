import type { FileEntry, FilePattern, KeptFile } from './file.ts';

/** The image's final files: layers merged, hardlinks resolved. Symlinks never leave the image. */
export interface FileTree {
  /** Number of entries, directories and links included. */
  readonly size: number;
  /** The entry at exactly this path (a symlink is returned as a symlink). */
  get(path: string): FileEntry | undefined;
  /** The entry that the path leads to when all symlinks on the way and at its end are followed, within the image. */
  resolve(path: string): FileEntry | undefined;
  /** Direct children of a directory, by name. '' is the root. */
  children(directory: string): Iterable<FileEntry>;
  /** All entries in path order (by bytes). */
  entries(): Iterable<FileEntry>;
  /** Kept files that match any of the patterns, in path order. */
  kept(patterns: readonly FilePattern[]): Iterable<KeptFile>;
  /** The kept file the path leads to through symlinks, if it was kept. */
  read(path: string): KeptFile | undefined;
}
