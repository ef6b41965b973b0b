import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { type CacheFolder, openCacheFolder } from './cache-folder.ts';

test('what this run uses is not evicted, what others left is, oldest first', (context) => {
  const path = temporaryFolder(context);
  const before = openCacheFolder(path, { largestBytes: 1000 });
  for (const [name, age] of [
    ['old', 300],
    ['older', 600],
    ['wanted', 900],
  ] as const) {
    put(before, name, 100);
    const used = Date.now() / 1000 - age;
    utimesSync(join(path, name), used, used);
  }
  const now = openCacheFolder(path, { largestBytes: 300 });
  assert.ok(now.find('wanted'));
  put(now, 'new', 100);
  assert.deepEqual(files(path), ['new', 'old', 'wanted']);
  const none = openCacheFolder(path, { largestBytes: 0 });
  put(none, 'newest', 100);
  assert.deepEqual(files(path), ['newest']);
});

test('names of temporary files do not repeat, and those not committed can be discarded', (context) => {
  const path = temporaryFolder(context);
  const one = openCacheFolder(path, { largestBytes: 1000 });
  const other = openCacheFolder(path, { largestBytes: 1000 });
  const first = one.temporary('kept');
  const second = other.temporary('kept');
  assert.notEqual(first, second);
  writeFileSync(first, 'first');
  writeFileSync(second, 'second');
  one.discardTemporary();
  assert.ok(!existsSync(first) && existsSync(second));
});

test('what a run holds outlives the cache, not the run', (context) => {
  const path = temporaryFolder(context);
  const folder = openCacheFolder(path, { largestBytes: 1000 });
  put(folder, 'wanted', 100);
  const held = folder.hold(folder.find('wanted') ?? '') ?? '';
  openCacheFolder(path, { largestBytes: 1000 }).clear();
  assert.deepEqual(files(path), []);
  assert.equal(statSync(held).size, 100);
  folder.discardTemporary();
  assert.ok(!existsSync(held));
  assert.equal(folder.hold(join(path, 'wanted')), undefined);
});

test('a folder that cannot be one is an error', (context) => {
  const path = temporaryFolder(context);
  writeFileSync(join(path, 'tmp'), '');
  assert.throws(() => openCacheFolder(path, { largestBytes: 1000 }));
});

function put(folder: CacheFolder, name: string, size: number): void {
  const from = folder.temporary(name);
  writeFileSync(from, Buffer.alloc(size));
  folder.commit([{ from, name }]);
}

function files(path: string): string[] {
  return readdirSync(path)
    .filter((name) => name !== 'tmp')
    .sort();
}
