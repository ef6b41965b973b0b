import { crc32 } from 'node:zlib';
import { FormatError } from '../../base/errors.ts';
import { asObject, type JsonObject, parseJson } from '../../base/json.ts';

/** Shannon entropy of the characters of a text, in bits for each of them. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * Could a machine have drawn it? Measured against what random texts of its length and alphabet come to, some deviations lower,
 * so that names, words and patterns stay out.
 */
export function looksRandom(text: string): boolean {
  const entropy = entropyOf(text);
  if (/^\d+$/.test(text)) return entropy >= 2.3;
  // Sixteen characters, with a prefix, come to less than sixty-two.
  if (isHexForMost(text)) return entropy >= (text.length >= 32 ? 3 : 2.5) && /\d/.test(text);
  if (entropy < (text.length >= 30 ? 3.7 : text.length >= 20 ? 3.2 : 2.8)) return false;
  return /\d/.test(text) || changesCaseOften(text);
}

/** Does its last six characters' base 62 number equal the CRC-32 of what stands before them? */
export function hasBase62Checksum(text: string): boolean {
  return text.slice(-6) === base62(crc32(text.slice(0, -6)));
}

/** A number in six digits of base 62, in the order of GitHub's and npm's tokens. */
export function base62(number: number): string {
  let rest = number;
  let digits = '';
  for (let i = 0; i < 6; i++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** Does a bech32 text (BIP 173), all in one case, end in its checksum? */
export function hasBech32Checksum(text: string): boolean {
  const lower = text.toLowerCase();
  const separator = lower.lastIndexOf('1');
  if (separator < 1 || (text !== lower && text !== text.toUpperCase())) return false;
  const prefix = [...lower.slice(0, separator)].map((character) => character.charCodeAt(0));
  const data = [...lower.slice(separator + 1)].map((character) => BECH32.indexOf(character));
  if (data.includes(-1)) return false;
  const values = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data];
  return bech32Remainder(values) === 1;
}

/** The remainder of the bech32 polynomial. */
export function bech32Remainder(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of BECH32_GENERATORS.entries()) if ((top >>> bit) & 1) sum ^= generator;
  }
  return sum >>> 0;
}

/** The object that base64 or base64url text encodes as JSON. */
export function decodeJson(base64: string): JsonObject | undefined {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  try {
    return asObject(parseJson(text));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const BECH32_GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function isHexForMost(text: string): boolean {
  const digits = text.match(/[0-9a-f-]/g)?.length ?? 0;
  const capitals = text.match(/[0-9A-F-]/g)?.length ?? 0;
  return Math.max(digits, capitals) >= text.length * 0.75;
}

/** Letters drawn at random change their case at every second one; names do once a word. */
function changesCaseOften(text: string): boolean {
  let changes = 0;
  for (let i = 1; i < text.length; i++) {
    const [a, b] = [text.charAt(i - 1), text.charAt(i)];
    if (/[a-z]/.test(a) !== /[a-z]/.test(b)) changes++;
  }
  return changes * 5 >= text.length;
}
