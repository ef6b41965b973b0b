import { FormatError } from '../../base/errors.ts';
import type { BitReader } from './bit-reader.ts';

/** A canonical Huffman code: shorter codes first, those of one length in the order of their symbols. */
export interface CanonicalCode {
  /** The next symbol. @throws FormatError where the bits stand for none. */
  read(bits: BitReader): number;
}

/** @param lengths bits of each symbol's code, 1 to 20 */
export function canonicalCode(lengths: Uint8Array): CanonicalCode {
  const shortest = lengths.reduce((least, length) => Math.min(least, length), LONGEST);
  const counts = new Uint32Array(LONGEST + 2);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const symbols = Uint16Array.from(lengths.keys()).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  // For each length: the first code, how many there are, and where their symbols start.
  const first = new Uint32Array(LONGEST + 2);
  const start = new Uint32Array(LONGEST + 2);
  for (let length = 1; length <= LONGEST; length++) {
    first[length + 1] = ((first[length] ?? 0) + (counts[length] ?? 0)) << 1;
    start[length + 1] = (start[length] ?? 0) + (counts[length] ?? 0);
  }
  return {
    read(bits) {
      let code = bits.bits(shortest);
      for (let length = shortest; length <= LONGEST; length++) {
        const index = code - (first[length] ?? 0);
        if (index >= 0 && index < (counts[length] ?? 0)) return symbols[(start[length] ?? 0) + index] ?? 0;
        code = (code << 1) | bits.bits(1);
      }
      throw new FormatError('compressed stream holds a code that stands for nothing');
    },
  };
}

const LONGEST = 20;
