import { keccak_256 } from '@noble/hashes/sha3.js';

/** What an address of a coin of the CryptoNote family says. */
export interface CryptoNoteAddress {
  /** The number in front of the keys, which tells coins and kinds of addresses apart. */
  readonly prefix: number;
  /** Has a payment id of its own. */
  readonly integrated: boolean;
}

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const DIGITS = new Map([...ALPHABET].map((letter, index) => [letter, BigInt(index)]));
const FULL_BLOCK = { bytes: 8, letters: 11 };
/** Letters of a last block, by how many bytes it has. */
const LAST_BLOCK = [0, 2, 3, 5, 6, 7, 9, 10];
const CHECKSUM = 4;
const LONGEST_PREFIX = 5;
/** Two public keys, and a payment id with them. */
const KEYS = 64;
const PAYMENT_ID = 8;

/** Reads an address if its checksum holds: one in four thousand million texts of this shape does by chance. */
export function readCryptoNote(text: string): CryptoNoteAddress | undefined {
  const bytes = decodeBlocks(text);
  if (!bytes || bytes.length < KEYS + CHECKSUM + 1) return undefined;
  const end = bytes.length - CHECKSUM;
  const prefix = readPrefix(bytes);
  if (!prefix) return undefined;
  const keys = end - prefix.length;
  if (keys !== KEYS && keys !== KEYS + PAYMENT_ID) return undefined;
  const hash = keccak_256(bytes.subarray(0, end));
  for (let index = 0; index < CHECKSUM; index++) if (hash[index] !== bytes[end + index]) return undefined;
  return { prefix: prefix.value, integrated: keys !== KEYS };
}

/** Base58 as CryptoNote has it: in blocks, so that equal lengths of bytes give equal lengths of text. */
function decodeBlocks(text: string): Uint8Array | undefined {
  const whole = Math.floor(text.length / FULL_BLOCK.letters);
  const last = LAST_BLOCK.indexOf(text.length % FULL_BLOCK.letters);
  if (last < 0) return undefined;
  const bytes = new Uint8Array(whole * FULL_BLOCK.bytes + last);
  for (let block = 0; block <= whole; block++) {
    const letters = text.slice(block * FULL_BLOCK.letters, (block + 1) * FULL_BLOCK.letters);
    const size = block < whole ? FULL_BLOCK.bytes : last;
    let value = 0n;
    for (const letter of letters) {
      const digit = DIGITS.get(letter);
      if (digit === undefined) return undefined;
      value = value * 58n + digit;
    }
    if (value >> BigInt(size * 8) !== 0n) return undefined;
    for (let at = size - 1; at >= 0; at--) {
      bytes[block * FULL_BLOCK.bytes + at] = Number(value & 0xffn);
      value >>= 8n;
    }
  }
  return bytes;
}

function readPrefix(bytes: Uint8Array): { value: number; length: number } | undefined {
  let value = 0;
  for (let index = 0; index < LONGEST_PREFIX; index++) {
    const byte = bytes[index] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, length: index + 1 };
  }
  return undefined;
}
