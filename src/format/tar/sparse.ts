import { FormatError } from '../../base/errors.ts';
import { parseNumber } from './header.ts';
import { naturalNumber, type PaxRecords } from './pax.ts';

/** Where a sparse file's stored bytes belong: offsets ascending, pieces apart. */
export type SparseMap = readonly { readonly offset: number; readonly length: number }[];

/** More pieces than any real sparse file has. */
const MOST_PIECES = 65_536;

/** The map in PAX records of format 0.0 and 0.1; undefined for other files. */
export function paxSparseMap(records: PaxRecords): { map: SparseMap; realSize: number } | undefined {
  const size = records.sparse?.get('size');
  if (size === undefined) return undefined;
  const numbers = records.sparse
    ?.get('map')
    ?.split(',')
    .map((text) => naturalNumber('GNU.sparse.map', text));
  return { map: pairs(numbers ?? records.sparsePairs ?? []), realSize: naturalNumber('GNU.sparse.size', size) };
}

/** Is the map of this entry at the start of its data (format 1.0)? Then its real size, else undefined. */
export function sparseInData(records: PaxRecords): number | undefined {
  if (records.sparse?.get('major') !== '1' || records.sparse.get('minor') !== '0') return undefined;
  const size = records.sparse.get('realsize');
  return size === undefined ? undefined : naturalNumber('GNU.sparse.realsize', size);
}

/** Reads as much of a format 1.0 map as is there: undefined until all of it has come. */
export function parseDataMap(bytes: Buffer): { map: SparseMap; headerLength: number } | undefined {
  let position = 0;
  const next = (): number | undefined => {
    const end = bytes.indexOf(0x0a, position);
    if (end < 0) {
      if (bytes.length - position > 20) throw new FormatError('tar: damaged sparse map');
      return undefined;
    }
    const number = naturalNumber('sparse map', bytes.toString('latin1', position, end));
    position = end + 1;
    return number;
  };
  const count = next();
  if (count === undefined) return undefined;
  if (count > MOST_PIECES) throw new FormatError(`tar: sparse file of ${count} pieces`);
  const numbers: number[] = [];
  for (let i = 0; i < count * 2; i++) {
    const number = next();
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  return { map: pairs(numbers), headerLength: Math.ceil(position / 512) * 512 };
}

/** Pieces in an old GNU sparse header (4 of them) or one of its extension blocks (21). */
export function oldGnuPieces(block: Uint8Array, at: number, count: number): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = at + i * 24;
    if (block[start] === 0) break;
    numbers.push(parseNumber(block, start, 12), parseNumber(block, start + 12, 12));
  }
  return numbers;
}

/** @throws FormatError when pieces overlap, go backwards or are too many. */
export function pairs(numbers: readonly number[]): SparseMap {
  if (numbers.length > 2 * MOST_PIECES) throw new FormatError('tar: sparse file of too many pieces');
  const map: { offset: number; length: number }[] = [];
  let end = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const offset = numbers[i] as number;
    const length = numbers[i + 1] as number;
    if (offset < end) throw new FormatError('tar: sparse pieces overlap');
    end = offset + length;
    if (!Number.isSafeInteger(end)) throw new FormatError('tar: sparse piece too large');
    map.push({ offset, length });
  }
  return map;
}

const ZEROS = Buffer.alloc(1 << 16);

/** Puts the holes back: pieces of stored data in, the file's bytes out. */
export function holeFiller(map: SparseMap, realSize: number, emit: (chunk: Uint8Array) => void) {
  let written = 0;
  let piece = 0;
  let pieceLeft = map[0]?.length ?? 0;
  const fillTo = (offset: number): void => {
    while (written < offset) {
      const length = Math.min(ZEROS.length, offset - written);
      emit(ZEROS.subarray(0, length));
      written += length;
    }
  };
  return {
    write(chunk: Uint8Array): void {
      let position = 0;
      while (position < chunk.length) {
        const current = map[piece];
        if (!current) return; // stored bytes beyond the map are padding
        if (pieceLeft === 0) {
          piece++;
          pieceLeft = map[piece]?.length ?? 0;
          continue;
        }
        if (current.offset + current.length > realSize) throw new FormatError('tar: sparse piece beyond the file');
        if (pieceLeft === current.length) fillTo(current.offset);
        const length = Math.min(pieceLeft, chunk.length - position);
        emit(chunk.subarray(position, position + length));
        written += length;
        position += length;
        pieceLeft -= length;
      }
    },
    end(): void {
      fillTo(realSize);
    },
  };
}
