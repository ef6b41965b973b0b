/** Damaged copies of the bytes: flipped, cut, doubled, blown up. The same every time. For fuzzing parsers. */
export function* mutations(bytes: Uint8Array, count: number, seed = 1): Iterable<Uint8Array> {
  let state = seed;
  const below = (end: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return end === 0 ? 0 : Math.floor((state / 2 ** 32) * end);
  };
  for (let i = 0; i < count; i++) {
    const copy = Buffer.from(bytes);
    const at = below(copy.length);
    const kind = below(4);
    if (kind === 0) yield copy.subarray(0, at);
    else if (kind === 1) yield Buffer.concat([copy.subarray(0, at), copy.subarray(below(copy.length))]);
    else {
      for (let flips = 1 + below(8); flips > 0 && copy.length > 0; flips--) copy[below(copy.length)] = below(256);
      yield copy;
    }
  }
}
