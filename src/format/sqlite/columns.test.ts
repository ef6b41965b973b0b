import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf } from './columns.ts';

test('names the columns of a statement as SQLite keeps it', () => {
  const sql = `CREATE TABLE "T" (
    Id integer not null primary key autoincrement, -- the number, really
    "quoted "" name" text default (max(1, 2)), 'single' int, [in brackets] decimal(10,2), \`ticks\` /* , */,
    other integer unique check (other > 0),
    primary key (x, y), unique (a), foreign key (drv) references V(id), constraint c check (1)
  ) strict`;
  assert.deepEqual(columnsOf(sql), [
    { name: 'id', isRowid: true },
    { name: 'quoted " name', isRowid: false },
    { name: 'single', isRowid: false },
    { name: 'in brackets', isRowid: false },
    { name: 'ticks', isRowid: false },
    { name: 'other', isRowid: false },
  ]);
});

test('only INTEGER makes a primary key the row number', () => {
  assert.deepEqual(columnsOf('create table t (a int primary key)'), [{ name: 'a', isRowid: false }]);
});

test('hostile statements end soon', () => {
  for (const part of ['(', "'", '"', '[', '/*', '--', "'x", '(,']) {
    const started = performance.now();
    columnsOf(`create table t (a, ${part.repeat(100_000)}`);
    assert.ok(performance.now() - started < 500, part);
  }
});
