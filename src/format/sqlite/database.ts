import { FormatError } from '../../base/errors.ts';
import { type ByteView, byteView } from '../byte-view.ts';
import { type RandomAccess, readExactly } from '../random-access.ts';
import { readLog } from './write-ahead-log.ts';

/** A SQLite 3 file, read page by page. Format: https://www.sqlite.org/fileformat2.html */
export interface SqliteDatabase {
  readonly pageCount: number;
  /** Bytes of a page that hold content: the rest is reserved for extensions. */
  readonly usableSize: number;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Bytes of all pages. */
  readonly size: number;
  /** The usable part of a page, counted from 1. @throws FormatError outside the file. */
  page(number: number): ByteView;
}

const MAGIC = 'SQLite format 3\0';
const HEADER_SIZE = 100;
const WRITE_AHEAD = 2;
const ENCODINGS = { 1: 'utf-8', 2: 'utf-16le', 3: 'utf-16be' } as const;

export function isSqlite(source: RandomAccess): boolean {
  return Buffer.from(source.readAt(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/**
 * Reads the header. `log` is the `-wal` file beside the database: what was committed there and not yet copied counts.
 * @throws FormatError when it is no SQLite database.
 */
export function openSqlite(source: RandomAccess, log?: RandomAccess): SqliteDatabase {
  if (!isSqlite(source)) throw new FormatError('not a SQLite database');
  const header = byteView(readExactly(source, 0, HEADER_SIZE), 'big');
  const pageSize = header.u16(16) === 1 ? 65_536 : header.u16(16);
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) throw new FormatError(`a SQLite page size of ${pageSize}`);
  const usableSize = pageSize - header.u8(20);
  if (usableSize < 480) throw new FormatError(`SQLite pages with ${usableSize} usable bytes`);
  const usesLog = header.u8(19) === WRITE_AHEAD;
  const encoding = encodingOf(header.u32(56));
  const stored = Math.floor(source.size / pageSize);
  const logged = log && usesLog ? readLog(log, pageSize) : undefined;
  const pageCount = logged ? Math.min(logged.pageCount, stored + logged.pagesHeld) : stored;
  const read = (number: number): Uint8Array => {
    if (number < 1 || number > pageCount) throw new FormatError(`no page ${number} in a database of ${pageCount}`);
    return logged?.page(number) ?? readExactly(source, (number - 1) * pageSize, pageSize);
  };
  // Many rows share a page: the one read last is kept.
  let kept: { readonly number: number; readonly view: ByteView } | undefined;
  return {
    pageCount,
    usableSize,
    encoding,
    size: pageCount * pageSize,
    page(number) {
      if (kept?.number !== number) {
        kept = { number, view: byteView(Uint8Array.from(read(number)).subarray(0, usableSize), 'big') };
      }
      return kept.view;
    },
  };
}

function encodingOf(code: number): SqliteDatabase['encoding'] {
  if (code === 0 || code === 1) return ENCODINGS[1]; // 0: nothing was ever stored
  if (code === 2 || code === 3) return ENCODINGS[code];
  throw new FormatError(`unknown SQLite text encoding ${code}`);
}
