import { FormatError } from '../../src/base/errors.ts';

/**
 * Feeds damaged copies of valid input to a parser: bytes changed, cut, doubled. Only FormatError may escape.
 * The damage is the same in every run, so that a failure can be repeated.
 */
export function fuzz(valid: Uint8Array, parse: (bytes: Uint8Array) => unknown, rounds = 500): void {
  const random = generator(valid.length + 1);
  for (let round = 0; round < rounds; round++) {
    const damaged = damage(valid, random);
    try {
      parse(damaged);
    } catch (error) {
      if (error instanceof FormatError) continue;
      throw new Error(`round ${round} of fuzzing: ${Buffer.from(damaged).toString('base64').slice(0, 4000)}`, {
        cause: error,
      });
    }
  }
}

function damage(valid: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = Buffer.from(valid);
  const kind = random(5);
  if (kind === 0) return bytes.subarray(0, random(bytes.length + 1));
  if (kind === 1) return Buffer.concat([bytes.subarray(0, random(bytes.length + 1)), bytes]);
  for (let changes = 1 + random(8); changes > 0 && bytes.length > 0; changes--) {
    const at = random(bytes.length);
    bytes[at] = kind === 2 ? 0xff : kind === 3 ? (bytes[at] ?? 0) ^ (1 << random(8)) : random(256);
  }
  return bytes;
}

/** Marsaglia's xorshift32. */
function generator(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
