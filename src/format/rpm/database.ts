import { FormatError } from '../../base/errors.ts';
import { isBerkeley } from '../berkeley/database.ts';
import { berkeleyRecords } from '../berkeley/records.ts';
import type { RandomAccess } from '../random-access.ts';
import { isSqlite, openSqlite } from '../sqlite/database.ts';
import { readTable, type SqliteRow } from '../sqlite/table.ts';
import type { StoredRecord } from '../stored-record.ts';
import { isNdb, ndbRecords } from './ndb.ts';

/**
 * The package headers of an rpm database, whatever its kind: SQLite, rpm's own (ndb), or Berkeley DB.
 * `log` is the write-ahead log beside a SQLite database.
 * @throws FormatError when it is none of them, or where it is damaged.
 */
export function rpmHeaders(source: RandomAccess, log?: RandomAccess): Iterable<StoredRecord> {
  if (isSqlite(source)) return sqliteHeaders(source, log);
  if (isNdb(source)) return ndbRecords(source);
  if (isBerkeley(source)) return berkeleyHeaders(source);
  throw new FormatError('not an rpm database: neither SQLite nor ndb nor Berkeley DB');
}

function* sqliteHeaders(source: RandomAccess, log: RandomAccess | undefined): Generator<StoredRecord> {
  for (const row of readTable(openSqlite(source, log), 'Packages')) {
    yield { size: row.size, read: () => blobOf(row) };
  }
}

function blobOf(row: SqliteRow): Uint8Array {
  const blob = row.values().get('blob');
  if (blob instanceof Uint8Array) return blob;
  throw new FormatError(`row ${row.rowid} of Packages holds no package header`);
}

function* berkeleyHeaders(source: RandomAccess): Generator<StoredRecord> {
  for (const { key, value } of berkeleyRecords(source)) {
    // Record 0 counts the packages; it is no package.
    if (key.some((byte) => byte !== 0)) yield value;
  }
}
