import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { survivesDamage } from '../../../test/support/damage.ts';
import { fixturesRoot } from '../../../test/support/project.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../random-access.ts';
import { berkeleyRecords } from './records.ts';

// Written by Berkeley DB 5.3: keys `key-1` … `key-60`, each with the key repeated 1 … 60 times (key 60: 1,000 times).

const FILES = ['hash-512', 'hash-big-endian', 'btree-512', 'btree-big-endian'];

for (const name of FILES) {
  const bytes = readFileSync(join(fixturesRoot, 'berkeley', `${name}.db`));

  test(`${name}: reads every record, long ones from their overflow pages`, () => {
    assert.deepEqual(readAll(bytes), expected());
  });

  test(`${name}: a cut database is damaged`, () => {
    assert.throws(() => readAll(bytes.subarray(0, bytes.length / 2)), FormatError);
  });

  test(`${name}: damage costs no more than a FormatError`, () => {
    survivesDamage(bytes, readAll);
  });
}

test('refuses what is no Berkeley DB', () => {
  assert.throws(() => readAll(new Uint8Array(600)), FormatError);
  assert.throws(() => readAll(new Uint8Array()), FormatError);
});

function readAll(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (const { key, value } of berkeleyRecords(fromBytes(bytes))) records.set(textOf(key), textOf(value.read()));
  return new Map([...records].sort());
}

function expected(): Map<string, string> {
  const keys = Array.from({ length: 60 }, (_, i) => [`key-${i + 1}`, i === 59 ? 1_000 : i + 1] as const);
  return new Map(keys.map(([key, times]) => [key, key.repeat(times)] as const).sort());
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
