import { FormatError } from '../base/errors.ts';

/** What the start of a GGUF model says of itself. */
export interface GgufHeader {
  readonly formatVersion: number;
  /** The texts among its metadata, by key: `general.name`, `general.license`. Only those that the bytes at hand reach. */
  readonly texts: ReadonlyMap<string, string>;
}

const LONGEST_TEXT = 10_000;

/** Value types by number: bytes of the fixed ones; 8 is text, 9 a list. */
const SIZES = new Map([
  ...[0, 1, 7].map((type) => [type, 1] as const),
  ...[2, 3].map((type) => [type, 2] as const),
  ...[4, 5, 6].map((type) => [type, 4] as const),
  ...[10, 11, 12].map((type) => [type, 8] as const),
]);
const TEXT = 8;
const LIST = 9;
const DEEPEST_LIST = 4;

/**
 * Reads the metadata at the start of a GGUF file, as far as `start` goes.
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 * @throws FormatError when it is no GGUF file, or its structure is damaged.
 */
export function readGgufHeader(start: Uint8Array): GgufHeader {
  if (Buffer.from(start.subarray(0, 4)).toString('latin1') !== 'GGUF') throw new FormatError('not a GGUF model');
  const cursor = new Cursor(start);
  const texts = new Map<string, string>();
  try {
    const count = cursor.open();
    for (let i = 0; i < count; i++) {
      const key = cursor.text();
      const type = cursor.uint32();
      if (type === TEXT) texts.set(key, cursor.text());
      else cursor.skip(type, 0);
    }
  } catch (error) {
    // The end of the bytes at hand is not the end of the file.
    if (!(error instanceof RangeError) || cursor.formatVersion === 0) throw asFormatError(error);
  }
  return { formatVersion: cursor.formatVersion, texts };
}

function asFormatError(error: unknown): unknown {
  return error instanceof RangeError ? new FormatError('the GGUF header is cut short') : error;
}

/** Reads on from the magic; a RangeError says that the bytes end. */
class Cursor {
  formatVersion = 0;
  readonly #bytes: Buffer;
  #position = 4;
  #littleEndian = true;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The format's version, which also tells the byte order; then the number of tensors; returns that of metadata. */
  open(): number {
    const at = this.#advance(4);
    this.#littleEndian = this.#bytes.readUInt32LE(at) <= 0xffff;
    const formatVersion = this.#littleEndian ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
    if (formatVersion < 1 || formatVersion > 0xffff) throw new FormatError('not a GGUF version');
    this.formatVersion = formatVersion;
    this.#count();
    return this.#count();
  }

  uint32(): number {
    const at = this.#advance(4);
    return this.#littleEndian ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  text(): string {
    const length = this.#count();
    const at = this.#advance(length);
    return this.#bytes.toString('utf8', at, at + Math.min(length, LONGEST_TEXT));
  }

  skip(type: number, depth: number): void {
    const size = SIZES.get(type);
    if (size !== undefined) this.#advance(size);
    else if (type === TEXT) this.#advance(this.#count());
    else if (type === LIST && depth < DEEPEST_LIST) this.#skipList(depth);
    else throw new FormatError(`unknown GGUF value type ${type}`);
  }

  #skipList(depth: number): void {
    const type = this.uint32();
    const count = this.#count();
    const size = SIZES.get(type);
    if (size !== undefined) this.#advance(count * size);
    else for (let i = 0; i < count; i++) this.skip(type, depth + 1);
  }

  /** Counts and lengths have 8 bytes, and had 4 in the first version. */
  #count(): number {
    if (this.formatVersion === 1) return this.uint32();
    const at = this.#advance(8);
    return Number(this.#littleEndian ? this.#bytes.readBigUInt64LE(at) : this.#bytes.readBigUInt64BE(at));
  }

  #advance(length: number): number {
    const at = this.#position;
    if (length > this.#bytes.length - at) throw new RangeError('end of bytes');
    this.#position += length;
    return at;
  }
}
