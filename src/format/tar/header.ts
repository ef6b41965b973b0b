import { FormatError } from '../../base/errors.ts';
import type { DeviceNumber, TarEntryType } from './tar-entry.ts';

export const BLOCK = 512;

/** Type flags that describe the next entry, or the archive, rather than a file. */
export const PAX_NEXT = 0x78; // x
export const PAX_GLOBAL = 0x67; // g
export const GNU_LONG_NAME = 0x4c; // L
export const GNU_LONG_LINK = 0x4b; // K
export const GNU_SPARSE = 0x53; // S
/** Of tars older than POSIX: a file, or a directory when the name ends in a slash. */
export const OLD_FILE = 0;
export const CHARACTER_DEVICE = 0x33;
export const BLOCK_DEVICE = 0x34;
export const DIRECTORY = 0x35;

/** Who wrote a header, as far as that changes what its fields mean. */
export type HeaderFormat = 'v7' | 'ustar' | 'star' | 'gnu';

/** One header block as written, extensions not applied. Bytes are views of the block. */
export interface TarHeader {
  readonly format: HeaderFormat;
  readonly flag: number;
  readonly name: Uint8Array;
  readonly linkName: Uint8Array;
  /** May be negative. */
  readonly size: number;
  /** 0o7777 bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
}

/** @throws FormatError for a wrong checksum, and for any number that is none, as Go does. */
export function parseHeader(block: Uint8Array): TarHeader {
  if (!checksumHolds(block)) throw new FormatError('tar: header checksum is wrong');
  const format = formatOf(block);
  if (format !== 'v7') {
    parseNumber(block, 329, 8);
    parseNumber(block, 337, 8);
  }
  const name = textField(block, 0, 100);
  const prefix = prefixOf(block, format);
  return {
    format,
    flag: block[156] as number,
    linkName: textField(block, 157, 100),
    size: parseNumber(block, 124, 12),
    mode: parseMode(block),
    uid: parseNumber(block, 108, 8),
    gid: parseNumber(block, 116, 8),
    mtime: parseNumber(block, 136, 12),
    name: prefix.length === 0 ? name : joined(prefix, name),
  };
}

/** The device that a node of this header stands for; headers older than POSIX do not say. */
export function deviceOf(block: Uint8Array, format: HeaderFormat): DeviceNumber | undefined {
  return format === 'v7' ? undefined : { major: parseNumber(block, 329, 8), minor: parseNumber(block, 337, 8) };
}

const SLASH = 0x2f;

function joined(prefix: Uint8Array, name: Uint8Array): Uint8Array {
  const path = new Uint8Array(prefix.length + 1 + name.length);
  path.set(prefix);
  path[prefix.length] = SLASH;
  path.set(name, prefix.length + 1);
  return path;
}

/** Both sums are accepted: old tars summed signed bytes. The checksum field itself counts as eight spaces. */
function checksumHolds(block: Uint8Array): boolean {
  const stated = parseOctal(block, 148, 8);
  let sum = byteSum(block) + 8 * SPACE;
  for (let i = 148; i < 156; i++) sum -= block[i] as number;
  if (stated === sum) return true;
  let highBytes = 0;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) highBytes += (block[i] as number) >> 7;
  return stated === sum - 256 * highBytes;
}

const SPACE = 0x20;

/** The sum of a block's bytes, four at a time where they are aligned: headers are half of what small files cost. */
function byteSum(block: Uint8Array): number {
  let sum = 0;
  if (block.byteOffset % 4 !== 0) {
    for (let i = 0; i < BLOCK; i++) sum += block[i] as number;
    return sum;
  }
  // Two sums of 16 bits each: 128 words of two bytes at most 255 just fit.
  const words = new Int32Array(block.buffer, block.byteOffset, BLOCK / 4);
  for (let i = 0; i < BLOCK / 4; i++) {
    const word = words[i] as number;
    sum = (sum + (word & 0xff00ff) + ((word >>> 8) & 0xff00ff)) | 0;
  }
  return (sum & 0xffff) + (sum >>> 16);
}

export function isZeroBlock(block: Uint8Array): boolean {
  for (let i = 0; i < BLOCK; i++) if (block[i] !== 0) return false;
  return true;
}

function formatOf(block: Uint8Array): HeaderFormat {
  if (spells(block, 257, 'ustar\0')) return spells(block, 508, 'tar\0') ? 'star' : 'ustar';
  return spells(block, 257, 'ustar  \0') ? 'gnu' : 'v7';
}

function spells(block: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (block[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

const NOTHING = new Uint8Array(0);

/** What comes before the name and a slash. */
function prefixOf(block: Uint8Array, format: HeaderFormat): Uint8Array {
  switch (format) {
    case 'ustar':
      return textField(block, 345, 155);
    case 'star':
      parseNumber(block, 476, 12);
      parseNumber(block, 488, 12);
      return textField(block, 345, 131);
    case 'gnu':
      return timesHold(block) ? NOTHING : asciiPrefix(block);
    case 'v7':
      return NOTHING;
  }
}

/** GNU keeps two times where POSIX has the prefix. Go before 1.8 wrote a prefix there all the same, and still reads it. */
function timesHold(block: Uint8Array): boolean {
  try {
    if (block[345] !== 0) parseNumber(block, 345, 12);
    if (block[357] !== 0) parseNumber(block, 357, 12);
    return true;
  } catch {
    return false;
  }
}

function asciiPrefix(block: Uint8Array): Uint8Array {
  const prefix = textField(block, 345, 155);
  return prefix.every((byte) => byte < 0x80) ? prefix : NOTHING;
}

/**
 * A number field: octal text, or base 256 in two's complement when the first bit is set (GNU).
 * Beyond 2^53 it is rounded.
 * @throws FormatError when it is neither, or does not fit 64 bits.
 */
export function parseNumber(block: Uint8Array, offset: number, length: number): number {
  const first = block[offset] as number;
  if ((first & 0x80) === 0) return parseOctal(block, offset, length);
  const flip = (first & 0x40) === 0 ? 0 : 0xff;
  let value = BigInt((first ^ flip) & 0x7f);
  for (let i = 1; i < length; i++) value = (value << 8n) | BigInt((block[offset + i] as number) ^ flip);
  if (value >> 63n > 0n) throw new FormatError('tar: number too large');
  return Number(flip === 0 ? value : -value - 1n);
}

/** Its low bits count, and a binary number beyond 2^53 has them too. */
function parseMode(block: Uint8Array): number {
  const mode = parseNumber(block, 100, 8);
  if (Number.isSafeInteger(mode)) return mode & 0o7777;
  return (((block[106] as number) << 8) | (block[107] as number)) & 0o7777;
}

/** Spaces and NULs around it count for nothing; an empty field is 0. */
function parseOctal(block: Uint8Array, offset: number, length: number): number {
  // As nearly all are written: digits up to a NUL.
  let plain = 0;
  for (let i = offset; i < offset + length; i++) {
    const digit = (block[i] as number) - 0x30;
    if (digit === -0x30 && i > offset) return plain;
    if (digit < 0 || digit > 7) break;
    plain = plain * 8 + digit;
  }
  let end = offset + length;
  let i = offset;
  while (i < end && isBlank(block[i])) i++;
  while (end > i && isBlank(block[end - 1])) end--;
  let value = 0;
  for (; i < end && block[i] !== 0; i++) {
    const digit = (block[i] as number) - 0x30;
    if (digit < 0 || digit > 7) throw new FormatError('tar: a number field is neither octal nor binary');
    value = value * 8 + digit;
  }
  return value;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0;
}

/** The bytes of a text field up to its first NUL. */
function textField(block: Uint8Array, offset: number, length: number): Uint8Array {
  if (block[offset] === 0) return NOTHING;
  let end = offset;
  while (end < offset + length && block[end] !== 0) end++;
  return block.subarray(offset, end);
}

/** Entries of this kind have no body, whatever size they state. */
export function isHeaderOnly(flag: number): boolean {
  return flag >= 0x31 && flag <= 0x36;
}

export function entryType(flag: number): TarEntryType {
  switch (flag) {
    case OLD_FILE:
    case 0x30: // '0'
    case 0x37: // '7', contiguous
    case GNU_SPARSE:
      return 'file';
    case 0x31:
      return 'hardlink';
    case 0x32:
      return 'symlink';
    case CHARACTER_DEVICE:
      return 'character-device';
    case BLOCK_DEVICE:
      return 'block-device';
    case DIRECTORY:
      return 'directory';
    case 0x36:
      return 'fifo';
    default:
      return 'unknown';
  }
}
