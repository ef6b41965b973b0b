import { FormatError } from '../../base/errors.ts';
import { type BitReader, createBitReader } from './bit-reader.ts';
import { createBlockOutput, type LinkedBlock } from './bunzip2-output.ts';
import { type CanonicalCode, canonicalCode } from './canonical-code.ts';

/**
 * Decompresses bzip2 of one or more streams, chunk by chunk. A yielded chunk is overwritten by the next one.
 * @throws FormatError at damage, a cut, or bytes after the end that are no stream.
 */
export function* bunzip2(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const bits = createBitReader(chunks);
  try {
    do yield* stream(bits);
    while (bits.align());
  } finally {
    bits.close();
  }
}

const BLOCK_UNIT = 100_000;
const BLOCK_START = [0x314159, 0x265359];
const STREAM_END = [0x177245, 0x385090];
const GROUP = 50;
/** More selectors than a full block needs say nothing (bzip2 1.0.8 reads and forgets them). */
const MOST_SELECTORS = 18_002;

function* stream(bits: BitReader): Generator<Uint8Array> {
  const level = bits.bits(24) === 0x425a68 ? bits.bits(8) - 0x30 : 0;
  if (level < 1 || level > 9) throw new FormatError('bzip2: no stream where one should be');
  const links = new Uint32Array(level * BLOCK_UNIT);
  let combined = 0;
  for (;;) {
    const mark = [bits.bits(24), bits.bits(24)];
    const told = ((bits.bits(16) << 16) | bits.bits(16)) >>> 0;
    if (mark[0] === STREAM_END[0] && mark[1] === STREAM_END[1]) {
      if (told !== combined) throw new FormatError('bzip2: wrong checksum');
      return;
    }
    if (mark[0] !== BLOCK_START[0] || mark[1] !== BLOCK_START[1]) throw new FormatError('bzip2: damaged');
    const output = createBlockOutput(readBlock(bits, links));
    yield* output.bytes();
    if (output.checksum() !== told) throw new FormatError('bzip2: wrong checksum');
    combined = (((combined << 1) | (combined >>> 31)) ^ told) >>> 0;
  }
}

function readBlock(bits: BitReader, links: Uint32Array): LinkedBlock {
  if (bits.bits(1) === 1) throw new FormatError('bzip2: a block of the randomised kind, which is not read');
  const origin = bits.bits(24);
  const values = usedValues(bits);
  const codes = bits.bits(3);
  const selectorCount = bits.bits(15);
  if (codes < 2 || codes > 6 || selectorCount === 0) throw new FormatError('bzip2: damaged');
  const selectors = readSelectors(bits, selectorCount, codes);
  const tables = Array.from({ length: codes }, () => readCode(bits, values.length + 2));
  const length = readValues({ bits, links, values, selectors, tables });
  if (origin >= length) throw new FormatError('bzip2: damaged');
  link(links, length);
  return { links, length, origin };
}

/** The byte values that occur at all, as a map of maps. */
function usedValues(bits: BitReader): Uint8Array {
  const rows = bits.bits(16);
  const values: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const used = bits.bits(16);
    for (let column = 0; column < 16; column++) if ((used & (0x8000 >> column)) !== 0) values.push(row * 16 + column);
  }
  if (values.length === 0) throw new FormatError('bzip2: damaged');
  return Uint8Array.from(values);
}

/** Which table each group of 50 symbols is coded with. */
function readSelectors(bits: BitReader, count: number, codes: number): Uint8Array {
  const recent = Uint8Array.from({ length: codes }, (_, index) => index);
  const selectors = new Uint8Array(Math.min(count, MOST_SELECTORS));
  for (let i = 0; i < count; i++) {
    let place = 0;
    while (bits.bits(1) === 1) if (++place >= codes) throw new FormatError('bzip2: damaged');
    selectors[i] = toFront(recent, place);
  }
  return selectors;
}

function readCode(bits: BitReader, symbols: number): CanonicalCode {
  const lengths = new Uint8Array(symbols);
  let length = bits.bits(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > 20) throw new FormatError('bzip2: damaged');
      if (bits.bits(1) === 0) break;
      length += bits.bits(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return canonicalCode(lengths);
}

interface CodedValues {
  readonly bits: BitReader;
  readonly links: Uint32Array;
  readonly values: Uint8Array;
  readonly selectors: Uint8Array;
  readonly tables: readonly CanonicalCode[];
}

/** Undoes Huffman, run lengths and move-to-front. The number of bytes, which stand in `links`. */
function readValues({ bits, links, values, selectors, tables }: CodedValues): number {
  const endOfBlock = values.length + 1;
  const recent = Uint8Array.from(values);
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let group = 0; ; group++) {
    const table = tables[selectors[group] ?? tables.length];
    if (!table || group >= selectors.length) throw new FormatError('bzip2: damaged');
    for (let i = 0; i < GROUP; i++) {
      const symbol = table.read(bits);
      if (symbol <= 1) {
        // A run's length in digits 1 and 2, the lowest first.
        run += weight << symbol;
        weight <<= 1;
        if (run > links.length) throw new FormatError('bzip2: damaged');
        continue;
      }
      if (length + run + (symbol === endOfBlock ? 0 : 1) > links.length) throw new FormatError('bzip2: damaged');
      if (run > 0) links.fill(recent[0] ?? 0, length, length + run);
      length += run;
      run = 0;
      weight = 1;
      if (symbol === endOfBlock) return length;
      links[length++] = toFront(recent, symbol - 1);
    }
  }
}

function toFront(recent: Uint8Array, place: number): number {
  const value = recent[place] ?? 0;
  recent.copyWithin(1, 0, place);
  recent[0] = value;
  return value;
}

/** Undoes the sorting: each byte is told where the one after it stands. */
function link(links: Uint32Array, length: number): void {
  const next = new Uint32Array(257);
  for (let i = 0; i < length; i++) {
    const after = ((links[i] ?? 0) & 0xff) + 1;
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let value = 1; value < 257; value++) next[value] = (next[value] ?? 0) + (next[value - 1] ?? 0);
  for (let i = 0; i < length; i++) {
    const value = (links[i] ?? 0) & 0xff;
    const at = next[value] ?? 0;
    next[value] = at + 1;
    links[at] = (links[at] ?? 0) | (i << 8);
  }
}
