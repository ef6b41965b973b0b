import { FormatError } from '../../base/errors.ts';
import type { ByteView } from '../byte-view.ts';
import { pageSet } from '../page-set.ts';
import { recordBuffer, type StoredRecord, sizeBudget } from '../stored-record.ts';
import type { SqliteDatabase } from './database.ts';
import { readVarint, smallest } from './record.ts';

/** One record of a table, under its row number. */
export interface StoredRow extends StoredRecord {
  readonly rowid: number | bigint;
}

const INTERIOR = 0x05;
const LEAF = 0x0d;
/** SQLite itself goes no deeper. */
const DEEPEST = 20;
/** Bytes that a record takes at the very least, with its pointer. */
const SMALLEST_RECORD = 4;

/** All records of the table b-tree at a root page, in row order. @throws FormatError where its pages are damaged. */
export function* tableRows(database: SqliteDatabase, rootPage: number): Generator<StoredRow> {
  const visited = pageSet(database.pageCount + 1);
  const spend = sizeBudget(database.size);
  const path: number[][] = [[rootPage]];
  for (let ahead = path.at(-1); ahead; ahead = path.at(-1)) {
    const number = ahead.pop();
    if (number === undefined) {
      path.pop();
      continue;
    }
    visited.visit(number);
    const node = readNode(database, number);
    if (node.type === INTERIOR) {
      if (path.length >= DEEPEST) throw new FormatError('a SQLite table is nested too deep');
      path.push(node.children.reverse());
      continue;
    }
    for (const { rowid, size, at } of node.cells) {
      spend(Math.max(size, SMALLEST_RECORD));
      yield { rowid, size, read: () => readPayload(database, { page: number, at }) };
    }
  }
}

interface Cell {
  readonly rowid: number | bigint;
  readonly size: number;
  /** Where on its page the cell begins. */
  readonly at: number;
}
type Node = { type: typeof INTERIOR; children: number[] } | { type: typeof LEAF; cells: Cell[] };

function readNode(database: SqliteDatabase, number: number): Node {
  const page = database.page(number);
  const start = number === 1 ? 100 : 0; // page 1 begins with the database header
  const type = page.u8(start);
  if (type !== INTERIOR && type !== LEAF) throw new FormatError(`page ${number} is no page of a SQLite table`);
  const pointers = start + (type === INTERIOR ? 12 : 8);
  const count = page.u16(start + 3);
  const places = Array.from({ length: count }, (_, i) => page.u16(pointers + 2 * i));
  if (type === INTERIOR) return { type, children: [...places.map((at) => page.u32(at)), page.u32(start + 8)] };
  return { type, cells: places.map((at) => ({ at, ...cellHead(page, at) })) };
}

function cellHead(page: ByteView, at: number) {
  const payload = readVarint(page, at);
  const row = readVarint(page, payload.next);
  if (payload.value < 0n || payload.value > 0x7fff_ffffn) throw new FormatError('a SQLite record of impossible size');
  return { size: Number(payload.value), rowid: smallest(row.value), body: row.next };
}

function readPayload(database: SqliteDatabase, place: { page: number; at: number }): Uint8Array {
  const page = database.page(place.page);
  const { size, body } = cellHead(page, place.at);
  const payload = recordBuffer(size);
  const local = localSize(size, database.usableSize);
  payload.set(page.slice(body, local));
  let filled = local;
  let next = filled < size ? page.u32(body + local) : 0;
  while (filled < size) {
    const overflow = database.page(next);
    const part = overflow.slice(4, Math.min(size - filled, database.usableSize - 4));
    payload.set(part, filled);
    filled += part.length;
    next = overflow.u32(0);
  }
  return payload;
}

/** How much of a payload stays on its leaf page: https://www.sqlite.org/fileformat2.html#b_tree_pages */
function localSize(size: number, usable: number): number {
  if (size <= usable - 35) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((size - least) % (usable - 4));
  return wanted <= usable - 35 ? wanted : least;
}
