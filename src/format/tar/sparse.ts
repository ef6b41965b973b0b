import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { BLOCK, parseNumber } from './header.ts';
import { type PaxRecords, parseInteger, SPARSE_MAP } from './pax.ts';

/** Where a sparse file's stored bytes belong: offsets ascending, pieces apart. */
export type SparseMap = readonly { readonly offset: number; readonly length: number }[];

/** What PAX records say of a sparse file. */
export interface PaxSparse {
  /** Undefined when the map stands before the data (format 1.0). */
  readonly numbers?: readonly number[];
  readonly name?: Buffer;
  readonly realSize?: number;
}

/** Undefined for files that are not sparse, and for versions nobody knows: those are read as they are stored. */
export function paxSparse(records: PaxRecords): PaxSparse | undefined {
  const text = (key: string): string => records.get(`GNU.sparse.${key}`)?.toString('latin1') ?? '';
  const major = text('major');
  const minor = text('minor');
  const inData = major === '1' && minor === '0';
  const inHeader =
    major === '' && minor === '' ? text('map') !== '' : major === '0' && (minor === '0' || minor === '1');
  if (!inData && !inHeader) return undefined;
  const name = records.get('GNU.sparse.name');
  const size = text('size') || text('realsize');
  return {
    ...(inData ? {} : { numbers: headerMap(records, text('numblocks')) }),
    ...(name && name.length > 0 ? { name } : {}),
    ...(size === '' ? {} : { realSize: parseInteger('sparse size', size) }),
  };
}

function headerMap(records: PaxRecords, pieces: string): number[] {
  const text = records.get(SPARSE_MAP)?.toString('latin1') ?? '';
  const numbers = text === '' ? [] : text.split(',').map((number) => parseInteger('sparse map', number));
  if (numbers.length !== 2 * parseInteger('sparse map length', pieces)) {
    throw new FormatError('tar: a sparse map of another length than stated');
  }
  return numbers;
}

/** Reads a format 1.0 map, which stands before the data and fills whole blocks. */
export interface DataMapReader {
  /** Takes a chunk: how many of its bytes belong to the map. */
  read(chunk: Uint8Array): number;
  /** Offsets and lengths in turn, once all are there. */
  readonly numbers: readonly number[] | undefined;
}

const LONGEST_NUMBER = 32;

export function createDataMapReader(): DataMapReader {
  const numbers: number[] = [];
  let expected: number | undefined;
  let text = '';
  let taken = 0;

  const isComplete = (): boolean => expected !== undefined && numbers.length === expected && taken % BLOCK === 0;
  return {
    read(chunk) {
      let position = 0;
      while (position < chunk.length && !isComplete()) {
        const byte = chunk[position++] as number;
        if (++taken > limits.tarMetadata) throw new FormatError('tar: sparse map too large');
        if (expected !== undefined && numbers.length === expected) continue; // up to the end of the block
        if (byte === 0x0a) number();
        else text += String.fromCharCode(byte);
        if (text.length > LONGEST_NUMBER) throw new FormatError('tar: damaged sparse map');
      }
      return position;
    },
    get numbers() {
      return isComplete() ? numbers : undefined;
    },
  };

  function number(): void {
    const value = parseInteger('sparse map', text);
    text = '';
    if (expected !== undefined) numbers.push(value);
    else if (value < 0) throw new FormatError('tar: damaged sparse map');
    else expected = value * 2;
  }
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

/** Pairs of offset and length as a map. @throws FormatError when pieces overlap, go backwards or leave the file. */
export function sparseMap(numbers: readonly number[], realSize: number): SparseMap {
  if (!Number.isSafeInteger(realSize) || realSize < 0) throw new FormatError('tar: a sparse file of no possible size');
  const map: { offset: number; length: number }[] = [];
  let end = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const offset = numbers[i] as number;
    const length = numbers[i + 1] as number;
    if (offset < end || length < 0) throw new FormatError('tar: sparse pieces overlap');
    end = offset + length;
    if (end > realSize) throw new FormatError('tar: sparse piece beyond the file');
    if (length > 0) map.push({ offset, length });
  }
  return map;
}

const ZEROS = Buffer.alloc(1 << 16);

/** Puts the holes back: pieces of stored data in, the file's bytes out. */
export interface HoleFiller {
  /** @throws FormatError when there is more than the map has a place for. */
  write(chunk: Uint8Array): void;
  /** @throws FormatError when pieces are missing. */
  end(): void;
}

export function createHoleFiller(map: SparseMap, realSize: number, emit: (chunk: Uint8Array) => void): HoleFiller {
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
    write(chunk) {
      for (let position = 0; position < chunk.length; ) {
        const current = map[piece];
        if (!current) throw new FormatError('tar: a sparse file stores more than its map has a place for');
        fillTo(current.offset);
        const length = Math.min(pieceLeft, chunk.length - position);
        emit(chunk.subarray(position, position + length));
        written += length;
        position += length;
        pieceLeft -= length;
        if (pieceLeft === 0) pieceLeft = map[++piece]?.length ?? 0;
      }
    },
    end() {
      if (piece < map.length) throw new FormatError('tar: a sparse file stores less than its map says');
      fillTo(realSize);
    },
  };
}
