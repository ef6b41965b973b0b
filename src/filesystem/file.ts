import type { Json } from '../base/json.ts';
import type { RandomAccess } from '../format/random-access.ts';

/** What a tar entry is. Hardlinks are resolved to files when layers merge. */
export type FileType = 'file' | 'directory' | 'symlink' | 'hardlink' | 'character-device' | 'block-device' | 'fifo';

/** What a regular file's first bytes say it is. */
export type FileKind = 'elf' | 'pe' | 'macho' | 'script' | 'zip' | 'gzip' | 'xz' | 'zstd' | 'text' | 'binary' | 'empty';

/** What the tar header and the first bytes say, before the body is read. */
export interface FileHeader {
  /** Relative to the image root, no leading slash, `/`-separated, no `.` or `..` parts. */
  readonly path: string;
  readonly type: FileType;
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** Permission bits with setuid, setgid and sticky: 0o7777. */
  readonly mode: number;
}

export interface FileHashes {
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
}

/** One row of a layer or of the merged tree. */
export interface FileEntry extends FileHeader {
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** Target of a symlink as written, or of a hardlink as a path in the image. */
  readonly link?: string;
  /** Lower-case hex, for files the pass was asked to hash. */
  readonly hashes?: FileHashes;
  /** The `security.capability` attribute, hex. */
  readonly capability?: string;
  /** Index of the layer in the manifest, from 0. */
  readonly layer: number;
}

/** A file whose bytes the pass kept, because a pattern asked for it. */
export interface KeptFile extends FileEntry, RandomAccess {
  /** The whole body, decoded as UTF-8 with replacement characters. @throws FormatError over `limits.keptText`. */
  text(): string;
  /** The whole body. @throws FormatError over `limits.keptText`. */
  bytes(): Uint8Array;
  /** What a tap noted of this file. Files matched by `noted()` alone have a note but no bytes. */
  note(tap: string): Json | undefined;
}

/** Which files a plugin wants. */
export type FilePattern =
  | { readonly glob: string; readonly bounds?: PatternBounds }
  /** Regular files whose first bytes are of this kind. */
  | { readonly kind: FileKind; readonly bounds?: PatternBounds }
  /** Files that the tap of this name made a note of; their bytes are not kept. */
  | { readonly noted: string };

/** What a pattern leaves out of what it matches. Files that only a link leads to are not read again for a bounded pattern. */
export interface PatternBounds {
  /** Bytes. */
  readonly largest: number;
  /** Folders: `usr/share` from the root, a bare name like `node_modules` anywhere. */
  readonly outside: readonly string[];
  /** Only files of these kinds. */
  readonly kinds?: readonly FileKind[];
}

/** Files by path: `*`, `**`, `?`, `[abc]`, `{a,b}`; relative to the image root, case-sensitive. */
export function glob(pattern: string): FilePattern {
  return { glob: pattern };
}

export function kind(fileKind: FileKind): FilePattern {
  return { kind: fileKind };
}

/** The same pattern for small files outside of some folders. */
export function bounded(pattern: FilePattern, bounds: PatternBounds): FilePattern {
  return 'noted' in pattern ? pattern : { ...pattern, bounds };
}

export function noted(tap: string): FilePattern {
  return { noted: tap };
}
