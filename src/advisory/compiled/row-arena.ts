import { byteWriter, putBytes, putNumber, writtenBytes } from './byte-writer.ts';
import { type Cursor, cursorOver } from './cursor.ts';

/** Compact rows in the order in which they came, held in memory until all are known. */
export interface RowArena {
  /** The number of the new row. */
  add(parts: { readonly bytes: Uint8Array; readonly numbers: readonly number[] }): number;
  /** At the numbers of the row; they must be read as they were written. */
  numbers(row: number): Cursor;
  bytes(row: number): Buffer;
  readonly count: number;
}

const CHUNK = 1 << 20;

/** In chunks: one large buffer would have to be copied whenever it grows. */
export function rowArena(): RowArena {
  const chunks: Buffer[] = [];
  let chunk = byteWriter(CHUNK);
  const places: { chunk: number[]; start: number[]; numbers: number[]; end: number[] } = {
    chunk: [],
    start: [],
    numbers: [],
    end: [],
  };
  const part = (row: number, from: number | undefined, to: number | undefined): Buffer => {
    const index = places.chunk[row] ?? 0;
    return (chunks[index] ?? writtenBytes(chunk)).subarray(from, to);
  };
  return {
    add({ bytes, numbers }) {
      if (chunk.length > 0 && chunk.length + bytes.length + numbers.length * 4 > CHUNK) {
        chunks.push(writtenBytes(chunk));
        chunk = byteWriter(CHUNK);
      }
      places.chunk.push(chunks.length);
      places.start.push(chunk.length);
      putBytes(chunk, bytes);
      places.numbers.push(chunk.length);
      for (const number of numbers) putNumber(chunk, number);
      places.end.push(chunk.length);
      return places.end.length - 1;
    },
    numbers: (row) => cursorOver(part(row, places.numbers[row], places.end[row])),
    bytes: (row) => part(row, places.start[row], places.numbers[row]),
    get count() {
      return places.end.length;
    },
  };
}
