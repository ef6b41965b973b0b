import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkGeneration, writeGeneration } from '../../test/support/feed-generations.ts';
import { about, manyAdvisories, plain } from '../../test/support/sample-advisories.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { FormatError, UnavailableError } from '../base/errors.ts';
import { NewerFormatError, writeFeedFile } from './feed-file.ts';
import { type FeedFolder, feedFolderPath, openFeedFolder } from './feed-folder.ts';
import { openAdvisoryStore } from './open-store.ts';

test('a feed is replaced, found again, noted as checked and removed', async (context) => {
  const folder = openFeedFolder(feedFolderPath(temporaryFolder(context)));
  assert.equal(folder.current('osv', 'npm'), undefined);
  assert.equal(folder.openFile('osv', 'npm'), undefined);
  assert.deepEqual(folder.list(), []);
  const first = await writeGeneration(folder, 1);
  assert.deepEqual(folder.current('osv', 'npm'), first);
  assert.equal(first.previousFile, undefined);
  const second = await writeGeneration(folder, 2);
  assert.equal(second.previousFile, first.file);
  const third = await writeGeneration(folder, 3);
  checkGeneration(folder);
  assert.ok(!existsSync(join(folder.path, first.file)));

  folder.markChecked(second, '2026-02-03T00:00:00Z');
  assert.equal(folder.current('osv', 'npm')?.checked, third.checked, 'heard of another generation');
  folder.markChecked(third, '2026-02-03T00:00:00Z');
  assert.deepEqual(folder.list(), [{ ...third, checked: '2026-02-03T00:00:00Z' }]);
  folder.markChecked(third, '2025-02-03T00:00:00Z');
  assert.equal(folder.current('osv', 'npm')?.checked, third.checked, 'a clock that ran ahead does not go back');

  folder.remove('osv', 'npm');
  assert.deepEqual(readdirSync(folder.path), []);
});

test('feeds of any name lie side by side; one does not tidy away what is the other’s', async (context) => {
  const folder = openFeedFolder(temporaryFolder(context));
  const feeds = ['v3', 'v3.20', 'Rocky Linux:9', '../../etc', '*?"<>|\\', 'ä', '.'];
  for (const feed of feeds) await place(folder, feed);
  makeOld(folder.path);
  for (const feed of feeds) await place(folder, feed);
  assert.deepEqual(
    folder
      .list()
      .map(({ feed }) => feed)
      .sort(),
    [...feeds].sort(),
  );
  for (const feed of feeds) {
    const opened = folder.openFile('alpine-secdb', feed);
    assert.equal(opened?.file.find('npm', 'common').length, 1);
    opened?.file.close();
  }
  assert.equal(readdirSync(folder.path).length, feeds.length * 3);
  assert.throws(() => folder.current('osv', 'x'.repeat(500)), FormatError);
});

test('an open file outlives its generation', async (context) => {
  const folder = openFeedFolder(temporaryFolder(context));
  await writeGeneration(folder, 1);
  const { store } = openAdvisoryStore(folder, [{ source: 'osv', feed: 'npm' }]);
  for (let generation = 2; generation < 6; generation++) await writeGeneration(folder, generation);
  assert.equal(store.find('npm', 'common')[0]?.advisory().summary, '1');
  store.close();
});

test('what is missing, damaged or newer is named; the other feeds answer', async (context) => {
  const folder = openFeedFolder(temporaryFolder(context));
  for (const feed of ['a', 'b', 'c', 'd', 'e']) await place(folder, feed);
  const fileOf = (feed: string): string => join(folder.path, folder.current('alpine-secdb', feed)?.file ?? '');
  writeFileSync(fileOf('b'), readFileSync(fileOf('b')).subarray(0, -1));
  const newer = readFileSync(fileOf('c'));
  newer.writeUInt32LE(99, 8);
  writeFileSync(fileOf('c'), newer);
  rmSync(fileOf('d'));
  writeFileSync(join(folder.path, 'alpine-secdb~e.json'), '{"format": 2}');
  assert.throws(() => folder.current('alpine-secdb', 'e'), NewerFormatError);
  const wanted = ['e', 'd', 'c', 'b', 'a', 'a', 'none'].map((feed) => ({ source: 'alpine-secdb', feed }));
  const { store, missing, damaged } = openAdvisoryStore(folder, wanted);
  assert.deepEqual(missing, [{ source: 'alpine-secdb', feed: 'none' }]);
  assert.deepEqual(
    damaged.map(({ feed, kind }) => [feed, kind]),
    [
      ['e', 'newer'],
      ['d', 'damaged'],
      ['c', 'newer'],
      ['b', 'damaged'],
    ],
  );
  assert.deepEqual(
    store.find('npm', 'common').map(({ feed, id }) => [feed.feed, id]),
    [['a', 'CVE-a']],
  );
  store.close();
  writeFileSync(join(folder.path, 'alpine-secdb~a.json'), '{"format":');
  assert.throws(() => folder.current('alpine-secdb', 'a'), FormatError);
  await place(folder, 'a');
  assert.equal(folder.current('alpine-secdb', 'a')?.advisories, 1);
});

test('damage that shows only while reading leaves the feed out from then on', async (context) => {
  const folder = openFeedFolder(temporaryFolder(context));
  await place(folder, 'sound');
  const { file } = await place(folder, 'broken', 3000);
  const bytes = readFileSync(join(folder.path, file));
  for (let at = 5000; at < bytes.length - 200_000; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(folder.path, file), bytes);
  const wanted = ['broken', 'sound'].map((feed) => ({ source: 'alpine-secdb', feed }));
  const { store, damaged } = openAdvisoryStore(folder, wanted);
  assert.equal(
    damaged.some(({ feed }) => feed === 'broken'),
    false,
  );
  const found = store.find('npm', 'common');
  const advisories = found.map(({ advisory }) => advisory());
  assert.equal(damaged.length, 1);
  assert.deepEqual([damaged[0]?.feed, damaged[0]?.kind], ['broken', 'damaged']);
  assert.match(damaged[0]?.message ?? '', /is damaged at byte/);
  assert.equal(advisories.at(-1)?.id, 'CVE-sound');
  assert.equal(store.find('npm', 'package-9').length, 0);
  assert.equal(store.find('npm', 'common').at(-1)?.id, 'CVE-sound');
  store.close();
});

test('a full disk and a read-only one are named and lose nothing', async (context) => {
  const path = temporaryFolder(context);
  mkdirSync(join(path, 'disk'));
  const disk = join(path, 'disk');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0;
  if (!mounted) return context.skip('cannot mount a small disk here');
  try {
    const folder = openFeedFolder(disk);
    const before = await place(folder, 'x');
    await assert.rejects(place(folder, 'x', 5000), isDiskErrorOf(disk));
    assert.deepEqual(folder.current('alpine-secdb', 'x'), before);
    assert.deepEqual(readdirSync(disk).sort(), [before.file, 'alpine-secdb~x.json'].sort());
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    await assert.rejects(place(folder, 'x'), isDiskErrorOf(disk));
    assert.throws(() => folder.markChecked(before, '2026-02-02T00:00:00Z'), isDiskErrorOf(disk));
    assert.throws(() => folder.lock('alpine-secdb', 'x'), isDiskErrorOf(disk));
    assert.throws(() => folder.remove('alpine-secdb', 'x'), isDiskErrorOf(disk));
    const opened = folder.openFile('alpine-secdb', 'x');
    assert.equal(opened?.file.find('npm', 'common').length, 1);
    opened?.file.close();
  } finally {
    spawnSync('umount', [disk]);
  }
});

test('a folder that cannot be made is named', async (context) => {
  const path = join(temporaryFolder(context), 'file');
  writeFileSync(path, '');
  const folder = openFeedFolder(join(path, 'advisories'));
  assert.equal(folder.current('osv', 'npm'), undefined);
  await assert.rejects(writeGeneration(folder, 1), isDiskErrorOf(path));
});

test('a lock spares work: one holder at a time, until it is gone or too old', (context) => {
  const folder = openFeedFolder(temporaryFolder(context));
  const path = join(folder.path, 'osv~npm.lock');
  const held = folder.lock('osv', 'npm');
  assert.ok(held);
  assert.equal(folder.lock('osv', 'npm'), undefined);
  assert.ok(folder.lock('osv', 'PyPI'));
  held.release();
  assert.ok(!existsSync(path));

  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(path, JSON.stringify({ pid: gone, host: 'elsewhere', token: 'x' }));
  assert.equal(folder.lock('osv', 'npm'), undefined, 'nobody knows what runs elsewhere');
  makeOld(folder.path);
  assert.ok(folder.lock('osv', 'npm'));
  writeFileSync(path, JSON.stringify({ pid: gone, host: hostname(), token: 'x' }));
  const taken = folder.lock('osv', 'npm');
  assert.ok(taken);
  writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), token: 'of another' }));
  taken.release();
  assert.ok(existsSync(path), 'a lock of another holder stays');
  writeFileSync(path, '');
  assert.equal(folder.lock('osv', 'npm'), undefined, 'it may be about to be written');
});

async function place(folder: FeedFolder, feed: string, more = 0) {
  const source = 'alpine-secdb';
  return folder.replace(source, feed, async (path) => {
    const advisories = [{ ...plain(`CVE-${feed}`), affected: [about('common')] }, ...manyAdvisories(more)];
    const { sha256 } = await writeFeedFile(path, advisories, { source, feed, sourceVersion: 1 });
    return { sha256, damaged: 0, checked: '2026-01-01T00:00:00Z', validators: [{ url: 'x', etag: '"1"' }] };
  });
}

function isDiskErrorOf(path: string): (error: unknown) => boolean {
  return (error) => error instanceof UnavailableError && error.code === 'disk' && error.message.includes(path);
}

function makeOld(path: string): void {
  const old = new Date(Date.now() - 2 * 3600 * 1000);
  for (const name of readdirSync(path)) utimesSync(join(path, name), old, old);
}
