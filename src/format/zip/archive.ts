import { inflateRawSync } from 'node:zlib';
import { FormatError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { fromBytes, type RandomAccess, readExactly, section } from '../random-access.ts';
import { type ArchiveBudget, archiveBudget, spend } from './budget.ts';
import { readDirectory, type ZipEntry } from './directory.ts';

/** A zip archive: jar, wheel, nupkg, Office document. */
export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  /** The member's bytes, of at most `most`. @throws FormatError when damaged, encrypted, oddly compressed or over a limit. */
  read(entry: ZipEntry, most: number): Uint8Array;
  /** The member as random access: a stored one without a copy, a deflated one in memory, of at most `most` bytes. @throws FormatError */
  open(entry: ZipEntry, most: number): RandomAccess;
}

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
/** Small members may compress better than any honest large one does. */
const RATIO_FREE = 64 * 1024 * 1024;

/** @throws FormatError when it is no zip archive, or its directory is damaged. */
export function openZip(source: RandomAccess, budget: ArchiveBudget = archiveBudget()): ZipArchive {
  const entries = readDirectory(source, budget);
  return {
    entries,
    open: (entry, most) => openMember(source, entry, { most, budget }),
    read: (entry, most) => readMember(source, entry, { most, budget }),
  };
}

interface ReadOptions {
  readonly most: number;
  readonly budget: ArchiveBudget;
}

/** A member's bytes, of at most `most`. @throws FormatError */
export function readMember(source: RandomAccess, entry: ZipEntry, options: ReadOptions): Uint8Array {
  const { most, budget } = options;
  if (entry.size > most) throw new FormatError(`${quoted(entry)} is larger than ${most} bytes`);
  if (entry.method === STORED) spend(budget, 'content', entry.size);
  const content = openMember(source, entry, options);
  const bytes = readExactly(content, 0, content.size);
  return entry.method === STORED ? Uint8Array.from(bytes) : bytes;
}

function openMember(source: RandomAccess, entry: ZipEntry, options: ReadOptions): RandomAccess {
  const stored = storedBytes(source, entry);
  return entry.method === STORED ? stored : fromBytes(inflate(stored, entry, options));
}

/** The member's bytes as they lie in the archive. */
function storedBytes(source: RandomAccess, entry: ZipEntry): RandomAccess {
  if (entry.encrypted) throw new FormatError(`${quoted(entry)} is encrypted`);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new FormatError(`${quoted(entry)} is compressed with unknown method ${entry.method}`);
  }
  if (entry.method === STORED && entry.size !== entry.compressedSize) {
    throw new FormatError(`${quoted(entry)} is stored, yet has two sizes`);
  }
  if (entry.offset + LOCAL_SIZE > source.size) throw new FormatError(`${quoted(entry)} starts past the end`);
  const header = Buffer.from(readExactly(source, entry.offset, LOCAL_SIZE));
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new FormatError(`${quoted(entry)} has no local header`);
  const start = entry.offset + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.compressedSize > entry.end) throw new FormatError(`${quoted(entry)} overlaps what follows`);
  return section(source, start, entry.compressedSize);
}

function inflate(stored: RandomAccess, entry: ZipEntry, { most, budget }: ReadOptions): Uint8Array {
  if (entry.size > most) throw new FormatError(`${quoted(entry)} is larger than ${most} bytes`);
  if (entry.size > RATIO_FREE && entry.size > entry.compressedSize * limits.compressionRatio) {
    throw new FormatError(`${quoted(entry)} is compressed more than ${limits.compressionRatio} times`);
  }
  // Deflate adds a few bytes at worst; a far larger body would be read into memory for nothing.
  if (entry.compressedSize > entry.size + (entry.size >>> 3) + 4096) {
    throw new FormatError(`${quoted(entry)} is larger compressed than plain`);
  }
  spend(budget, 'content', entry.size);
  const bytes = inflated(readExactly(stored, 0, stored.size), entry);
  if (bytes.length !== entry.size) throw new FormatError(`${quoted(entry)} is not of the size it claims`);
  return bytes;
}

function inflated(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return inflateRawSync(bytes, {
      maxOutputLength: Math.max(1, entry.size),
      chunkSize: Math.min(Math.max(entry.size, 1024), 1024 * 1024),
    });
  } catch (error) {
    throw new FormatError(`${quoted(entry)} cannot be inflated: ${messageOf(error)}`);
  }
}

function quoted(entry: ZipEntry): string {
  return `member ${JSON.stringify(entry.name.slice(0, 200))}`;
}
