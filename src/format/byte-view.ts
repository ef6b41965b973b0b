import { FormatError } from '../base/errors.ts';

/** Numbers and parts of a byte array. Reading outside it is damage: a FormatError, never undefined. */
export interface ByteView {
  readonly bytes: Uint8Array;
  readonly length: number;
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  i32(at: number): number;
  u64(at: number): bigint;
  /** Shares memory with the whole. */
  slice(at: number, length: number): Uint8Array;
}

export type ByteOrder = 'little' | 'big';

export function byteView(bytes: Uint8Array, order: ByteOrder): ByteView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = order === 'little';
  const within = (at: number, length: number): number => {
    if (at >= 0 && length >= 0 && at + length <= bytes.length) return at;
    throw new FormatError(`wanted ${length} bytes at ${at} of ${bytes.length}`);
  };
  return {
    bytes,
    length: bytes.length,
    u8: (at) => view.getUint8(within(at, 1)),
    u16: (at) => view.getUint16(within(at, 2), little),
    u32: (at) => view.getUint32(within(at, 4), little),
    i32: (at) => view.getInt32(within(at, 4), little),
    u64: (at) => view.getBigUint64(within(at, 8), little),
    slice: (at, length) => bytes.subarray(within(at, length), at + length),
  };
}
