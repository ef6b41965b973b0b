import { FormatError } from '../../base/errors.ts';
import type { RandomAccess } from '../random-access.ts';

/** Where the central directory lies. */
export interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
  /** Bytes before the archive proper, which its own offsets do not count: a launch script, a self-extractor. */
  readonly prefix: number;
}

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_SIZE = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_SIZE = 56;
const ENTRY_SIGNATURE = 0x02014b50;

/** Finds the end record (APPNOTE 4.3.16) as Java does: backwards; a record must reach the end exactly, or lead to a directory. */
export function findDirectory(source: RandomAccess): DirectoryPlace {
  const tailSize = Math.min(source.size, END_SIZE + LONGEST_COMMENT);
  const tailStart = source.size - tailSize;
  const tail = Buffer.from(source.readAt(tailStart, tailSize));
  let at = tail.length - END_SIZE;
  while (at >= 0) {
    at = tail.lastIndexOf(END_SIGNATURE, at);
    if (at < 0) break;
    const place = at + END_SIZE <= tail.length ? placeOf(source, tailStart + at, tail.subarray(at)) : undefined;
    if (place) return place;
    at--;
  }
  throw new FormatError('not a zip archive: it has no end record');
}

function placeOf(source: RandomAccess, position: number, record: Buffer): DirectoryPlace | undefined {
  const end = wideEnd(source, position) ?? {
    position,
    entries: record.readUInt16LE(10),
    size: record.readUInt32LE(12),
    offset: record.readUInt32LE(16),
  };
  const reachesEnd = position + END_SIZE + record.readUInt16LE(20) === source.size;
  const before = end.position - end.size;
  if (end.entries === 0 && end.size === 0) return reachesEnd ? { offset: before, size: 0, prefix: 0 } : undefined;
  for (const offset of [before, end.offset]) {
    if (offset < 0 || offset + end.size > end.position || offset < end.offset) continue;
    if (uint32At(source, offset) === ENTRY_SIGNATURE) return { offset, size: end.size, prefix: offset - end.offset };
  }
  if (reachesEnd) throw new FormatError('zip end record points to no central directory');
  return undefined;
}

interface WideEnd {
  readonly position: number;
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

/** The zip64 end record, when a locator before the end record leads to one. */
function wideEnd(source: RandomAccess, endPosition: number): WideEnd | undefined {
  const locatorAt = endPosition - LOCATOR_SIZE;
  if (locatorAt < END64_SIZE || uint32At(source, locatorAt) !== LOCATOR_SIGNATURE) return undefined;
  const told = uint64(Buffer.from(source.readAt(locatorAt, LOCATOR_SIZE)), 8);
  // With data put before the archive the told offset is too small; the record then still ends where the locator starts.
  for (const position of [told, locatorAt - END64_SIZE]) {
    if (position + END64_SIZE > locatorAt || uint32At(source, position) !== END64_SIGNATURE) continue;
    const record = Buffer.from(source.readAt(position, END64_SIZE));
    return { position, entries: uint64(record, 32), size: uint64(record, 40), offset: uint64(record, 48) };
  }
  return undefined;
}

function uint32At(source: RandomAccess, offset: number): number | undefined {
  const bytes = source.readAt(offset, 4);
  return bytes.length === 4 ? Buffer.from(bytes).readUInt32LE(0) : undefined;
}

/** A 64-bit number; ones beyond what a double holds are as good as infinite. */
export function uint64(bytes: Buffer, offset: number): number {
  return bytes.readUInt32LE(offset) + bytes.readUInt32LE(offset + 4) * 0x1_0000_0000;
}
