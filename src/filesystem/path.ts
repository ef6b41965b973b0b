import { randomBytes } from 'node:crypto';
import { limits } from '../base/limits.ts';

/** A path as the tree keeps it, and what was odd about the one written. */
export interface CleanPath {
  /** Raw bytes, relative, without `.`, `..` or empty parts. Empty for the root itself. */
  readonly bytes: Uint8Array;
  /** Where its last part starts. */
  readonly nameStart: number;
  /** It climbed above the root; runtimes clamp such paths to the root, and so do we. */
  readonly escaped: boolean;
  readonly holdsNul: boolean;
}

const SLASH = 0x2f;
const DOT = 0x2e;

/** Normalises an entry's path as runtimes do before they unpack it. Undefined when it is too long or too deep to be honest. */
export function cleanPath(raw: Uint8Array): CleanPath | undefined {
  if (raw.length > limits.path) return undefined;
  const simple = simplePath(raw);
  if (simple) return simple;
  const parts: Uint8Array[] = [];
  let escaped = false;
  let start = 0;
  for (let i = 0; i <= raw.length; i++) {
    if (i < raw.length && raw[i] !== SLASH) continue;
    const length = i - start;
    if (length === 2 && raw[start] === DOT && raw[start + 1] === DOT) {
      if (!parts.pop()) escaped = true;
    } else if (length > 1 || (length === 1 && raw[start] !== DOT)) parts.push(raw.subarray(start, i));
    start = i + 1;
  }
  if (parts.length > limits.pathDepth) return undefined;
  const bytes = join(parts);
  return { bytes, nameStart: bytes.lastIndexOf(SLASH) + 1, escaped, holdsNul: bytes.includes(0) };
}

/** The path without a leading `./` or `/` and a trailing `/`, when nothing else needs cleaning. One look at each byte. */
function simplePath(raw: Uint8Array): CleanPath | undefined {
  let from = 0;
  let to = raw.length;
  if (raw[0] === DOT && raw[1] === SLASH) from = 2;
  else if (raw[0] === SLASH) from = 1;
  if (to > from && raw[to - 1] === SLASH) to--;
  let nameStart = from;
  let start = from;
  let depth = 0;
  for (let i = from; i <= to; i++) {
    if (i < to && raw[i] !== SLASH) {
      if (raw[i] === 0) return undefined;
      continue;
    }
    const length = i - start;
    if (length === 0) return undefined;
    if (raw[start] === DOT && (length === 1 || (length === 2 && raw[start + 1] === DOT))) return undefined;
    if (++depth > limits.pathDepth) return undefined;
    nameStart = start;
    start = i + 1;
  }
  const bytes = from === 0 && to === raw.length ? raw : raw.subarray(from, to);
  return { bytes, nameStart: nameStart - from, escaped: false, holdsNul: false };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length + 1, -1);
  const joined = new Uint8Array(Math.max(0, length));
  let position = 0;
  for (const part of parts) {
    if (position > 0) joined[position++] = SLASH;
    joined.set(part, position);
    position += part.length;
  }
  return joined;
}

/** Keys of paths are of this process only: names crafted to collide elsewhere do not collide here. */
const SEED = randomBytes(4).readUInt32LE();
const FNV_PRIME = 0x01000193;

/**
 * Seeded FNV-1a with a shift: without it the key is linear in the seed but for its low byte, and names that collide for
 * one seed collide for every 256th. Of the bytes from `start` to `end`, going on from `key`. A parent's key is a step on the way to its child's.
 */
export function pathKey(bytes: Uint8Array, start: number, end: number, key = SEED): number {
  let hash = key;
  for (let i = start; i < end; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), FNV_PRIME);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
