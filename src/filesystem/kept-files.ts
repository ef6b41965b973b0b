import { closeSync, openSync, readSync } from 'node:fs';
import { FormatError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import type { FileEntry, KeptFile } from './file.ts';

/** Opened files of kept bodies; each is opened when first read. */
export interface KeptBodies {
  /** Up to `length` bytes at `position` of the file at `path`. */
  read(path: string, position: number, length: number): Uint8Array;
  close(): void;
}

/** Where small bodies are asked for in the order they stand in, one read serves many. */
const WINDOW = 128 * 1024;

export function openKeptBodies(): KeptBodies {
  const open = new Map<string, number>();
  let window: { path: string; start: number; bytes: Uint8Array } = { path: '', start: 0, bytes: Buffer.alloc(0) };
  let last = { path: '', end: 0 };
  const readFrom = (path: string, position: number, bytes: Buffer): Buffer => {
    const file = open.get(path) ?? openSync(path, 'r');
    open.set(path, file);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, position));
  };
  return {
    read(path, position, length) {
      if (length > WINDOW / 8) return readFrom(path, position, Buffer.allocUnsafe(length));
      const end = window.start + window.bytes.length;
      if (window.path !== path || position < window.start || position + length > end) {
        const goesOn = path === last.path && position >= last.end && position - last.end < WINDOW / 8;
        last = { path, end: position + length };
        if (!goesOn) return readFrom(path, position, Buffer.allocUnsafe(length));
        window = { path, start: position, bytes: readFrom(path, position, Buffer.allocUnsafeSlow(WINDOW)) };
      }
      last = { path, end: position + length };
      const at = position - window.start;
      return Buffer.from(window.bytes.subarray(at, at + length));
    },
    close() {
      for (const file of open.values()) closeSync(file);
      open.clear();
    },
  };
}

/** Where a kept file's bytes are. */
export interface KeptPlace {
  readonly path: string;
  readonly start: number;
}

/** An entry with its bytes and notes. Without a place it has notes only, and no bytes. */
export function keptFile(
  entry: FileEntry,
  place: KeptPlace | undefined,
  { bodies, notes }: { bodies: KeptBodies; notes: ReadonlyMap<string, Json> | undefined },
): KeptFile {
  const readAt = (offset: number, length: number): Uint8Array => {
    const wanted = Math.max(0, Math.min(length, entry.size - offset));
    if (!place || wanted === 0 || offset < 0) return new Uint8Array(0);
    return bodies.read(place.path, place.start + offset, wanted);
  };
  const bytes = (): Uint8Array => {
    if (entry.size > limits.keptText) throw new FormatError(`${entry.size} bytes are too many to read whole`);
    return readAt(0, entry.size);
  };
  return {
    ...entry,
    readAt,
    bytes,
    text: () => {
      const body = bytes();
      return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
    },
    note: (tap) => notes?.get(tap),
  };
}
