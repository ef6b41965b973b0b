import { limits } from '../../base/limits.ts';
import { textOfBytes } from './decode-bytes.ts';
import { reversed, rot13 } from './fold-literals.ts';
import { places } from './recognition.ts';

/** A text that stands encoded in another one. */
export interface DecodedPayload {
  readonly text: string;
  /** What was undone to get it, outermost first: `base64`, `zlib`. */
  readonly decoded: readonly string[];
  /** Where it begins in the outermost text. */
  readonly at: number;
}

const DEEPEST = 4;
const MOST_PAYLOADS = 64;
const MOST_LITERALS = 200;
const SHORTEST = 20;
const MOST_TEXT = 4 * limits.shellValue;

/** Texts that a program carries encoded, those inside them too: four levels, nothing is run. */
export function decodePayloads(text: string): DecodedPayload[] {
  const found: DecodedPayload[] = [];
  const seen = new Set<string>();
  const pending: DecodedPayload[] = [{ text, decoded: [], at: 0 }];
  let total = 0;
  for (let next = pending.shift(); next; next = pending.shift()) {
    const depth = levels(next.decoded);
    if (depth >= DEEPEST) continue;
    const hints = hintsOf(next.text);
    for (const literal of encodedLiterals(next.text)) {
      for (const made of readings(literal, hints)) {
        if (seen.has(made.text) || found.length >= MOST_PAYLOADS || total > MOST_TEXT) continue;
        seen.add(made.text);
        total += made.text.length;
        const payload = {
          text: made.text,
          decoded: [...next.decoded, ...made.undone],
          at: next.decoded.length === 0 ? literal.at : next.at,
        };
        found.push(payload);
        pending.push(payload);
      }
    }
  }
  return found;
}

const ENCODINGS: readonly string[] = ['base64', 'hex', 'character codes', 'uuencode', 'percent', 'escapes'];

function levels(decoded: readonly string[]): number {
  return decoded.filter((each) => ENCODINGS.includes(each)).length;
}

interface Literal {
  readonly value: string;
  readonly at: number;
  readonly kind: 'quoted' | 'numbers' | 'uuencode' | 'percent' | 'escapes';
}

const QUOTED = /["'`]([A-Za-z0-9+/=_\s-]{20,1000000})/g;
const BARE =
  /(?:-e(?:nc|ncodedcommand|c)?\s{1,4}|<<<\s{0,2}|\becho\s{1,4}(?:-\w\s{1,4})?)([A-Za-z0-9+/]{20,100000}={0,2})/gi;
const NUMBERS =
  /[[({,=]\s{0,4}((?:0x[0-9a-f]{1,2}|\d{1,3})(?:\s{0,4},\s{0,20}(?:0x[0-9a-f]{1,2}|\d{1,3})){14,20000})/gi;
const UUENCODED = /(?:["'({]|^)\s{0,2}((?:M[\x20-\x60]{60}\n){0,2000}[\x21-\x4d][\x20-\x60]{8,60})/gm;
const PERCENT = /((?:%[0-9a-f]{2}){8}[\w%.*+ -]{0,100000})/gi;
const ESCAPES = /((?:\\x[0-9a-f]{2}[\x20-\x21\x23-\x26\x28-\x5b\x5d-\x7e]{0,40}){8,20000})/gi;

function* encodedLiterals(text: string): Generator<Literal> {
  let count = 0;
  for (const [pattern, kind] of patternsFor(text)) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      if (value.length < SHORTEST || (kind === 'quoted' && !isDense(value))) continue;
      yield { value, at: match.index, kind };
      if (++count >= MOST_LITERALS) return;
    }
  }
}

/** One word, or lines of words that are as long as encoders make them: no sentence. */
function isDense(value: string): boolean {
  const words = value.trim().split(/\s+/, 50);
  return words.every((word, at) => word.length >= 16 || (at === words.length - 1 && words.length > 1));
}

function patternsFor(text: string): [RegExp, Literal['kind']][] {
  const patterns: [RegExp, Literal['kind']][] = [
    [QUOTED, 'quoted'],
    [BARE, 'quoted'],
    [NUMBERS, 'numbers'],
  ];
  if (/uudecode|unpack/.test(text)) patterns.push([UUENCODED, 'uuencode']);
  if (/unescape|decodeURI|unquote|urldecode/.test(text)) patterns.push([PERCENT, 'percent']);
  if (text.includes('\\x')) patterns.push([ESCAPES, 'escapes']);
  return patterns;
}

interface Reading {
  readonly text: string;
  readonly undone: readonly string[];
}

/** What a text says of how it decodes. */
interface Hints {
  readonly isReversed: boolean;
  readonly isRotated: boolean;
  /** Of exclusive or. */
  readonly keys: readonly Buffer[];
}

const REVERSED = /\[::-1\]|strrev|reverse\b/;
const ROTATED = /rot_?13/i;

function hintsOf(text: string): Hints {
  return { isReversed: REVERSED.test(text), isRotated: ROTATED.test(text), keys: keysIn(text) };
}

/** What a literal may stand for: the plain reading first, then those that words around it speak of. */
function* readings({ value, kind }: Literal, hints: Hints): Generator<Reading> {
  for (const [digits, how] of turned(value, hints)) {
    for (const [bytes, by] of byteReadings(digits, kind)) {
      const plain = textOfBytes(bytes);
      if (plain) {
        const undone = [...how, by, ...plain.undone];
        yield { text: plain.text, undone };
        if (hints.isRotated) yield { text: rot13(plain.text), undone: [...undone, 'rot13'] };
        if (hints.isReversed) yield { text: reversed(plain.text), undone: [...undone, 'reversed'] };
      }
      for (const { text, undone } of exclusiveReadings(bytes, hints)) yield { text, undone: [...how, by, ...undone] };
    }
  }
  if (hints.isRotated && /\s|_/.test(value)) yield { text: rot13(value), undone: ['rot13'] };
}

function* turned(value: string, { isReversed, isRotated }: Hints): Generator<[string, string[]]> {
  yield [value, []];
  if (isReversed) yield [reversed(value), ['reversed']];
  if (isRotated) yield [rot13(value), ['rot13']];
}

function* byteReadings(value: string, kind: Literal['kind']): Generator<[Buffer, string]> {
  if (kind === 'numbers') {
    const codes = value.split(',').map((each) => Number(each.trim()));
    if (codes.every((code) => code < 256)) yield [Buffer.from(codes), 'character codes'];
    return;
  }
  if (kind === 'uuencode') {
    yield [uudecode(value), 'uuencode'];
    return;
  }
  if (kind === 'percent') {
    yield [
      Buffer.from(
        value.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ),
      'percent',
    ];
    return;
  }
  if (kind === 'escapes') {
    yield [
      Buffer.from(
        value.replace(/\\x([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ),
      'escapes',
    ];
    return;
  }
  const digits = value.replace(/\s+/g, '');
  if (digits.length < SHORTEST) return;
  if (/^(?:[0-9a-f]{2})+$/i.test(digits)) yield [Buffer.from(digits, 'hex'), 'hex'];
  else if (!/[a-z]{30}/.test(digits) || /\d/.test(digits)) yield [Buffer.from(digits, 'base64'), 'base64'];
}

function uudecode(text: string): Buffer {
  const bytes: number[] = [];
  for (const line of text.split('\n')) {
    const length = (line.charCodeAt(0) - 32) & 63;
    const start = bytes.length;
    for (let at = 1; at < line.length && bytes.length - start < length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((each) => ((line.charCodeAt(at + each) || 32) - 32) & 63);
      bytes.push((a << 2) | (b >> 4), ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255);
    }
    bytes.length = Math.min(bytes.length, start + length);
  }
  return Buffer.from(bytes);
}

const KEYS =
  /(?:key|pass|secret|xor)\w{0,20}\s{0,4}=\s{0,4}b?["']([^"'\n]{1,64})["']|\bk\s{0,4}=\s{0,4}b?["']([^"'\n]{1,64})["']/gi;
const NUMBER_KEYS = /\^=?\s{0,4}(0x[0-9a-f]{1,2}|\d{1,3})\b/gi;
const MOST_KEYS = 16;
const WORDS = /import |require\(|socket|\bexec|system\(|\beval|curl |wget |http|\/bin\/|function|<\?php|subprocess/;

/** Keys that a program which speaks of exclusive or names. */
function keysIn(text: string): Buffer[] {
  if (!/\^|\bxor\b/i.test(text)) return [];
  const keys: Buffer[] = [];
  for (const [, number] of places(text, NUMBER_KEYS, MOST_KEYS / 2)) keys.push(Buffer.from([Number(number) & 255]));
  for (const [, key, short] of places(text, KEYS, MOST_KEYS / 2)) keys.push(Buffer.from(key ?? short ?? ''));
  return keys;
}

function* exclusiveReadings(bytes: Buffer, { keys }: Hints): Generator<Reading> {
  if (bytes.length > limits.shellValue) return;
  for (const key of keys) {
    const opened = Buffer.from(bytes);
    for (let at = 0; at < opened.length; at++) opened[at] = (opened[at] ?? 0) ^ (key[at % key.length] ?? 0);
    const plain = textOfBytes(opened);
    if (plain && WORDS.test(plain.text)) yield { text: plain.text, undone: ['xor', ...plain.undone] };
  }
}
