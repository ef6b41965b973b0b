import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { FormatError, messageOf, UnavailableError } from '../../base/errors.ts';
import { PAGE_SIZE, type PageSource } from './page.ts';

/** Pages held in memory for one file: 8 MiB. */
const MOST_PAGES = 2048;

/** The pages of an open file, each checked whenever it is read from disk; the last few thousand stay in memory. */
export function pagedFile({ path, descriptor, size, checksums }: PagedFileOptions): PageSource {
  const pages: (Buffer | undefined)[] = new Array(Math.ceil(size / PAGE_SIZE)).fill(undefined);
  const held = new Uint32Array(Math.min(MOST_PAGES, pages.length));
  let loaded = 0;

  return {
    size,
    page(index) {
      const known = pages[index];
      if (known) return known;
      const length = Math.min(PAGE_SIZE, size - index * PAGE_SIZE);
      const page = readFully({ path, descriptor }, index * PAGE_SIZE, length);
      if (crc32(page) !== checksums.readUInt32LE(index * 4)) {
        throw new FormatError(`${path} is damaged at byte ${index * PAGE_SIZE}`);
      }
      const slot = loaded % held.length;
      if (loaded >= held.length) pages[held[slot] ?? 0] = undefined;
      held[slot] = index;
      loaded++;
      pages[index] = page;
      return page;
    },
  };
}

/** @throws FormatError when the file ends before. @throws UnavailableError 'disk' when it cannot be read. */
export function readFully(file: { path: string; descriptor: number }, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let filled = 0; filled < length; ) {
    const count = readOnce(file, { bytes, filled, position: position + filled });
    if (count === 0) throw new FormatError(`${file.path} is cut at byte ${position + filled}`);
    filled += count;
  }
  return bytes;
}

function readOnce(
  { path, descriptor }: { path: string; descriptor: number },
  { bytes, filled, position }: { bytes: Buffer; filled: number; position: number },
): number {
  try {
    return readSync(descriptor, bytes, filled, bytes.length - filled, position);
  } catch (error) {
    throw new UnavailableError('disk', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

interface PagedFileOptions {
  readonly path: string;
  readonly descriptor: number;
  /** Of all pages together. */
  readonly size: number;
  /** Four bytes for each page. */
  readonly checksums: Buffer;
}
