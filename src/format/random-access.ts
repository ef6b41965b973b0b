import { FormatError } from '../base/errors.ts';

/** Bytes that can be read at any place. A read past the end is cut short, never an error. */
export interface RandomAccess {
  /** Bytes in all. */
  readonly size: number;
  /** Up to `length` bytes from `offset`. The result may be overwritten by the next call: copy what must stay. */
  readAt(offset: number, length: number): Uint8Array;
}

/** Random access to bytes already in memory. */
export function fromBytes(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    readAt: (offset, length) =>
      offset < 0 || offset >= bytes.length || length <= 0
        ? bytes.subarray(0, 0)
        : bytes.subarray(offset, offset + length),
  };
}

/** A part of another source, seen as a whole. */
export function section(source: RandomAccess, start: number, size: number): RandomAccess {
  const from = Math.max(0, Math.min(start, source.size));
  const length = Math.max(0, Math.min(size, source.size - from));
  return {
    size: length,
    readAt: (offset, count) => source.readAt(from + offset, Math.min(count, length - offset)),
  };
}

/** Exactly `length` bytes. @throws FormatError when the source ends before. */
export function readExactly(source: RandomAccess, offset: number, length: number): Uint8Array {
  const bytes = source.readAt(offset, length);
  if (bytes.length !== length) throw new FormatError(`ends at byte ${source.size}, wanted ${length} at ${offset}`);
  return bytes;
}
