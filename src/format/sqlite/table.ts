import { FormatError } from '../../base/errors.ts';
import { columnsOf } from './columns.ts';
import type { SqliteDatabase } from './database.ts';
import { decodeRecord, type SqliteValue } from './record.ts';
import { type StoredRow, tableRows } from './table-tree.ts';

/** One row of a table. */
export interface SqliteRow {
  readonly rowid: number | bigint;
  /** Bytes of the record. */
  readonly size: number;
  /** Values by lower-case column name, read anew at each call. @throws FormatError when the record is damaged. */
  values(): ReadonlyMap<string, SqliteValue>;
}

const SCHEMA_PAGE = 1;

/**
 * All rows of a table, in row order; nothing when there is no such table.
 * @throws FormatError where its pages are damaged.
 */
export function* readTable(database: SqliteDatabase, name: string): Generator<SqliteRow> {
  if (database.pageCount === 0) return;
  const table = findTable(database, name.toLowerCase());
  if (!table) return;
  const columns = columnsOf(table.sql);
  for (const row of tableRows(database, table.rootPage)) {
    yield {
      rowid: row.rowid,
      size: row.size,
      values() {
        const values = decodeRecord(row.read(), database.encoding);
        // Records written before a column was added are shorter; the row number itself is not stored in them.
        return new Map(columns.map(({ name, isRowid }, i) => [name, isRowid ? row.rowid : (values[i] ?? null)]));
      },
    };
  }
}

function findTable(database: SqliteDatabase, wanted: string): { rootPage: number; sql: string } | undefined {
  for (const row of tableRows(database, SCHEMA_PAGE)) {
    const entry = schemaEntry(row, database);
    if (entry?.type === 'table' && entry.name.toLowerCase() === wanted) return entry;
  }
  return undefined;
}

function schemaEntry(row: StoredRow, database: SqliteDatabase) {
  const [type, name, , rootPage, sql] = decodeRecord(row.read(), database.encoding);
  if (typeof type !== 'string' || typeof name !== 'string' || typeof sql !== 'string') return undefined;
  if (typeof rootPage !== 'number') throw new FormatError(`the SQLite table ${name.slice(0, 100)} has no root page`);
  return { type, name, rootPage, sql };
}
