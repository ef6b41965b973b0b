import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { COLUMN_NAMES, emptyColumns } from './column-builder.ts';
import type { LayerColumns, LayerIndex } from './layer-index.ts';

/** A layer index as a file: magic, sizes, the columns and the pool as they lie in memory, a JSON header, a checksum. */
export interface StoredLayerIndex {
  readonly index: LayerIndex;
  /** Which hashes the layer's package manager asks for, where the layer told. */
  readonly manifestHashes?: number;
  /** Bytes of the file of kept bodies; 0 when there is none. */
  readonly keptBytes: number;
}

const MAGIC = 0x32_49_4c_54; // "TLI2"
const PREFIX_BYTES = 16;
const ROW_BYTES = COLUMN_NAMES.reduce((sum, name) => sum + emptyColumns(1)[name].byteLength, 0);

export function writeLayerIndex(path: string, stored: StoredLayerIndex): void {
  const { columns, keptPath: _, ...plain } = stored.index;
  const header = Buffer.from(
    JSON.stringify({ ...plain, manifestHashes: stored.manifestHashes, keptBytes: stored.keptBytes }),
  );
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(MAGIC, 0);
  prefix.writeUInt32LE(header.length, 4);
  prefix.writeUInt32LE(columns.count, 8);
  prefix.writeUInt32LE(columns.pool.length, 12);
  const file = openSync(path, 'w', 0o600);
  try {
    let sum = 0;
    for (const bytes of [prefix, ...COLUMN_NAMES.map((name) => bytesOf(columns[name])), columns.pool, header]) {
      writeWhole(file, bytes);
      sum = crc32(bytes, sum);
    }
    writeWhole(file, checksumOf(sum));
  } finally {
    closeSync(file);
  }
}

/** Undefined when the file is not a whole index: then the layer is read again. */
export function readLayerIndex(path: string, keptPath: string): StoredLayerIndex | undefined {
  const file = openSync(path, 'r');
  try {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    if (readSync(file, prefix, 0, PREFIX_BYTES, 0) !== PREFIX_BYTES || prefix.readUInt32LE(0) !== MAGIC)
      return undefined;
    const count = prefix.readUInt32LE(8);
    const expected = PREFIX_BYTES + count * ROW_BYTES + prefix.readUInt32LE(12) + prefix.readUInt32LE(4) + 4;
    if (fstatSync(file).size !== expected) return undefined;
    const columns = emptyColumns(count);
    const pool = Buffer.allocUnsafeSlow(prefix.readUInt32LE(12));
    const header = Buffer.allocUnsafeSlow(prefix.readUInt32LE(4));
    let position = PREFIX_BYTES;
    let sum = crc32(prefix);
    for (const bytes of [...COLUMN_NAMES.map((name) => bytesOf(columns[name])), pool, header]) {
      if (readSync(file, bytes, 0, bytes.length, position) !== bytes.length) return undefined;
      position += bytes.length;
      sum = crc32(bytes, sum);
    }
    const checksum = Buffer.alloc(4);
    if (readSync(file, checksum, 0, 4, position) !== 4 || !checksum.equals(checksumOf(sum))) return undefined;
    const { manifestHashes, keptBytes, ...plain } = JSON.parse(header.toString('utf8')) as Omit<LayerIndex, 'columns'> &
      Omit<StoredLayerIndex, 'index'>;
    const rows: LayerColumns = { count, pool, ...columns };
    return {
      index: { ...plain, columns: rows, ...(keptBytes > 0 ? { keptPath } : {}) },
      keptBytes,
      ...(manifestHashes === undefined ? {} : { manifestHashes }),
    };
  } finally {
    closeSync(file);
  }
}

function bytesOf(column: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}

function checksumOf(sum: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sum);
  return bytes;
}

function writeWhole(file: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done);
}
