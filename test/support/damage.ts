import assert from 'node:assert/strict';
import { FormatError } from '../../src/base/errors.ts';

/**
 * Runs a parser on many damaged copies of valid input: bits flipped, bytes overwritten, ends cut off.
 * Nothing but a FormatError may escape, and no copy may take long. Seeded: a failure happens again.
 */
export function survivesDamage(valid: Uint8Array, parse: (damaged: Uint8Array) => void): void {
  const random = generator(valid.length);
  const started = performance.now();
  for (let round = 0; round < ROUNDS && performance.now() - started < LONGEST_MS; round++) {
    const damaged = damage(valid, random);
    const before = performance.now();
    try {
      parse(damaged);
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`round ${round} of damage`, { cause: error });
    }
    assert.ok(performance.now() - before < LONGEST_ROUND_MS, `round ${round} took too long`);
  }
}

const ROUNDS = 1_500;
const LONGEST_MS = 4_000;
const LONGEST_ROUND_MS = 2_000;
const EXTREMES = [0x00, 0x01, 0x7f, 0x80, 0xff];

function damage(valid: Uint8Array, random: (below: number) => number): Uint8Array {
  if (random(8) === 0) return valid.slice(0, random(valid.length));
  const copy = Uint8Array.from(valid);
  // Headers steer parsers: half of the damage goes there.
  const region = () => (random(2) === 0 ? Math.min(valid.length, 256) : valid.length);
  for (let i = 0; i <= random(6); i++) {
    const at = random(region());
    copy[at] = random(2) === 0 ? (copy[at] ?? 0) ^ (1 << random(8)) : (EXTREMES[random(EXTREMES.length)] ?? 0);
  }
  return copy;
}

function generator(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
