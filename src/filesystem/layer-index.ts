import type { Digest } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import type { Problem } from '../base/problem.ts';
import type { DeviceNumber } from '../format/tar/tar-entry.ts';
import type { FileEntry, FileHashes, FileKind, FileType } from './file.ts';

/**
 * All one pass learned about a layer. Rows are columns of numbers over one pool of bytes, not objects:
 * half a million rows then cost 50 MB instead of 300, cross threads without being copied, and load from the cache as they lie.
 */
export interface LayerIndex {
  /** Of the uncompressed tar; absent for folders. */
  readonly diffID?: Digest;
  /** Of the stored bytes; absent when a cached index was used without reading them. */
  readonly digest?: Digest;
  readonly columns: LayerColumns;
  /** Paths that this layer removes from those below: bytes, each of them one character, as in `opaque`. */
  readonly whiteouts: readonly string[];
  /** Directories whose contents below this layer are hidden. */
  readonly opaque: readonly string[];
  readonly notes: readonly TapNote[];
  /** Rows whose `security.capability` is set: the attribute's value, hex. */
  readonly capabilities: readonly (readonly [row: number, hex: string])[];
  /** Which devices the rows of device nodes stand for. */
  readonly devices?: readonly (readonly [row: number, device: DeviceNumber])[];
  readonly problems: readonly Problem[];
  /** File that holds the bodies of kept files; rows point into it. */
  readonly keptPath?: string;
}

/** What a tap said about one file. */
export interface TapNote {
  readonly row: number;
  readonly tap: string;
  readonly note: Json;
}

/** One value per row, `count` of them; arrays may be longer. */
export interface LayerColumns {
  readonly count: number;
  /** Paths, link targets and hashes, back to back. */
  readonly pool: Uint8Array;
  readonly pathStart: Uint32Array;
  readonly pathLength: Uint16Array;
  /** Where the last slash is; 0 when the parent is the root. */
  readonly parentLength: Uint16Array;
  readonly linkStart: Uint32Array;
  readonly linkLength: Uint16Array;
  /** Index into FILE_TYPES. */
  readonly type: Uint8Array;
  /** Index into FILE_KINDS. */
  readonly kind: Uint8Array;
  readonly mode: Uint16Array;
  readonly uid: Uint32Array;
  readonly gid: Uint32Array;
  readonly size: Float64Array;
  readonly mtime: Float64Array;
  /** Bits of HASH_ORDER: which hashes stand in the pool at hashStart, in that order. */
  readonly hashSet: Uint8Array;
  readonly hashStart: Uint32Array;
  /** Where the body stands in the kept file; -1 when it was not kept. */
  readonly keptStart: Float64Array;
}

export const FILE_TYPES: readonly FileType[] = [
  'file',
  'directory',
  'symlink',
  'hardlink',
  'character-device',
  'block-device',
  'fifo',
];
export const FILE_KINDS: readonly FileKind[] = [
  'empty',
  'text',
  'binary',
  'elf',
  'script',
  'zip',
  'gzip',
  'xz',
  'zstd',
  'pe',
  'macho',
];
export const HASH_ORDER = [
  { name: 'md5', bit: 1, bytes: 16 },
  { name: 'sha1', bit: 2, bytes: 20 },
  { name: 'sha256', bit: 4, bytes: 32 },
] as const;

export function rowPath(columns: LayerColumns, row: number): string {
  return text(columns, columns.pathStart[row] as number, columns.pathLength[row] as number);
}

export function rowLink(columns: LayerColumns, row: number): string {
  return text(columns, columns.linkStart[row] as number, columns.linkLength[row] as number);
}

/** The path as bytes, each of them one character. */
export function rowPathLatin1(columns: LayerColumns, row: number): string {
  const start = columns.pathStart[row] as number;
  return bufferOf(columns.pool).toString('latin1', start, start + (columns.pathLength[row] as number));
}

/** As `rowPathLatin1`, of a link's target. */
export function rowLinkLatin1(columns: LayerColumns, row: number): string {
  const start = columns.linkStart[row] as number;
  return bufferOf(columns.pool).toString('latin1', start, start + (columns.linkLength[row] as number));
}

export function rowHashes(columns: LayerColumns, row: number): FileHashes | undefined {
  const set = columns.hashSet[row] as number;
  if (set === 0) return undefined;
  const hashes: { md5?: string; sha1?: string; sha256?: string } = {};
  let start = columns.hashStart[row] as number;
  for (const { name, bit, bytes } of HASH_ORDER) {
    if ((set & bit) === 0) continue;
    hashes[name] = bufferOf(columns.pool).toString('hex', start, start + bytes);
    start += bytes;
  }
  return hashes;
}

/** One hash of the row, hex; undefined when the pass did not compute it. */
export function rowHash(columns: LayerColumns, row: number, algorithm: 'md5' | 'sha1' | 'sha256'): string | undefined {
  const set = columns.hashSet[row] as number;
  let start = columns.hashStart[row] as number;
  for (const { name, bit, bytes } of HASH_ORDER) {
    if ((set & bit) === 0) continue;
    if (name === algorithm) return bufferOf(columns.pool).toString('hex', start, start + bytes);
    start += bytes;
  }
  return undefined;
}

/** The row as an object; `layer` is the layer's index in the manifest. */
export function rowEntry(columns: LayerColumns, row: number, layer: number): FileEntry {
  const type = FILE_TYPES[columns.type[row] as number] ?? 'file';
  const hashes = rowHashes(columns, row);
  return {
    path: rowPath(columns, row),
    type,
    kind: FILE_KINDS[columns.kind[row] as number] ?? 'binary',
    size: columns.size[row] as number,
    mode: columns.mode[row] as number,
    uid: columns.uid[row] as number,
    gid: columns.gid[row] as number,
    mtime: columns.mtime[row] as number,
    layer,
    ...(type === 'symlink' || type === 'hardlink' ? { link: rowLink(columns, row) } : {}),
    ...(hashes ? { hashes } : {}),
  };
}

function text(columns: LayerColumns, start: number, length: number): string {
  return bufferOf(columns.pool).toString('utf8', start, start + length);
}

function bufferOf(bytes: Uint8Array): Buffer {
  if (bytes instanceof Buffer) return bytes;
  const known = views.get(bytes);
  if (known) return known;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  views.set(bytes, view);
  return view;
}

/** Making a Buffer costs more than the hex digits it is made for. */
const views = new WeakMap<Uint8Array, Buffer>();
