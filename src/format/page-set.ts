import { FormatError } from '../base/errors.ts';

/** Remembers which pages of a database were visited, one bit each: no walk visits a page twice, whatever its links say. */
export interface PageSet {
  /** @throws FormatError when the page is outside the file or was visited before. */
  visit(page: number): void;
}

/** For pages 0 to `count` - 1. */
export function pageSet(count: number): PageSet {
  const bits = new Uint8Array(Math.ceil(count / 8));
  return {
    visit(page) {
      if (page < 0 || page >= count) throw new FormatError(`page ${page} is outside the database of ${count} pages`);
      const byte = bits[page >> 3] ?? 0;
      const bit = 1 << (page & 7);
      if (byte & bit) throw new FormatError(`page ${page} is linked twice`);
      bits[page >> 3] = byte | bit;
    },
  };
}
