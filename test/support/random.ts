/** Numbers that look random and are the same for the same seed: `below(n)` is 0 … n-1. */
export interface Random {
  below(end: number): number;
  pick<T>(choices: readonly T[]): T;
}

export function seededRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    pick(choices) {
      const [chosen] = choices.slice(below(choices.length));
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
  };
}

/** Cuts bytes into pieces of random sizes, some of them empty. */
export function* randomChunks(bytes: Uint8Array, random: Random, longest: number): Iterable<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const length = random.below(longest + 1);
    // A copy that is overwritten afterwards, as the ring and the inflater do.
    const piece = Uint8Array.from(bytes.subarray(start, start + length));
    yield piece;
    piece.fill(0xee);
    start += length;
  }
}
