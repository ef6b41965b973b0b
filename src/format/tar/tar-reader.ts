import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import {
  BLOCK,
  checksumHolds,
  entryType,
  GNU_LONG_LINK,
  GNU_LONG_NAME,
  GNU_SPARSE,
  hasPrefix,
  isZeroBlock,
  PAX_GLOBAL,
  PAX_NEXT,
  parseNumber,
  textField,
} from './header.ts';
import { type PaxRecords, parsePax } from './pax.ts';
import { holeFiller, oldGnuPieces, pairs, parseDataMap, paxSparseMap, sparseInData } from './sparse.ts';
import type { TarEntry, TarEntryType, TarVisitor } from './tar-entry.ts';

/**
 * Reads a tar stream (ustar, GNU, PAX; sparse files of every kind) from chunks of any size.
 * Where tars disagree it follows Go's archive/tar, because container runtimes unpack with that.
 * `write` and `end` throw FormatError at damage; entries before it have been delivered whole.
 */
export interface TarReader {
  write(chunk: Uint8Array): void;
  /** The stream is over. Bytes after the end-of-archive mark are ignored. */
  end(): void;
}

export function createTarReader(visitor: TarVisitor): TarReader {
  let left = 0; // bytes of the current body still to come
  let padding = 0; // bytes up to the next block
  let take: ((chunk: Uint8Array, last: boolean) => void) | undefined; // who gets the body; undefined skips it
  let finish: (() => void) | undefined;
  let ended = false;
  let zeroBlocks = 0;
  const carry = Buffer.alloc(BLOCK);
  let carried = 0;

  let longName: Buffer | undefined;
  let longLink: Buffer | undefined;
  let next: PaxRecords = {};
  let hasNext = false;
  const global: PaxRecords = {};

  return {
    write(chunk) {
      let position = 0;
      while (position < chunk.length && !ended) {
        if (left > 0) {
          const length = Math.min(left, chunk.length - position);
          left -= length;
          take?.(chunk.subarray(position, position + length), left === 0);
          position += length;
          if (left === 0) bodyDone();
        } else if (padding > 0) {
          const length = Math.min(padding, chunk.length - position);
          padding -= length;
          position += length;
        } else if (carried > 0 || chunk.length - position < BLOCK) {
          const length = Math.min(BLOCK - carried, chunk.length - position);
          carry.set(chunk.subarray(position, position + length), carried);
          carried += length;
          position += length;
          if (carried === BLOCK) {
            carried = 0;
            block(carry);
          }
        } else {
          block(chunk.subarray(position, position + BLOCK));
          position += BLOCK;
        }
      }
    },
    end() {
      if (ended) return;
      if (left > 0) throw new FormatError(`tar: ends ${left} bytes before the end of a file`);
      if (carried > 0) throw new FormatError('tar: ends inside a header');
    },
  };

  function bodyDone(): void {
    const done = finish;
    take = undefined;
    finish = undefined;
    done?.();
  }

  function body(size: number, taker: typeof take, done: typeof finish): void {
    left = size;
    padding = (BLOCK - (size % BLOCK)) % BLOCK;
    take = taker;
    finish = done;
    if (size === 0) bodyDone();
  }

  function block(header: Uint8Array): void {
    if (header[0] === 0 && isZeroBlock(header)) {
      if (++zeroBlocks === 2) ended = true;
      return;
    }
    if (zeroBlocks > 0) throw new FormatError('tar: data after a block of zeros');
    if (!checksumHolds(header)) throw new FormatError('tar: header checksum is wrong');
    const flag = header[156] as number;
    const size = parseNumber(header, 124, 12);
    if (size < 0) throw new FormatError('tar: negative size');
    switch (flag) {
      case PAX_NEXT:
        return metadata(size, (bytes) => {
          next = {};
          parsePax(bytes, next);
          hasNext = true;
        });
      case PAX_GLOBAL:
        return metadata(size, (bytes) => parsePax(bytes, global));
      case GNU_LONG_NAME:
        return metadata(size, (bytes) => {
          longName = untilNul(bytes);
        });
      case GNU_LONG_LINK:
        return metadata(size, (bytes) => {
          longLink = untilNul(bytes);
        });
    }
    file(header, flag, size);
  }

  function metadata(size: number, use: (bytes: Buffer) => void): void {
    if (size > limits.tarMetadata) throw new FormatError(`tar: an extended header of ${size} bytes`);
    const bytes = Buffer.alloc(size);
    let filled = 0;
    body(
      size,
      (chunk) => {
        bytes.set(chunk, filled);
        filled += chunk.length;
      },
      () => use(bytes),
    );
  }

  function file(header: Uint8Array, flag: number, headerSize: number): void {
    const records = recordsForNext();
    const name = records?.path ?? longName ?? headerName(header);
    let type: TarEntryType = entryType(flag);
    if (type === 'file' && flag !== GNU_SPARSE && name[name.length - 1] === 0x2f) type = 'directory';
    const stored = type === 'file' || type === 'unknown' ? (records?.size ?? headerSize) : 0;
    const entry: TarEntry = {
      name: sparseName(records) ?? name,
      linkName: records?.linkpath ?? longLink ?? textField(header, 157, 100),
      type,
      size: stored,
      mode: parseNumber(header, 100, 8) & 0o7777,
      uid: records?.uid ?? parseNumber(header, 108, 8),
      gid: records?.gid ?? parseNumber(header, 116, 8),
      mtime: records?.mtime ?? parseNumber(header, 136, 12),
      ...(records?.xattrs ? { xattrs: records.xattrs } : {}),
    };
    longName = undefined;
    longLink = undefined;
    next = {};
    hasNext = false;
    if (flag === GNU_SPARSE) oldGnuSparse(header, entry, stored);
    else if (records?.sparse && type === 'file') paxSparse(records, entry, stored);
    else plain(entry, stored);
  }

  function recordsForNext(): PaxRecords | undefined {
    if (!hasNext) return Object.keys(global).length > 0 ? global : undefined;
    return { ...global, ...next };
  }

  function plain(entry: TarEntry, stored: number): void {
    if (!visitor.entry(entry)) return body(stored, undefined, undefined);
    let first = true;
    body(
      stored,
      (chunk, last) => {
        visitor.data(chunk, first && last);
        first = false;
      },
      () => visitor.end(),
    );
  }

  function sparse(entry: TarEntry, options: { map: ReturnType<typeof pairs>; realSize: number; stored: number }): void {
    if (!visitor.entry({ ...entry, size: options.realSize })) return body(options.stored, undefined, undefined);
    const filler = holeFiller(options.map, options.realSize, (chunk) => visitor.data(chunk, false));
    body(
      options.stored,
      (chunk) => filler.write(chunk),
      () => {
        filler.end();
        visitor.end();
      },
    );
  }

  function paxSparse(records: PaxRecords, entry: TarEntry, stored: number): void {
    const known = paxSparseMap(records);
    if (known) return sparse(entry, { ...known, stored });
    const realSize = sparseInData(records);
    if (realSize === undefined) return plain(entry, stored);
    sparseMapFirst(entry, realSize, stored);
  }

  /** Format 1.0: read data until the map is whole, then the rest is the pieces. */
  function sparseMapFirst(entry: TarEntry, realSize: number, stored: number): void {
    if (!visitor.entry({ ...entry, size: realSize })) return body(stored, undefined, undefined);
    let head = Buffer.alloc(0);
    let filler: ReturnType<typeof holeFiller> | undefined;
    body(
      stored,
      (chunk) => {
        if (filler) return filler.write(chunk);
        head = Buffer.concat([head, chunk]);
        const parsed = parseDataMap(head);
        if (!parsed) {
          if (head.length > limits.tarMetadata) throw new FormatError('tar: sparse map too large');
          return;
        }
        if (head.length < parsed.headerLength) return;
        filler = holeFiller(parsed.map, realSize, (bytes) => visitor.data(bytes, false));
        filler.write(head.subarray(parsed.headerLength));
      },
      () => {
        if (!filler) throw new FormatError('tar: sparse map is cut short');
        filler.end();
        visitor.end();
      },
    );
  }

  /** The old form: four pieces in the header, more in extension blocks before the data. */
  function oldGnuSparse(header: Uint8Array, entry: TarEntry, stored: number): void {
    const numbers = oldGnuPieces(header, 386, 4);
    const realSize = parseNumber(header, 483, 12);
    const kept = { ...entry, name: Buffer.from(entry.name), linkName: Buffer.alloc(0) };
    const extend = (more: boolean): void => {
      if (!more) return sparse(kept, { map: pairs(numbers), realSize, stored });
      const extension = Buffer.alloc(BLOCK);
      let filled = 0;
      body(
        BLOCK,
        (chunk) => {
          extension.set(chunk, filled);
          filled += chunk.length;
        },
        () => {
          numbers.push(...oldGnuPieces(extension, 0, 21));
          if (numbers.length > 131_072) throw new FormatError('tar: sparse file of too many pieces');
          extend(extension[504] === 1);
        },
      );
    };
    extend(header[482] === 1);
  }
}

function sparseName(records: PaxRecords | undefined): Buffer | undefined {
  const name = records?.sparse?.get('name');
  return name === undefined ? undefined : Buffer.from(name);
}

function headerName(header: Uint8Array): Uint8Array {
  const name = textField(header, 0, 100);
  if (!hasPrefix(header)) return name;
  const prefix = textField(header, 345, 155);
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
