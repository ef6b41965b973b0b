import { FormatError } from '../../base/errors.ts';
import { type ByteOrder, type ByteView, byteView } from '../byte-view.ts';
import { type RandomAccess, readExactly } from '../random-access.ts';
import { recordBuffer, type StoredRecord } from '../stored-record.ts';

/** A Berkeley DB file of one hash or b-tree, read page by page. Layout: db_page.h of Berkeley DB 5.3. */
export interface BerkeleyDatabase {
  readonly kind: 'hash' | 'btree';
  readonly pageSize: number;
  readonly pageCount: number;
  /** Bytes of all pages. */
  readonly size: number;
  readonly meta: ByteView;
  /** A page, counted from 0. @throws FormatError when it is not in the file or not of one of these types. */
  page(number: number, types: readonly number[]): ByteView;
}

/** Offsets in the header that all pages share. */
export const PAGE = { number: 8, next: 16, entries: 20, freeOffset: 22, type: 25, header: 26 } as const;
/** How a key or value is stored. */
export const ITEM = { onPage: 1, overflow: 3 } as const;

const OVERFLOW_PAGE = 7;
const META_SIZE = 512;
const MAGIC = { 398689: 'hash', 340322: 'btree' } as const;
/** Berkeley DB 4.2 to 18: what rpm reads too. */
const VERSIONS = { hash: [8, 9, 10], btree: [9, 10] } as const;

export function isBerkeley(source: RandomAccess): boolean {
  return recognise(source) !== undefined;
}

/** @throws FormatError when it is no Berkeley DB hash or b-tree of a known version. */
export function openBerkeley(source: RandomAccess): BerkeleyDatabase {
  const found = recognise(source);
  if (!found) throw new FormatError('not a Berkeley DB hash or b-tree');
  const { kind, order } = found;
  const meta = byteView(Uint8Array.from(readExactly(source, 0, META_SIZE)), order);
  if (!VERSIONS[kind].some((version) => version === meta.u32(16))) {
    throw new FormatError(`unknown version ${meta.u32(16)} of a Berkeley DB ${kind}`);
  }
  const pageSize = meta.u32(20);
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) {
    throw new FormatError(`a Berkeley DB page size of ${pageSize}`);
  }
  const pageCount = Math.min(Math.floor(source.size / pageSize), meta.u32(32) + 1);
  return {
    kind,
    pageSize,
    pageCount,
    size: pageCount * pageSize,
    meta,
    page(number, types) {
      if (number < 1 || number >= pageCount) throw new FormatError(`no page ${number} in a database of ${pageCount}`);
      const page = byteView(Uint8Array.from(readExactly(source, number * pageSize, pageSize)), order);
      if (page.u32(PAGE.number) !== number || !types.includes(page.u8(PAGE.type))) {
        throw new FormatError(`page ${number} is not what the database says`);
      }
      return page;
    },
  };
}

/** A value kept on a chain of overflow pages. */
export function overflowRecord(database: BerkeleyDatabase, chain: { first: number; size: number }): StoredRecord {
  return {
    size: chain.size,
    read() {
      const bytes = recordBuffer(chain.size);
      let filled = 0;
      for (let number = chain.first; filled < chain.size; ) {
        const page = database.page(number, [OVERFLOW_PAGE]);
        const length = page.u16(PAGE.freeOffset);
        const left = chain.size - filled;
        // Berkeley DB fills all pages but the last: chains of nearly empty ones would cost more than they hold.
        if (length > left || length < Math.min(left, database.pageSize / 2))
          throw new FormatError('a damaged overflow page');
        bytes.set(page.slice(PAGE.header, length), filled);
        filled += length;
        number = page.u32(PAGE.next);
      }
      return bytes;
    },
  };
}

/** A value kept on its page, which is of one of these types. */
export function pageRecord(
  database: BerkeleyDatabase,
  place: { page: number; types: readonly number[]; at: number; size: number },
): StoredRecord {
  return {
    size: place.size,
    read: () => Uint8Array.from(database.page(place.page, place.types).slice(place.at, place.size)),
  };
}

function recognise(source: RandomAccess): { kind: BerkeleyDatabase['kind']; order: ByteOrder } | undefined {
  const start = source.readAt(0, 16);
  if (start.length < 16) return undefined;
  for (const order of ['little', 'big'] as const) {
    const magic = byteView(start, order).u32(12);
    for (const [value, kind] of Object.entries(MAGIC)) if (magic === Number(value)) return { kind, order };
  }
  return undefined;
}
