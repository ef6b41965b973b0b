import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RandomAccess } from './random-access.ts';

/** A file of this machine, open. Whoever opened it closes it. */
export interface FileAccess extends RandomAccess {
  close(): void;
}

/** @throws Error with a system code where it cannot be opened. */
export function openFileAccess(path: string): FileAccess {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  return {
    size,
    readAt(offset, length) {
      if (offset < 0 || offset >= size || length <= 0) return Buffer.alloc(0);
      const bytes = Buffer.alloc(Math.min(length, size - offset));
      let filled = 0;
      while (filled < bytes.length) {
        const count = readSync(file, bytes, filled, bytes.length - filled, offset + filled);
        if (count === 0) break;
        filled += count;
      }
      return bytes.subarray(0, filled);
    },
    close: () => closeSync(file),
  };
}
