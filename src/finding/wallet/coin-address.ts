import { createHash } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bech32, bech32m, createBase58check } from '@scure/base';
import { readCryptoNote } from './crypto-note.ts';

/** An address that coins can be paid to, and whose checksum holds. */
export interface CoinAddress {
  /** `Monero`, `Bitcoin`, …; `CryptoNote` for relatives of Monero that are not told apart. */
  readonly coin: string;
  readonly text: string;
}

/** Every shape of address lies between these lengths. */
export const ADDRESS_LENGTH = { least: 26, most: 130 } as const;

/** The coin of an address, by its own checksum; undefined for what is none. */
export function coinOf(text: string): string | undefined {
  if (text.length < ADDRESS_LENGTH.least || text.length > ADDRESS_LENGTH.most) return undefined;
  if (text.startsWith('0x')) return isEthereum(text) ? 'Ethereum' : undefined;
  const segwit = SEGWIT.find(({ prefix }) => text.startsWith(`${prefix}1`));
  if (segwit) return isSegwit(text) ? segwit.coin : undefined;
  if (text.length >= 90) return cryptoNoteCoin(text);
  return text.length <= 36 ? base58Coin(text) : undefined;
}

/** Addresses whose coins go to the authors of software, printed in what they publish. */
export function isDonationAddress(text: string): boolean {
  return DONATIONS.has(text);
}

/** Authors of XMRig (Monero and Bitcoin), the Monero project (old and new). */
const DONATIONS = new Set([
  '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD',
  '1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT',
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A',
  '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H',
]);

const MONERO = [18, 19, 42];

function cryptoNoteCoin(text: string): string | undefined {
  const address = readCryptoNote(text);
  if (!address) return undefined;
  if (MONERO.includes(address.prefix)) return 'Monero';
  return text.startsWith('ZEPH') ? 'Zephyr' : 'CryptoNote';
}

const SEGWIT = [
  { prefix: 'bc', coin: 'Bitcoin' },
  { prefix: 'ltc', coin: 'Litecoin' },
  { prefix: 'vtc', coin: 'Vertcoin' },
  { prefix: 'dgb', coin: 'DigiByte' },
] as const;

/** BIP-173 for programs of version 0, BIP-350 for the later ones. */
function isSegwit(text: string): boolean {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return false;
  const old = bech32.decodeUnsafe(lower, 90);
  if (old && old.words[0] === 0) return isProgram(old.words.length);
  const later = bech32m.decodeUnsafe(lower, 90);
  return later !== undefined && (later.words[0] ?? 0) > 0 && isProgram(later.words.length);
}

/** A version and 20 or 32 bytes, five bits a word. */
function isProgram(words: number): boolean {
  return words === 33 || words === 53;
}

/** First bytes of addresses in base58check, with 20 bytes of hash behind them. */
const VERSIONS = new Map([
  ['00', 'Bitcoin'],
  ['05', 'Bitcoin'],
  ['30', 'Litecoin'],
  ['32', 'Litecoin'],
  ['1e', 'Dogecoin'],
  ['16', 'Dogecoin'],
  ['3c', 'Ravencoin'],
  ['7a', 'Ravencoin'],
  ['4c', 'Dash'],
  ['10', 'Dash'],
  ['47', 'Vertcoin'],
  ['1cb8', 'Zcash'],
  ['1cbd', 'Zcash'],
]);
const HASH = 20;

const base58check = createBase58check((bytes: Uint8Array) => createHash('sha256').update(bytes).digest());

function base58Coin(text: string): string | undefined {
  if (!/^[1-9A-HJ-NP-Za-km-z]+$/.test(text)) return undefined;
  try {
    const bytes = base58check.decode(text);
    const version = Buffer.from(bytes.subarray(0, bytes.length - HASH)).toString('hex');
    return VERSIONS.get(version);
  } catch {
    return undefined;
  }
}

/** EIP-55: the case of each letter is a bit of the hash. Without mixed case there is nothing to check. */
function isEthereum(text: string): boolean {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return false;
  const digits = text.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return false;
  const hash = Buffer.from(keccak_256(Buffer.from(lower))).toString('hex');
  for (let index = 0; index < digits.length; index++) {
    const upper = Number.parseInt(hash[index] ?? '0', 16) >= 8;
    const letter = lower[index] ?? '';
    if (digits[index] !== (upper ? letter.toUpperCase() : letter)) return false;
  }
  return true;
}
