import { crc32 } from 'node:zlib';
import { FormatError } from '../../base/errors.ts';
import { HEAD_SIZE } from './layout.ts';
import { PAGE_SIZE } from './page.ts';
import { readFully } from './paged-file.ts';

/** The last bytes of a file: where checksums and trailer lie, and their own checksums. */
const TAIL_SIZE = 28;
const TAIL_MAGIC = Buffer.from('\r\nDEEFWT', 'latin1');
/** Read at once, so that one read is enough for most feeds. */
const FIRST_READ = 64 * 1024;

/** What stands behind the pages. */
export interface Ending {
  /** Bytes of all pages. */
  readonly size: number;
  readonly checksums: Buffer;
  readonly trailer: Buffer;
}

/** What closes a file whose pages and `checksums` and `trailer` came before. */
export function tailBytes(checksums: Uint8Array, trailer: Uint8Array): Buffer {
  const tail = Buffer.alloc(TAIL_SIZE);
  tail.writeUInt32LE(checksums.length, 0);
  tail.writeUInt32LE(trailer.length, 4);
  tail.writeUInt32LE(crc32(checksums), 8);
  tail.writeUInt32LE(crc32(trailer), 12);
  tail.writeUInt32LE(crc32(tail.subarray(0, 16)), 16);
  tail.set(TAIL_MAGIC, 20);
  return tail;
}

/** @throws FormatError when the file was cut, or its ending is damaged. */
export function readEnding(file: { path: string; descriptor: number }, fileSize: number): Ending {
  if (fileSize < HEAD_SIZE + TAIL_SIZE) throw new FormatError(`${file.path} is cut at byte ${fileSize}`);
  const first = readFully(file, Math.max(0, fileSize - FIRST_READ), Math.min(FIRST_READ, fileSize));
  const tail = first.subarray(first.length - TAIL_SIZE);
  if (!tail.subarray(20).equals(TAIL_MAGIC) || tail.readUInt32LE(16) !== crc32(tail.subarray(0, 16))) {
    throw new FormatError(`${file.path} is cut, or its end is damaged`);
  }
  const checksumsLength = tail.readUInt32LE(0);
  const length = checksumsLength + tail.readUInt32LE(4);
  const size = fileSize - TAIL_SIZE - length;
  if (size < HEAD_SIZE || checksumsLength !== Math.ceil(size / PAGE_SIZE) * 4) {
    throw new FormatError(`${file.path} is not as long as it says`);
  }
  const known = first.length - TAIL_SIZE;
  const bytes = length <= known ? first.subarray(known - length, known) : readFully(file, size, length);
  const checksums = bytes.subarray(0, checksumsLength);
  const trailer = bytes.subarray(checksumsLength);
  if (tail.readUInt32LE(8) !== crc32(checksums) || tail.readUInt32LE(12) !== crc32(trailer)) {
    throw new FormatError(`${file.path} has a damaged trailer`);
  }
  return { size, checksums, trailer };
}
