import { createHash } from 'node:crypto';

/** Bytes that no compression makes smaller, the same at every run. */
export function incompressible(size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 64 < size; i++) blocks.push(createHash('sha512').update(String(i)).digest());
  return Buffer.concat(blocks).subarray(0, size);
}

/** The bytes in chunks of these lengths, empty ones included, and one with the rest. */
export function cutInto(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return [...chunks, bytes.subarray(at)];
}
