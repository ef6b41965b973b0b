import { FormatError } from '../../base/errors.ts';
import type { ByteView } from '../byte-view.ts';
import { pageSet } from '../page-set.ts';
import type { RandomAccess } from '../random-access.ts';
import { type StoredRecord, sizeBudget } from '../stored-record.ts';
import { type BerkeleyDatabase, ITEM, openBerkeley, overflowRecord, PAGE, pageRecord } from './database.ts';

/** A key with its value. */
export interface BerkeleyRecord {
  readonly key: Uint8Array;
  readonly value: StoredRecord;
}

/** Hash pages before and since Berkeley DB 4.6; an empty bucket's page may have kept the type of the meta page. */
const HASH_PAGES = [2, 13, 8];
const BTREE_INTERIOR = 3;
const BTREE_LEAF = 5;
const SPARES = 96;
const BTREE_ROOT = 88;
const DELETED = 0x80;

/**
 * All records whose keys are kept on their pages, as short keys are.
 * @throws FormatError where the pages are damaged.
 */
export function* berkeleyRecords(source: RandomAccess): Generator<BerkeleyRecord> {
  const database = openBerkeley(source);
  const spend = sizeBudget(database.size);
  for (const record of database.kind === 'hash' ? hashRecords(database) : btreeRecords(database)) {
    spend(record.key.length + record.value.size);
    yield record;
  }
}

function* hashRecords(database: BerkeleyDatabase): Generator<BerkeleyRecord> {
  const buckets = database.meta.u32(72) + 1;
  if (buckets > database.pageCount) throw new FormatError(`${buckets} hash buckets on ${database.pageCount} pages`);
  const visited = pageSet(database.pageCount);
  for (let bucket = 0; bucket < buckets; bucket++) {
    for (let number = pageOfBucket(database, bucket); number !== 0; ) {
      visited.visit(number);
      const page = database.page(number, HASH_PAGES);
      number = page.u32(PAGE.next);
      yield* hashItems(database, page);
    }
  }
}

/** Buckets are allotted in doublings; the table of spares tells where each doubling begins. */
function pageOfBucket(database: BerkeleyDatabase, bucket: number): number {
  const doubling = bucket === 0 ? 0 : 32 - Math.clz32(bucket);
  return (bucket + database.meta.u32(SPARES + 4 * doubling)) >>> 0;
}

function* hashItems(database: BerkeleyDatabase, page: ByteView): Generator<BerkeleyRecord> {
  const offset = (index: number) => page.u16(PAGE.header + 2 * index);
  // Items fill the page from its end: each ends where the one before begins.
  const size = (index: number) => (index === 0 ? database.pageSize : offset(index - 1)) - offset(index);
  for (let index = 0; index + 1 < page.u16(PAGE.entries); index += 2) {
    const key = page.slice(offset(index), size(index));
    const at = offset(index + 1);
    const value = page.slice(at, size(index + 1));
    if (key[0] !== ITEM.onPage) continue;
    const place = { page: page.u32(PAGE.number), types: HASH_PAGES, at: at + 1, size: value.length - 1 };
    if (value[0] === ITEM.onPage) yield { key: key.subarray(1), value: pageRecord(database, place) };
    else if (value[0] === ITEM.overflow && value.length === 12) {
      const chain = { first: page.u32(at + 4), size: page.u32(at + 8) };
      yield { key: key.subarray(1), value: overflowRecord(database, chain) };
    } else throw new FormatError(`a hash value of the unknown kind ${value[0]}`);
  }
}

function* btreeRecords(database: BerkeleyDatabase): Generator<BerkeleyRecord> {
  const visited = pageSet(database.pageCount);
  let page = firstLeaf(database, (number) => visited.visit(number));
  for (;;) {
    const next = page.u32(PAGE.next);
    yield* leafItems(database, page);
    if (next === 0) return;
    visited.visit(next);
    page = database.page(next, [BTREE_LEAF]);
  }
}

function firstLeaf(database: BerkeleyDatabase, visit: (number: number) => void): ByteView {
  for (let number = database.meta.u32(BTREE_ROOT); ; ) {
    visit(number);
    const page = database.page(number, [BTREE_INTERIOR, BTREE_LEAF]);
    if (page.u8(PAGE.type) === BTREE_LEAF) return page;
    number = page.u32(page.u16(PAGE.header) + 4);
  }
}

function* leafItems(database: BerkeleyDatabase, page: ByteView): Generator<BerkeleyRecord> {
  for (let index = 0; index + 1 < page.u16(PAGE.entries); index += 2) {
    const keyAt = page.u16(PAGE.header + 2 * index);
    const at = page.u16(PAGE.header + 2 * (index + 1));
    const kind = page.u8(at + 2);
    if ((page.u8(keyAt + 2) | kind) & DELETED || page.u8(keyAt + 2) !== ITEM.onPage) continue;
    const key = page.slice(keyAt + 3, page.u16(keyAt));
    const place = { page: page.u32(PAGE.number), types: [BTREE_LEAF], at: at + 3, size: page.u16(at) };
    if (kind === ITEM.onPage) yield { key, value: pageRecord(database, place) };
    else if (kind === ITEM.overflow) {
      const chain = { first: page.u32(at + 4), size: page.u32(at + 8) };
      yield { key, value: overflowRecord(database, chain) };
    } else throw new FormatError(`a b-tree value of the unknown kind ${kind}`);
  }
}
