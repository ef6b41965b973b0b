import type { FileHeader, FileKind } from './file.ts';
import { FILE_KINDS, FILE_TYPES, HASH_ORDER, type LayerColumns } from './layer-index.ts';

/** What is known of a row before its body is read. */
export interface NewRow extends Omit<FileHeader, 'path' | 'kind'> {
  /** Clean path bytes. */
  readonly path: Uint8Array;
  /** Where its last part starts. */
  readonly nameStart: number;
  readonly link?: Uint8Array | undefined;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
}

/** Grows the columns of a layer row by row. */
export interface ColumnBuilder {
  readonly count: number;
  add(row: NewRow): number;
  setKind(row: number, kind: FileKind): void;
  /** Hashes in HASH_ORDER, each byte one character; `set` tells which. */
  setHashes(row: number, set: number, hashes: readonly string[]): void;
  setKept(row: number, start: number): void;
  /** The columns cut to size; the builder is used up. */
  finish(): LayerColumns;
}

const TYPE_NUMBER = new Map(FILE_TYPES.map((type, index) => [type, index]));
const KIND_NUMBER = new Map(FILE_KINDS.map((kind, index) => [kind, index]));
/** Up to this length a loop copies faster than a call does. */
const SHORT = 96;

export function createColumnBuilder(): ColumnBuilder {
  // Pages that are never written to take no memory.
  let capacity = 1 << 14;
  let count = 0;
  let columns = emptyColumns(capacity);
  let pool = Buffer.allocUnsafeSlow(1 << 20);
  let poolEnd = 0;

  return {
    get count() {
      return count;
    },
    add(entry) {
      if (count === capacity) grow();
      const row = count++;
      const { path } = entry;
      columns.pathStart[row] = put(path);
      columns.pathLength[row] = path.length;
      columns.parentLength[row] = Math.max(entry.nameStart - 1, 0);
      if (entry.link) {
        columns.linkStart[row] = put(entry.link);
        columns.linkLength[row] = entry.link.length;
      }
      columns.type[row] = TYPE_NUMBER.get(entry.type) ?? 0;
      columns.mode[row] = entry.mode;
      columns.uid[row] = entry.uid;
      columns.gid[row] = entry.gid;
      columns.size[row] = entry.size;
      columns.mtime[row] = entry.mtime;
      columns.keptStart[row] = -1;
      return row;
    },
    setKind(row, kind) {
      columns.kind[row] = KIND_NUMBER.get(kind) ?? 0;
    },
    setHashes(row, set, hashes) {
      columns.hashSet[row] = set;
      columns.hashStart[row] = poolEnd;
      for (const hash of hashes) {
        reserve(hash.length);
        poolEnd += pool.write(hash, poolEnd, 'latin1');
      }
    },
    setKept(row, start) {
      columns.keptStart[row] = start;
    },
    finish: () => cut(columns, count, pool.subarray(0, poolEnd)),
  };

  function put(bytes: Uint8Array): number {
    reserve(bytes.length);
    const start = poolEnd;
    if (bytes.length > SHORT) pool.set(bytes, start);
    else for (let i = 0; i < bytes.length; i++) pool[start + i] = bytes[i] as number;
    poolEnd += bytes.length;
    return start;
  }

  function reserve(length: number): void {
    if (poolEnd + length <= pool.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(pool.length * 2, poolEnd + length));
    larger.set(pool.subarray(0, poolEnd));
    pool = larger;
  }

  function grow(): void {
    const larger = emptyColumns(capacity * 2);
    for (const name of COLUMN_NAMES) larger[name].set(columns[name]);
    columns = larger;
    capacity *= 2;
  }
}

const NEW_COLUMN = {
  pathStart: (length: number) => new Uint32Array(length),
  pathLength: (length: number) => new Uint16Array(length),
  parentLength: (length: number) => new Uint16Array(length),
  linkStart: (length: number) => new Uint32Array(length),
  linkLength: (length: number) => new Uint16Array(length),
  type: (length: number) => new Uint8Array(length),
  kind: (length: number) => new Uint8Array(length),
  mode: (length: number) => new Uint16Array(length),
  uid: (length: number) => new Uint32Array(length),
  gid: (length: number) => new Uint32Array(length),
  size: (length: number) => new Float64Array(length),
  mtime: (length: number) => new Float64Array(length),
  hashSet: (length: number) => new Uint8Array(length),
  hashStart: (length: number) => new Uint32Array(length),
  keptStart: (length: number) => new Float64Array(length),
} as const;
type ColumnName = keyof typeof NEW_COLUMN;
export type Columns = { [name in ColumnName]: ReturnType<(typeof NEW_COLUMN)[name]> };

/** Names of the columns in the order the cache file keeps them: wider numbers first, so that each is aligned. */
export const COLUMN_NAMES: readonly ColumnName[] = [
  'size',
  'mtime',
  'keptStart',
  'pathStart',
  'linkStart',
  'uid',
  'gid',
  'hashStart',
  'pathLength',
  'parentLength',
  'linkLength',
  'mode',
  'type',
  'kind',
  'hashSet',
];

export function emptyColumns(length: number): Columns {
  const columns = {} as Record<ColumnName, unknown>;
  for (const name of COLUMN_NAMES) columns[name] = NEW_COLUMN[name](length);
  return columns as Columns;
}

function cut(columns: Columns, count: number, pool: Uint8Array): LayerColumns {
  const cutColumns = {} as Record<ColumnName, unknown>;
  // Half empty columns are copied; fuller ones are handed on as they are, for the copy would be the peak of memory.
  const roomy = count * 2 < columns.type.length;
  for (const name of COLUMN_NAMES)
    cutColumns[name] = roomy ? columns[name].slice(0, count) : columns[name].subarray(0, count);
  const ownPool = pool.length * 2 < pool.buffer.byteLength ? new Uint8Array(pool) : pool;
  return { count, pool: ownPool, ...(cutColumns as Columns) };
}

/** The bits of HASH_ORDER for these algorithms. */
export function hashBits(algorithms: readonly string[]): number {
  return HASH_ORDER.filter(({ name }) => algorithms.includes(name)).reduce((bits, { bit }) => bits | bit, 0);
}
