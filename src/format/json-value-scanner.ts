/** Finds the end of one JSON value, and keeps its bytes. */
export interface ValueScanner {
  /** Reads on from `at`. The place in `chunk` where the value has ended, or -1 where it goes on in the next chunk. */
  take(chunk: Uint8Array, at: number): number;
  /** What was read, once `take` has met the end; empty where it was longer than `most` bytes. */
  text(): string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The first byte it is given is the value's first. */
export function createValueScanner(most: number): ValueScanner {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let depth = 0;
  let place: 'start' | 'string' | 'escape' | 'between' | 'scalar' = 'start';

  return {
    take(chunk, at) {
      const end = endOf(chunk, at);
      keep(chunk.subarray(at, end < 0 ? chunk.length : end));
      return end;
    },
    text: () => (size > most ? '' : Buffer.concat(pieces).toString('utf8')),
  };

  function endOf(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (place === 'string') {
        if (byte === BACKSLASH) place = 'escape';
        else if (byte === QUOTE) {
          place = 'between';
          if (depth === 0) return at + 1;
        }
      } else if (place === 'escape') place = 'string';
      else if (place === 'scalar') {
        if (endsScalar(byte)) return at;
      } else if (byte === QUOTE) place = 'string';
      else if (byte === 0x7b || byte === 0x5b) {
        depth++;
        place = 'between';
      } else if (byte === 0x7d || byte === 0x5d) {
        if (--depth === 0) return at + 1;
      } else if (place === 'start') place = 'scalar';
    }
    return -1;
  }

  function keep(bytes: Uint8Array): void {
    size += bytes.length;
    if (size <= most) pieces.push(Uint8Array.from(bytes));
    else pieces.length = 0;
  }
}

/** A comma, a closing bracket or white space. */
function endsScalar(byte: number): boolean {
  return byte === 0x2c || byte === 0x7d || byte === 0x5d || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
