import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixturesRoot } from '../../test/support/project.ts';
import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { fromBytes } from './random-access.ts';
import { ndbRecords } from './rpm/ndb.ts';
import { recordBuffer, sizeBudget } from './stored-record.ts';

test('records may claim somewhat more than the file has, not arbitrarily more', () => {
  const spend = sizeBudget(100);
  for (let i = 0; i < 8; i++) spend(100);
  assert.throws(() => spend(1), FormatError);
});

test('a record over the limit gets no room', () => {
  assert.throws(() => recordBuffer(limits.databaseRecord + 1), FormatError);
});

test('a database whose slots all point at one package is not read for each of them', () => {
  const path = 'catalogers/rpm/ndb/root/usr/lib/sysimage/rpm/Packages.db';
  const bytes = Uint8Array.from(readFileSync(join(fixturesRoot, path)));
  for (let at = 48; at < 4096; at += 16) bytes.copyWithin(at, 48, 64); // the second slot, over all that follow
  let count = 0;
  const countAll = () => {
    for (const record of ndbRecords(fromBytes(bytes))) count += record.size > 0 ? 1 : 0;
  };
  assert.throws(countAll, FormatError);
  assert.ok(count < 100, String(count));
});
