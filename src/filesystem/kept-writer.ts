import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { RandomAccess } from '../format/random-access.ts';

/** Appends bodies to one file of ours, under a name of ours. */
export interface KeptWriter {
  /** Where the next body will start. */
  readonly position: number;
  write(chunk: Uint8Array): void;
  /** Reads back what was written since `start`. */
  view(start: number, size: number): RandomAccess;
  /** Forgets everything from `position` on. */
  truncate(position: number): void;
  close(): void;
}

const BUFFER = 1 << 20;
/** The system reads no more at a time. */
const LONGEST_READ = 0x7ffff000;

export function createKeptWriter(path: string): KeptWriter {
  let file: number | undefined;
  let flushed = 0;
  const buffer = Buffer.allocUnsafeSlow(BUFFER);
  let filled = 0;

  return {
    get position() {
      return flushed + filled;
    },
    write(chunk) {
      if (filled + chunk.length > BUFFER) flush();
      if (chunk.length > BUFFER) return put(chunk);
      buffer.set(chunk, filled);
      filled += chunk.length;
    },
    view(start, size) {
      flush();
      return {
        size,
        readAt(offset, length) {
          const wanted = offset < 0 ? 0 : Math.max(0, Math.min(length, size - offset, LONGEST_READ));
          const bytes = Buffer.allocUnsafe(wanted);
          const read = wanted === 0 ? 0 : readSync(descriptor(), bytes, 0, wanted, start + offset);
          return bytes.subarray(0, read);
        },
      };
    },
    truncate(position) {
      flush();
      flushed = position;
    },
    close() {
      flush();
      if (file === undefined) return;
      ftruncateSync(file, flushed); // what was spooled and taken back
      closeSync(file);
      file = undefined;
    },
  };

  function descriptor(): number {
    file ??= openSync(path, 'w+', 0o600);
    return file;
  }

  function flush(): void {
    const bytes = buffer.subarray(0, filled);
    filled = 0;
    if (bytes.length > 0) put(bytes);
  }

  function put(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(descriptor(), bytes, done, bytes.length - done, flushed + done);
    }
    flushed += bytes.length;
  }
}
