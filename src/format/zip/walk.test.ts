import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildZip, type ZipMember, type ZipOptions } from '../../../test/support/build-zip.ts';
import { fuzz } from '../../../test/support/fuzz.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../random-access.ts';
import { type WalkLimits, walkZip } from './walk.ts';

const LIMITS: WalkLimits = { entries: 1_000_000, member: 1_000, content: 1_000_000 };
const MEMBERS: ZipMember[] = [
  { name: 'a.json', content: '{}' },
  { name: 'folder/', content: '' },
  { name: 'folder/b.json', content: 'b'.repeat(900), deflated: true },
];

test('members in order, stored and deflated, also of zip64 archives', () => {
  for (const options of [{}, { zip64: true }, { prefix: Buffer.from('#!/bin/sh\n') }, { comment: 'made' }]) {
    assert.deepEqual(walk(MEMBERS, options), [
      ['a.json', '{}'],
      ['folder/', ''],
      ['folder/b.json', 'b'.repeat(900)],
    ]);
  }
  assert.deepEqual(walk([]), []);
});

test('a directory larger than the window it is read through', () => {
  const many = Array.from({ length: 30_000 }, (_, i) => ({ name: `${'folder/'.repeat(i % 20)}${i}`, content: `${i}` }));
  assert.deepEqual(
    walk(many),
    many.map(({ name, content }) => [name, content]),
  );
});

test('a damaged member costs only itself', () => {
  const damaged = { name: 'bad', content: 'x', claimedSize: 5 };
  const large = { name: 'large', content: 'x'.repeat(2_000) };
  const found = walk([damaged, { name: 'good', content: 'y' }, large, { name: 'z', content: 'z' }]);
  assert.deepEqual(
    found.filter(([, content]) => content !== undefined).map(([name]) => name),
    ['good', 'z'],
  );
  const archive = buildZip([{ name: 'a', content: 'content' }]);
  archive[archive.indexOf('content')] = 0x43;
  assert.deepEqual(walkBytes(archive), [['a', undefined]]);
});

test('too many members, and too much in all, are refused', () => {
  assert.throws(() => walkBytes(buildZip(MEMBERS), { entries: 2 }), FormatError);
  const found = walkBytes(buildZip(MEMBERS), { content: 500 });
  assert.deepEqual(found.at(-1), ['folder/b.json', undefined]);
  assert.throws(() => walkBytes(Buffer.from('no zip')), FormatError);
});

test('damage does not hang or throw anything else', () => {
  fuzz(buildZip(MEMBERS), (bytes) => walkBytes(bytes));
});

function walk(members: readonly ZipMember[], options: ZipOptions = {}): [string, string | undefined][] {
  return walkBytes(buildZip(members, options));
}

function walkBytes(bytes: Uint8Array, limits: Partial<WalkLimits> = {}): [string, string | undefined][] {
  return Array.from(walkZip(fromBytes(bytes), { ...LIMITS, ...limits }), ({ name, read }) => {
    try {
      return [name, Buffer.from(read()).toString()];
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
      return [name, undefined];
    }
  });
}
