import { FormatError } from '../../base/errors.ts';
import { type ByteWriter, byteWriter, putUint16, putUint32 } from './byte-writer.ts';
import { cursorAt, takeUint16, takeUint32 } from './cursor.ts';
import type { Section } from './layout.ts';
import type { PageSource } from './page.ts';

/** Entries in one bucket, on average. */
const PER_BUCKET = 8;
/** The low half of the hash, and the value. */
const ENTRY_SIZE = 6;

/** 32 bits of a text; `seed` keeps the same names of several ecosystems apart. */
export function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Buckets by the high bits of the hash: where each starts, then the entries of all. */
export function hashTableBytes(hashes: ArrayLike<number>, values: ArrayLike<number>): ByteWriter {
  const shift = 32 - bucketBits(hashes.length);
  const starts = new Uint32Array(2 ** (32 - shift) + 1);
  const bucketOf = (hash: number): number => (shift === 32 ? 0 : hash >>> shift);
  for (let index = 0; index < hashes.length; index++) bump(starts, bucketOf(hashes[index] ?? 0) + 1);
  for (let bucket = 1; bucket < starts.length; bucket++) bump(starts, bucket, starts[bucket - 1]);
  const writer = byteWriter(starts.length * 4 + hashes.length * ENTRY_SIZE + 8);
  for (const start of starts) putUint32(writer, start);
  const order = new Uint32Array(hashes.length);
  const next = starts.slice();
  for (let index = 0; index < hashes.length; index++) {
    const bucket = bucketOf(hashes[index] ?? 0);
    order[next[bucket] ?? 0] = index;
    bump(next, bucket);
  }
  for (const index of order) {
    putUint16(writer, (hashes[index] ?? 0) & 0xffff);
    putUint32(writer, values[index] ?? 0);
  }
  return writer;
}

/** Values whose hash is this one, and now and then another's: the caller looks whether they are meant. */
export type HashTable = (hash: number) => readonly number[];

/** @throws FormatError when the section is not as long as `count` entries need. */
export function openHashTable(source: PageSource, section: Section, count: number): HashTable {
  const shift = 32 - bucketBits(count);
  const entries = section.start + (2 ** (32 - shift) + 1) * 4;
  if (section.end !== entries + count * ENTRY_SIZE) throw new FormatError('a hash table is cut');

  return (hash) => {
    const bucket = shift === 32 ? 0 : hash >>> shift;
    const place = cursorAt(source, section.start + bucket * 4, entries);
    const start = takeUint32(place);
    const end = takeUint32(place);
    if (start === end) return [];
    const cursor = cursorAt(source, entries + start * ENTRY_SIZE, entries + end * ENTRY_SIZE);
    const values: number[] = [];
    for (let index = start; index < end; index++) {
      const check = takeUint16(cursor);
      const value = takeUint32(cursor);
      if (check === (hash & 0xffff)) values.push(value);
    }
    return values;
  };
}

function bucketBits(count: number): number {
  return count <= PER_BUCKET ? 0 : Math.min(24, Math.ceil(Math.log2(count / PER_BUCKET)));
}

function bump(counts: Uint32Array, index: number, by = 1): void {
  counts[index] = (counts[index] ?? 0) + by;
}
