import { FormatError } from '../../base/errors.ts';
import type { TarEntryType } from './tar-entry.ts';

export const BLOCK = 512;

/** Type flags that describe the next entry, or the archive, rather than a file. */
export const PAX_NEXT = 0x78; // x
export const PAX_GLOBAL = 0x67; // g
export const GNU_LONG_NAME = 0x4c; // L
export const GNU_LONG_LINK = 0x4b; // K
export const GNU_SPARSE = 0x53; // S

/**
 * Is the block's checksum right? Both sums are accepted: old tars summed signed bytes.
 * The sum of the block's 512 bytes counts the checksum field itself as eight spaces.
 */
export function checksumHolds(block: Uint8Array): boolean {
  const stated = parseOctal(block, 148, 8);
  let sum = 256;
  let highBytes = 0;
  for (let i = 0; i < 148; i++) {
    const byte = block[i] as number;
    sum += byte;
    highBytes += byte >> 7;
  }
  for (let i = 156; i < BLOCK; i++) {
    const byte = block[i] as number;
    sum += byte;
    highBytes += byte >> 7;
  }
  return stated === sum || stated === sum - 256 * highBytes;
}

export function isZeroBlock(block: Uint8Array): boolean {
  for (let i = 0; i < BLOCK; i++) if (block[i] !== 0) return false;
  return true;
}

/** A number field: octal text, or base 256 when the first bit is set (GNU). @throws FormatError when it is neither. */
export function parseNumber(block: Uint8Array, offset: number, length: number): number {
  const first = block[offset] as number;
  if ((first & 0x80) === 0) return parseOctal(block, offset, length);
  if (first === 0xff) return parseNegative(block, offset, length);
  let value = first & 0x7f;
  for (let i = 1; i < length; i++) {
    value = value * 256 + (block[offset + i] as number);
    if (value > Number.MAX_SAFE_INTEGER) throw new FormatError('tar: number too large');
  }
  return value;
}

function parseNegative(block: Uint8Array, offset: number, length: number): number {
  let value = -1;
  for (let i = Math.max(1, length - 6); i < length; i++) value = value * 256 + (block[offset + i] as number);
  return value;
}

function parseOctal(block: Uint8Array, offset: number, length: number): number {
  let value = 0;
  let i = offset;
  const end = offset + length;
  while (i < end && (block[i] === 0x20 || block[i] === 0)) i++;
  for (; i < end; i++) {
    const digit = (block[i] as number) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  for (; i < end; i++) {
    if (block[i] !== 0x20 && block[i] !== 0) throw new FormatError('tar: a number field is neither octal nor binary');
    if (block[i] === 0) break;
  }
  return value;
}

/** The bytes of a text field up to its first NUL. */
export function textField(block: Uint8Array, offset: number, length: number): Uint8Array {
  let end = offset;
  while (end < offset + length && block[end] !== 0) end++;
  return block.subarray(offset, end);
}

/** `ustar\0`: POSIX, with a name prefix. GNU writes `ustar ` and uses the place otherwise. */
export function hasPrefix(block: Uint8Array): boolean {
  return (
    block[257] === 0x75 &&
    block[258] === 0x73 &&
    block[259] === 0x74 &&
    block[260] === 0x61 &&
    block[261] === 0x72 &&
    block[262] === 0
  );
}

export function entryType(flag: number): TarEntryType {
  switch (flag) {
    case 0:
    case 0x30: // '0'
    case 0x37: // '7', contiguous
    case GNU_SPARSE:
      return 'file';
    case 0x31:
      return 'hardlink';
    case 0x32:
      return 'symlink';
    case 0x33:
      return 'character-device';
    case 0x34:
      return 'block-device';
    case 0x35:
      return 'directory';
    case 0x36:
      return 'fifo';
    default:
      return 'unknown';
  }
}
