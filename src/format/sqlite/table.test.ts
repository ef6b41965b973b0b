import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { survivesDamage } from '../../../test/support/damage.ts';
import { fixturesRoot } from '../../../test/support/project.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../random-access.ts';
import { openSqlite } from './database.ts';
import type { SqliteValue } from './record.ts';
import { readTable } from './table.ts';

// The databases were written by SQLite 3.40.

const deep = fixture('deep.sqlite');
const logged = { database: fixture('logged.sqlite'), log: fixture('logged.sqlite-wal') };
const ROOT_OF_DEEP = 3; // select rootpage from sqlite_schema
const NUMBERS = [null, 0, 1, -1, 127, -40_000, 2 ** 31, -(2 ** 40), 2n ** 62n, 1.5];

test('reads all rows of a deep table: row numbers, overflow pages, all kinds of values', () => {
  const rows = readAll(deep, 'deep');
  assert.equal(rows.length, 389 + 1);
  assert.deepEqual(rows.at(-1), { id: 5000, 'odd, name': 'last', data: null, number: 7, later: 'added' });
  for (const row of rows.slice(0, -1)) {
    const i = Number(row.id) / 3;
    assert.equal(row['odd, name'], `row ${i} ü`);
    assert.deepEqual(row.data, new Uint8Array(i % 50 ? (i % 7) * 10 : i * 20).fill(i % 256));
    assert.equal(row.number, NUMBERS[i % 10]);
    assert.equal(row.later, null);
  }
  assert.ok(!rows.some(({ id }) => Number(id) >= 300 && Number(id) <= 330));
});

test('reads text in all encodings', () => {
  for (const name of ['utf-16le.sqlite', 'utf-16be.sqlite']) {
    assert.deepEqual(readAll(fixture(name), 'T'), [{ name: 'größe 数 😀' }]);
  }
});

test('reads what only the write-ahead log holds, and nothing of its earlier rounds', () => {
  assert.deepEqual(readAll(logged.database, 'T'), [{ name: 'checkpointed' }]);
  const names = readAll(logged.database, 'T', logged.log).map(({ name }) => name);
  assert.deepEqual(names, ['checkpointed', 'only in the log', 'also']);
});

test('a log cut inside its second commit ends at the first', () => {
  const frame = 24 + 512;
  const names = readAll(logged.database, 'T', logged.log.subarray(0, 32 + frame)).map(({ name }) => name);
  assert.deepEqual(names, ['checkpointed', 'only in the log']);
});

test('a log with a wrong checksum counts for nothing', () => {
  const damaged = Uint8Array.from(logged.log);
  damaged[100] = 0xff;
  assert.deepEqual(readAll(logged.database, 'T', damaged), [{ name: 'checkpointed' }]);
});

test('a table that is not there has no rows', () => {
  assert.deepEqual(readAll(deep, 'missing'), []);
});

test('refuses what is no database', () => {
  assert.throws(() => readAll(Buffer.from('SQLite format 2\0'), 'T'), FormatError);
  assert.throws(() => readAll(new Uint8Array(), 'T'), FormatError);
});

test('a page that is linked twice ends the walk', () => {
  const looped = Uint8Array.from(deep);
  const root = 512 * (ROOT_OF_DEEP - 1);
  assert.equal(looped[root], 5, 'the root is an interior page');
  const firstCell = ((looped[root + 12] ?? 0) << 8) | (looped[root + 13] ?? 0);
  looped.copyWithin(root + 8, root + firstCell, root + firstCell + 4); // the last child is the first one again
  assert.throws(() => readAll(looped, 'deep'), /linked twice/);
});

test('damage costs no more than a FormatError', () => {
  survivesDamage(deep, (bytes) => readAll(bytes, 'deep'));
  survivesDamage(logged.log, (bytes) => readAll(logged.database, 'T', bytes));
});

function fixture(name: string): Uint8Array {
  return readFileSync(join(fixturesRoot, 'sqlite', name));
}

function readAll(bytes: Uint8Array, table: string, log?: Uint8Array): Record<string, SqliteValue>[] {
  const database = openSqlite(fromBytes(bytes), log && fromBytes(log));
  return [...readTable(database, table)].map((row) => Object.fromEntries(row.values()));
}
