import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { type RandomAccess, readExactly } from '../random-access.ts';
import { type ArchiveBudget, spend } from './budget.ts';
import { decodeCp437 } from './cp437.ts';
import { findDirectory, uint64 } from './end-record.ts';

/** One member, as the central directory tells of it. Every field is the archive's claim. */
export interface ZipEntry {
  /** `/`-separated as stored; may be absolute or hold `..`. Ends in `/` for a directory. */
  readonly name: string;
  /** Bytes, uncompressed. */
  readonly size: number;
  /** Bytes, as stored. */
  readonly compressedSize: number;
  /** APPNOTE 4.4.5: 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** CRC-32 of its bytes. */
  readonly checksum: number;
  /** Where its local header starts in the source. */
  readonly offset: number;
  /** Where the next header or the directory starts: its bytes end here at the latest. */
  readonly end: number;
}

const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;
const ENCRYPTED = 1;
const UTF8_NAME = 0x800;
const WIDE = 0xffffffff;
const ZIP64_EXTRA = 1;
/** What looking for the end record costs, so that many tiny nested archives cost something too. */
const SEARCH_COST = 16 * 1024;
/** Name, extra field and comment have 16-bit lengths. */
const LARGEST_ENTRY = ENTRY_SIZE + 3 * 0xffff;
const WINDOW = 1024 * 1024;

/**
 * Reads a zip's central directory. What it does not list is not there, as for Java.
 * @throws FormatError when there is none, or it is damaged or over a limit.
 */
export function readDirectory(source: RandomAccess, budget: ArchiveBudget): ZipEntry[] {
  spend(budget, 'content', SEARCH_COST);
  const { offset, size, prefix } = findDirectory(source);
  if (size > limits.archiveDirectory) throw new FormatError(`zip directory of ${size} bytes is over the limit`);
  spend(budget, 'content', size);
  const bytes = Buffer.from(readExactly(source, offset, size));
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + ENTRY_SIZE <= bytes.length && bytes.readUInt32LE(at) === ENTRY_SIGNATURE) {
    if (entries.length >= limits.archiveEntries) throw new FormatError('zip archive has too many entries');
    spend(budget, 'entries', 1);
    const length = ENTRY_SIZE + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (at + length > bytes.length) throw new FormatError('zip directory is cut short');
    entries.push(parseEntry(bytes.subarray(at, at + length), prefix));
    at += length;
  }
  if (entries.length === 0 && size > 0) throw new FormatError('zip directory is cut short');
  return withEnds(entries, offset);
}

/**
 * The entries of the directory, of which only a part is in memory at a time; each claims to end where the directory starts.
 * @throws FormatError when there is no directory, or it is damaged or has more than `most` entries.
 */
export function* directoryEntries(source: RandomAccess, most: number): Generator<ZipEntry> {
  const { offset, size, prefix } = findDirectory(source);
  const end = offset + size;
  let window: Buffer = Buffer.alloc(0);
  let at = 0;
  let count = 0;
  for (let start = offset; start + ENTRY_SIZE <= end; ) {
    if (at + LARGEST_ENTRY > window.length && start + window.length - at < end) {
      window = Buffer.from(readExactly(source, start, Math.min(WINDOW, end - start)));
      at = 0;
    }
    if (window.length - at < ENTRY_SIZE || window.readUInt32LE(at) !== ENTRY_SIGNATURE) break;
    const length =
      ENTRY_SIZE + window.readUInt16LE(at + 28) + window.readUInt16LE(at + 30) + window.readUInt16LE(at + 32);
    if (start + length > end) throw new FormatError('zip directory is cut short');
    if (++count > most) throw new FormatError('zip archive has too many entries');
    yield { ...parseEntry(window.subarray(at, at + length), prefix), end: offset };
    at += length;
    start += length;
  }
  if (count === 0 && size > 0) throw new FormatError('zip directory is cut short');
}

function parseEntry(record: Buffer, prefix: number): ZipEntry {
  const flags = record.readUInt16LE(8);
  const nameEnd = ENTRY_SIZE + record.readUInt16LE(28);
  const rawName = record.subarray(ENTRY_SIZE, nameEnd);
  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
  const [size, compressedSize, offset] = widen(
    [record.readUInt32LE(24), record.readUInt32LE(20), record.readUInt32LE(42)],
    extra,
  );
  return {
    name: (flags & UTF8_NAME) !== 0 || isAscii(rawName) ? rawName.toString('utf8') : decodeCp437(rawName),
    size,
    compressedSize,
    method: record.readUInt16LE(10),
    encrypted: (flags & ENCRYPTED) !== 0,
    checksum: record.readUInt32LE(16),
    offset: offset + prefix,
    end: 0,
  };
}

type Sizes = readonly [size: number, compressedSize: number, offset: number];

/** Numbers too large for 32 bits stand in the zip64 extra field, in this order, only those that need it (APPNOTE 4.5.3). */
function widen(sizes: Sizes, extra: Buffer): Sizes {
  if (!sizes.includes(WIDE)) return sizes;
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    const field = extra.subarray(at + 4, at + 4 + length);
    if (extra.readUInt16LE(at) === ZIP64_EXTRA) {
      let next = 0;
      const wide = (value: number): number => {
        if (value !== WIDE || next + 8 > field.length) return value;
        next += 8;
        return uint64(field, next - 8);
      };
      return [wide(sizes[0]), wide(sizes[1]), wide(sizes[2])];
    }
    at += 4 + length;
  }
  return sizes;
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** Entries whose bytes overlap are how small archives claim petabytes: each must end before the next header begins. */
function withEnds(entries: readonly ZipEntry[], directoryOffset: number): ZipEntry[] {
  const offsets = Float64Array.from(entries, (entry) => entry.offset).sort();
  return entries.map((entry) => ({ ...entry, end: nextAfter(offsets, entry.offset) ?? directoryOffset }));
}

function nextAfter(sorted: Float64Array, value: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
