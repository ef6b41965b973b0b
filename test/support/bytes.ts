import { createHash } from 'node:crypto';

/** Bytes that no compression makes smaller, the same at every run. */
export function incompressible(size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 64 < size; i++) blocks.push(createHash('sha512').update(String(i)).digest());
  return Buffer.concat(blocks).subarray(0, size);
}
