import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type ByteWriter, byteWriter, putBytes, putUint32, writtenBytes } from './byte-writer.ts';
import { PAGE_SIZE } from './page.ts';

/** A new file that only grows, and the checksums of its pages. */
export interface AppendFile {
  readonly path: string;
  readonly descriptor: number;
  readonly hash: Hash;
  /** Whole pages wait here for being written together. */
  readonly waiting: ByteWriter;
  readonly checksums: ByteWriter;
  size: number;
}

const WRITTEN_TOGETHER = 64 * PAGE_SIZE;

/** @throws Error (with a system code) when the file is there or cannot be made. */
export function createAppendFile(path: string): AppendFile {
  return {
    path,
    descriptor: openSync(path, 'wx', 0o644),
    hash: createHash('sha256'),
    waiting: byteWriter(2 * WRITTEN_TOGETHER),
    checksums: byteWriter(4096),
    size: 0,
  };
}

export function append(file: AppendFile, bytes: Uint8Array): void {
  putBytes(file.waiting, bytes);
  file.size += bytes.length;
  if (file.waiting.length >= WRITTEN_TOGETHER) flush(file, Math.floor(file.waiting.length / PAGE_SIZE) * PAGE_SIZE);
}

/** Ends the pages: what follows has checksums of its own. */
export function finishPages(file: AppendFile): Buffer {
  flush(file, file.waiting.length);
  return writtenBytes(file.checksums);
}

/** Appends what needs no page checksums, and waits until the disk has it all. Hexadecimal sha256. */
export function finishFile(file: AppendFile, ending: readonly Uint8Array[]): string {
  for (const bytes of ending) {
    writeAll(file, bytes);
    file.size += bytes.length;
  }
  fsyncSync(file.descriptor);
  closeSync(file.descriptor);
  return file.hash.digest('hex');
}

function flush(file: AppendFile, length: number): void {
  const bytes = writtenBytes(file.waiting);
  for (let start = 0; start < length; start += PAGE_SIZE) {
    putUint32(file.checksums, crc32(bytes.subarray(start, Math.min(length, start + PAGE_SIZE))));
  }
  writeAll(file, bytes.subarray(0, length));
  bytes.copyWithin(0, length);
  file.waiting.length -= length;
}

function writeAll(file: AppendFile, bytes: Uint8Array): void {
  file.hash.update(bytes);
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file.descriptor, bytes, written, bytes.length - written);
  }
}
