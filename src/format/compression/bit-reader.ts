import { FormatError } from '../../base/errors.ts';

/** Numbers of any width out of a byte stream, the most significant bit first. */
export interface BitReader {
  /** The next `count` bits, 24 at most. @throws FormatError at the end of the stream. */
  bits(count: number): number;
  /** Goes on at the next whole byte. False where there is none. */
  align(): boolean;
  /** Lets go of the stream. */
  close(): void;
}

export function createBitReader(chunks: Iterable<Uint8Array>): BitReader {
  const iterator = chunks[Symbol.iterator]();
  let chunk = new Uint8Array();
  let at = 0;
  let held = 0;
  let count = 0;

  function more(): boolean {
    while (at >= chunk.length) {
      const next = iterator.next();
      if (next.done) return false;
      chunk = Uint8Array.from(next.value);
      at = 0;
    }
    held = (held << 8) | (chunk[at++] ?? 0);
    count += 8;
    return true;
  }

  return {
    bits(wanted) {
      while (count < wanted) if (!more()) throw new FormatError('compressed stream is cut short');
      count -= wanted;
      return (held >>> count) & ((1 << wanted) - 1);
    },
    align() {
      count -= count % 8;
      return count > 0 || more();
    },
    close() {
      iterator.return?.();
    },
  };
}
