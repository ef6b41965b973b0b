import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';

/** A value that PHP's `serialize` wrote. Arrays and objects are maps; number keys are texts. */
export type PhpValue = null | boolean | number | string | PhpArray;
export type PhpArray = ReadonlyMap<string, PhpValue>;

const DEEPEST = 64;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const QUOTE = 0x22;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Reads the first serialized value; what follows it is ignored, as PHP ignores it. References and custom objects are not understood.
 * @throws FormatError when it is damaged, nested too deep or over `limits.descriptor`.
 */
export function parsePhpSerialized(bytes: Uint8Array): PhpValue {
  if (bytes.length > limits.descriptor) throw new FormatError(`serialized value of ${bytes.length} bytes is too long`);
  return readValue({ bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), at: 0 }, 0);
}

export function phpText(value: PhpValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as an array; anything else is the empty one. */
export function phpArray(value: PhpValue | undefined): PhpArray {
  return value instanceof Map ? value : new Map<string, PhpValue>();
}

interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

function readValue(cursor: Cursor, depth: number): PhpValue {
  const type = String.fromCharCode(cursor.bytes[cursor.at++] ?? 0);
  if (type === 'N') {
    expect(cursor, SEMICOLON);
    return null;
  }
  expect(cursor, COLON);
  switch (type) {
    case 'b':
      return number(cursor, SEMICOLON) !== 0;
    case 'i':
    case 'd':
      return number(cursor, SEMICOLON);
    case 's': {
      const value = text(cursor);
      expect(cursor, SEMICOLON);
      return value;
    }
    case 'a':
      return members(cursor, depth);
    case 'O':
      text(cursor);
      expect(cursor, COLON);
      return members(cursor, depth);
    default:
      throw new FormatError(`serialized value of unknown type ${JSON.stringify(type)}`);
  }
}

/** `count:{key value …}` */
function members(cursor: Cursor, depth: number): PhpArray {
  if (depth >= DEEPEST) throw new FormatError(`serialized value nested deeper than ${DEEPEST}`);
  const count = number(cursor, COLON);
  expect(cursor, OPEN);
  const map = new Map<string, PhpValue>();
  for (let i = 0; i < count; i++) {
    const key = readValue(cursor, DEEPEST);
    if (typeof key !== 'string' && typeof key !== 'number') throw new FormatError('serialized array has an odd key');
    map.set(String(key), readValue(cursor, depth + 1));
  }
  expect(cursor, CLOSE);
  return map;
}

/** `length:"bytes"`: the length counts bytes, and quotes inside are not escaped. */
function text(cursor: Cursor): string {
  const length = number(cursor, COLON);
  expect(cursor, QUOTE);
  const start = cursor.at;
  if (!Number.isInteger(length) || length < 0 || length > cursor.bytes.length - start) {
    throw new FormatError('serialized text is longer than the file');
  }
  cursor.at += length;
  expect(cursor, QUOTE);
  return cursor.bytes.toString('utf8', start, start + length);
}

const LONGEST_NUMBER = 40;

function number(cursor: Cursor, end: number): number {
  const until = cursor.bytes.indexOf(end, cursor.at);
  const digits =
    until < 0 || until - cursor.at > LONGEST_NUMBER ? '' : cursor.bytes.toString('latin1', cursor.at, until);
  if (digits === 'INF' || digits === '-INF' || digits === 'NAN') {
    cursor.at = until + 1;
    return 0;
  }
  const value = /^[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?$/.test(digits) ? Number(digits) : Number.NaN;
  if (!Number.isFinite(value)) throw new FormatError('serialized number cannot be read');
  cursor.at = until + 1;
  return value;
}

function expect(cursor: Cursor, byte: number): void {
  if (cursor.bytes[cursor.at++] !== byte) throw new FormatError(`serialized value is damaged at byte ${cursor.at - 1}`);
}
