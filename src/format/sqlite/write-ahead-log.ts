import { byteView } from '../byte-view.ts';
import { type RandomAccess, readExactly } from '../random-access.ts';

/** Pages that were committed to a SQLite write-ahead log and may not have reached the database yet. */
export interface WriteAheadLog {
  /** Pages of the database after the last commit. */
  readonly pageCount: number;
  /** How many different pages the log holds. */
  readonly pagesHeld: number;
  /** The page's newest committed content, if the log has one. */
  page(number: number): Uint8Array | undefined;
}

const MAGIC = 0x377f0682; // the lowest bit tells the byte order of the checksums
const HEADER_SIZE = 32;
const FRAME_HEADER_SIZE = 24;

/** Undefined when the log holds no commit for pages of this size: also when it is damaged from the start, as SQLite does. */
export function readLog(log: RandomAccess, pageSize: number): WriteAheadLog | undefined {
  if (log.size < HEADER_SIZE) return undefined;
  const header = byteView(Uint8Array.from(readExactly(log, 0, HEADER_SIZE)), 'big');
  if ((header.u32(0) & ~1) >>> 0 !== MAGIC || header.u32(8) !== pageSize) return undefined;
  const sum = checksum((header.u32(0) & 1) === 0);
  sum.add(header.slice(0, 24));
  if (!sum.equals(header.u32(24), header.u32(28))) return undefined;

  const committed = new Map<number, number>();
  const pending = new Map<number, number>();
  let pageCount = 0;
  const frameSize = FRAME_HEADER_SIZE + pageSize;
  for (let at = HEADER_SIZE; at + frameSize <= log.size; at += frameSize) {
    const frame = byteView(readExactly(log, at, frameSize), 'big');
    // Frames of an earlier round carry other salts: the log is reused from its start.
    if (frame.u32(8) !== header.u32(16) || frame.u32(12) !== header.u32(20)) break;
    sum.add(frame.slice(0, 8));
    sum.add(frame.slice(FRAME_HEADER_SIZE, pageSize));
    if (!sum.equals(frame.u32(16), frame.u32(20))) break;
    pending.set(frame.u32(0), at + FRAME_HEADER_SIZE);
    if (frame.u32(4) === 0) continue;
    pageCount = frame.u32(4);
    for (const [page, offset] of pending) committed.set(page, offset);
    pending.clear();
  }
  if (committed.size === 0) return undefined;
  return {
    pageCount,
    pagesHeld: committed.size,
    page(number) {
      const offset = committed.get(number);
      return offset === undefined ? undefined : readExactly(log, offset, pageSize);
    },
  };
}

/** The running checksum of https://www.sqlite.org/fileformat2.html#checksum_algorithm */
function checksum(littleEndian: boolean) {
  let first = 0;
  let second = 0;
  return {
    add(bytes: Uint8Array): void {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at + 8 <= bytes.length; at += 8) {
        first = (first + view.getUint32(at, littleEndian) + second) >>> 0;
        second = (second + view.getUint32(at + 4, littleEndian) + first) >>> 0;
      }
    },
    equals: (a: number, b: number): boolean => a === first && b === second,
  };
}
