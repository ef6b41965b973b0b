import { FormatError } from '../../base/errors.ts';

/** What one 512-byte block of a tar says about the member after it. */
export interface TarHeader {
  readonly name: string;
  readonly type: string;
  /** Bytes of the body. */
  readonly size: number;
  readonly link: string;
}

export const TAR_BLOCK = 512;

/** The header in a block, or undefined for a block of zeros. @throws FormatError when its checksum is wrong. */
export function parseTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  assertChecksum(block);
  const prefix = isUstar(block) ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0),
    size: number(block, 124, 12),
    link: text(block, 157, 100),
  };
}

/** `length key=value\n` records of a PAX header, later ones winning. @throws FormatError when they do not add up. */
export function parsePax(bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start);
    const digits = space < 0 || space - start > 10 ? '' : latin1(bytes.subarray(start, space));
    const length = /^[1-9][0-9]*$/.test(digits) ? Number(digits) : 0;
    const end = start + length;
    if (length <= digits.length + 2 || end > bytes.length || bytes[end - 1] !== 0x0a) {
      throw new FormatError('a PAX record has a wrong length');
    }
    const equals = bytes.indexOf(0x3d, space);
    if (equals < 0 || equals >= end) throw new FormatError('a PAX record has no value');
    records.set(utf8(bytes.subarray(space + 1, equals)), utf8(bytes.subarray(equals + 1, end - 1)));
    start = end;
  }
  return records;
}

/** Text up to the first NUL. */
export function text(bytes: Uint8Array, offset = 0, length = bytes.length): string {
  const field = bytes.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return utf8(end < 0 ? field : field.subarray(0, end));
}

/** The checksum field counts as spaces; ancient programs summed signed bytes. */
function assertChecksum(block: Uint8Array): void {
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < TAR_BLOCK; i++) {
    const byte = i >= 148 && i < 156 ? 0x20 : (block[i] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const expected = number(block, 148, 8);
  if (expected !== unsigned && expected !== signed) throw new FormatError('a header has a wrong checksum');
}

/** POSIX's `ustar\0`; GNU's `ustar ` keeps times where POSIX keeps the prefix. */
function isUstar(block: Uint8Array): boolean {
  return latin1(block.subarray(257, 263)) === 'ustar\0';
}

/** Octal digits, or big-endian binary when the first bit is set. */
function number(block: Uint8Array, offset: number, length: number): number {
  const field = block.subarray(offset, offset + length);
  const [first = 0] = field;
  if (first & 0x80) {
    if (first !== 0x80) throw new FormatError('a header holds a number that is negative or too large');
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new FormatError('a header holds a number that is too large');
    return value;
  }
  const digits = (latin1(field).split('\0', 1)[0] ?? '').trim();
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw new FormatError('a header holds a number that is none');
  return Number.parseInt(digits, 8);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
