import { gunzip } from './gunzip.ts';
import type { NextOutput } from './sync-zlib.ts';
import { unzstd } from './zstd.ts';

export type Compression = 'gzip' | 'zstd' | 'none';

/**
 * The stream uncompressed, and how it was compressed: told by its first bytes, not by what anybody claims.
 * `nextOutput` may be made use of, or not.
 */
export function decompress(
  chunks: Iterable<Uint8Array>,
  nextOutput?: NextOutput,
): { compression: Compression; output: Iterable<Uint8Array> } {
  const iterator = chunks[Symbol.iterator]();
  const head = readHead(iterator);
  const whole = resume(head, iterator);
  const compression = compressionOf(head);
  if (compression === 'gzip') return { compression, output: gunzip(whole, nextOutput) };
  if (compression === 'zstd') return { compression, output: unzstd(whole, nextOutput) };
  return { compression, output: whole };
}

function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return isZstd(head) ? 'zstd' : 'none';
}

/** Do four bytes begin a zstd stream? Its first frame may be a skippable one. */
export function isZstd(head: Uint8Array): boolean {
  const [a = 0, b, c, d] = head;
  if (a === 0x28) return b === 0xb5 && c === 0x2f && d === 0xfd;
  return b === 0x2a && c === 0x4d && d === 0x18 && a >= 0x50 && a <= 0x5f;
}

/** A copy of at least the first four bytes. */
function readHead(iterator: Iterator<Uint8Array>): Uint8Array {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 4) {
    const next = iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

function* resume(head: Uint8Array, iterator: Iterator<Uint8Array>): Generator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = iterator.next(); !next.done; next = iterator.next()) yield next.value;
}
