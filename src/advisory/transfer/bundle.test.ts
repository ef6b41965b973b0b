import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { mutations } from '../../../test/support/mutations.ts';
import { manyAdvisories } from '../../../test/support/sample-advisories.ts';
import { writeTar } from '../../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { FormatError, IntegrityError } from '../../base/errors.ts';
import { writeFeedFile } from '../feed-file.ts';
import { type FeedFolder, openFeedFolder } from '../feed-folder.ts';
import { manifestText } from '../feed-manifest.ts';
import { readBundle, writeBundle } from './bundle.ts';
import { type Arrival, openIntake } from './intake.ts';
import { forgetDamaged, openOutgoing } from './outgoing.ts';

const NOW = new Date('2026-03-01T00:00:00Z');
const sources = new Set(['osv', 'kev']);

test('feeds come out of an archive as they went in, gzipped or not', async (t) => {
  const from = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z', 'kev/kev': '2026-02-02T00:00:00Z' });
  const archive = bundleOf(from);
  for (const bytes of [archive, gzipSync(archive)]) {
    const to = openFeedFolder(join(temporaryFolder(t), 'new'));
    assert.deepEqual(outcomes(await take(to, bytes)), ['kev kev taken', 'osv npm taken']);
    assert.deepEqual(to.list().map(bare), from.list().map(bare));
    assert.deepEqual(advisoriesOf(to), advisoriesOf(from));
    assert.deepEqual(leftovers(to), []);
  }
});

test('an unpacked archive is a folder of feeds', async (t) => {
  const from = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z' });
  const { feeds, close } = openOutgoing(from);
  const path = temporaryFolder(t);
  for (const { manifest, file } of feeds) {
    writeFileSync(join(path, 'osv~npm.json'), manifestText(manifest));
    writeFileSync(join(path, manifest.file), Buffer.concat([...file.bytes()]));
  }
  close();
  assert.deepEqual(openFeedFolder(path).list().map(bare), from.list().map(bare));
});

test('only newer feeds are taken, unless forced to', async (t) => {
  const older = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z' });
  const newer = await folderWith(t, { 'osv/npm': '2026-02-05T00:00:00Z', 'osv/Go': '2026-02-05T00:00:00Z' });
  assert.deepEqual(outcomes(await take(newer, bundleOf(older))), ['osv npm not-newer']);
  assert.equal(newer.current('osv', 'npm')?.checked, '2026-02-05T00:00:00Z');
  assert.deepEqual(outcomes(await take(older, bundleOf(newer))), ['osv Go taken', 'osv npm taken']);
  assert.deepEqual(outcomes(await take(older, bundleOf(newer))), ['osv Go not-newer', 'osv npm not-newer']);
  assert.deepEqual(outcomes(await take(older, bundleOf(newer), true)), ['osv Go taken', 'osv npm taken']);
});

test('the same bytes that were heard of later are only noted', async (t) => {
  const here = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z' });
  const manifest = here.current('osv', 'npm');
  assert.ok(manifest);
  const archive = bundleOf(here, (text) => text.replace('2026-02-01T', '2026-02-03T'));
  assert.deepEqual(outcomes(await take(here, archive)), ['osv npm confirmed']);
  assert.deepEqual(here.current('osv', 'npm'), { ...manifest, checked: '2026-02-03T00:00:00Z' });
});

test('a clock that is ahead does not make a feed new for ever', async (t) => {
  const from = await folderWith(t, { 'osv/npm': '2099-01-01T00:00:00Z' });
  const to = openFeedFolder(temporaryFolder(t));
  await take(to, bundleOf(from));
  assert.equal(to.current('osv', 'npm')?.checked, NOW.toISOString());
});

test('sources that this version does not know are left', async (t) => {
  const from = await folderWith(t, { 'other/x': '2026-02-01T00:00:00Z' });
  const to = openFeedFolder(temporaryFolder(t));
  assert.deepEqual(outcomes(await take(to, bundleOf(from))), ['other x unknown-source']);
  assert.deepEqual(to.list(), []);
});

test('an archive that is not what it says changes nothing', async (t) => {
  const from = await folderWith(t, { 'osv/Go': '2026-02-01T00:00:00Z', 'osv/npm': '2026-02-01T00:00:00Z' });
  const archive = bundleOf(from);
  const sound = parts(from);
  const [go, goFile, npm, npmFile] = sound;
  assert.ok(go && goFile && npm && npmFile);
  const with_ = (body: string | Buffer) => ({ ...npm, body });
  const npmText = npm.body.toString();
  const bad: Readonly<Record<string, Buffer>> = {
    'cut in the last file': archive.subarray(0, archive.length - 3000),
    'a byte of a file changed': flipped(archive, archive.length - 4000),
    'without a file': writeTar([go, goFile, npm]),
    'a file before its manifest': writeTar([go, goFile, npmFile, npm]),
    'another file': writeTar([go, goFile, npm, { ...npmFile, body: goFile.body }]),
    twice: writeTar([...sound, ...sound]),
    'a path for a name': writeTar([
      go,
      goFile,
      with_(npmText.replace(/"file": "[^"]*"/, '"file": "../../x.feed"')),
      npmFile,
    ]),
    'another feed': writeTar([go, goFile, with_(npmText.replace('"feed": "npm"', '"feed": "PyPI"')), npmFile]),
    'no sha256': writeTar([go, goFile, with_(npmText.replace(/[0-9a-f]{64}/, 'x')), npmFile]),
    'a huge size': writeTar([
      go,
      goFile,
      with_(npmText.replace(/"sizeBytes": \d+/, '"sizeBytes": 9007199254740991')),
      npmFile,
    ]),
    'no date': writeTar([go, goFile, with_(npmText.replace('2026-02-01T00:00:00Z', 'soon')), npmFile]),
    'a newer version': writeTar([go, goFile, with_(npmText.replace('"format": 1', '"format": 99')), npmFile]),
    'no feeds': writeTar([{ path: 'readme.txt', body: 'x' }]),
    'no archive': Buffer.from('hello'),
    nothing: Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(bad)) {
    const to = openFeedFolder(temporaryFolder(t));
    await assert.rejects(take(to, bytes), IntegrityError, what);
    assert.deepEqual([to.list(), leftovers(to)], [[], []], what);
  }
});

test('names and kinds of other entries lead nowhere', async (t) => {
  const from = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z' });
  const [manifest, file] = parts(from);
  assert.ok(manifest && file);
  const folder = temporaryFolder(t);
  const to = openFeedFolder(join(folder, 'a'));
  const strange = [
    { path: '../../evil', body: 'x' },
    { path: 'link', link: '/etc/passwd' },
    { path: file.path, link: '/etc/passwd' },
    { path: '/etc/cron.d/evil', body: 'x' },
  ];
  const archive = writeTar([manifest, ...strange, file, ...strange].map((entry) => ({ ...entry })));
  await take(to, archive);
  assert.deepEqual(readdirSync(folder), ['a']);
  assert.deepEqual(advisoriesOf(to), advisoriesOf(from));
});

test('validators that no header could hold are forgotten', async (t) => {
  const from = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z' });
  const to = openFeedFolder(temporaryFolder(t));
  const evil = '"validators": [{"url":"http://a/","etag":"x\\r\\ny: z"},{"url":"http://b/","etag":"good"}]';
  await take(
    to,
    bundleOf(from, (text) => text.replace('"validators": []', evil)),
  );
  assert.deepEqual(to.current('osv', 'npm')?.validators, [{ url: 'http://b/', etag: 'good' }]);
});

test('damage on disk is not sent to others, and can be forgotten', async (t) => {
  const from = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z', 'osv/Go': '2026-02-01T00:00:00Z' });
  const path = join(from.path, from.current('osv', 'npm')?.file ?? '');
  writeFileSync(path, flipped(readFileSync(path), 100));
  assert.throws(() => openOutgoing(from), { name: 'FormatError', message: /osv npm is damaged on disk.*db update/ });
  assert.deepEqual([forgetDamaged(from, 'osv', 'npm'), forgetDamaged(from, 'osv', 'Go')], [true, false]);
  assert.deepEqual(
    from.list().map(({ feed }) => feed),
    ['Go'],
  );
});

test('damaged archives end in an error of ours', async (t) => {
  const from = await folderWith(t, { 'osv/npm': '2026-02-01T00:00:00Z' }, 3);
  const archive = bundleOf(from);
  const until = Date.now() + 3000;
  for (const bytes of mutations(archive, 300)) {
    if (Date.now() > until) break;
    try {
      await take(openFeedFolder(temporaryFolder(t)), bytes);
    } catch (error) {
      assert.ok(error instanceof IntegrityError || error instanceof FormatError, String(error));
    }
  }
});

async function folderWith(t: TestContext, feeds: Readonly<Record<string, string>>, count = 50): Promise<FeedFolder> {
  const folder = openFeedFolder(temporaryFolder(t));
  for (const [name, checked] of Object.entries(feeds)) {
    const [source = '', feed = ''] = name.split('/');
    await folder.replace(source, feed, async (path) => {
      const published = checked;
      const { sha256 } = await writeFeedFile(path, manyAdvisories(count), {
        source,
        feed,
        sourceVersion: 1,
        published,
      });
      return { sha256, damaged: 1, checked, validators: [], cursor: 'here' };
    });
  }
  return folder;
}

/** The entries of an archive of the folder, each manifest as `change` makes it. */
function parts(folder: FeedFolder, change = (text: string): string => text): { path: string; body: Buffer }[] {
  const { feeds, close } = openOutgoing(folder);
  const entries = feeds.flatMap(({ manifest, file }) => [
    { path: `${manifest.source}~${manifest.feed}.json`, body: Buffer.from(change(manifestText(manifest))) },
    { path: manifest.file, body: Buffer.concat([...file.bytes()]) },
  ]);
  close();
  return entries;
}

function bundleOf(folder: FeedFolder, change?: (text: string) => string): Buffer {
  if (change) return writeTar(parts(folder, change));
  const { feeds, close } = openOutgoing(folder);
  const bytes = Buffer.concat([...writeBundle(feeds)]);
  close();
  return bytes;
}

async function take(folder: FeedFolder, bytes: Uint8Array, force = false): Promise<readonly Arrival[]> {
  const intake = openIntake({ folder, sources, now: NOW, force });
  try {
    await readBundle([bytes], intake);
    return await intake.take();
  } finally {
    intake.close();
  }
}

function outcomes(arrivals: readonly Arrival[]): string[] {
  return arrivals.map(({ manifest: { source, feed }, outcome }) => `${source} ${feed} ${outcome}`);
}

/** Without what differs from folder to folder. */
function bare({ file: _file, previousFile: _previous, ...manifest }: ReturnType<FeedFolder['list']>[number]) {
  return manifest;
}

function advisoriesOf(folder: FeedFolder) {
  return folder.list().map(({ source, feed }) => {
    const opened = folder.openFile(source, feed);
    const all = [...(opened?.file.all() ?? [])];
    opened?.file.close();
    return { source, feed, all };
  });
}

function leftovers(folder: FeedFolder): string[] {
  return readdirSync(folder.path).filter((name) => name.startsWith('download-'));
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
