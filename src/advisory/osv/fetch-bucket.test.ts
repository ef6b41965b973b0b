import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, beforeEach, describe, type TestContext, test } from 'node:test';
import { buildZip } from '../../../test/support/build-zip.ts';
import { serveFeeds } from '../../../test/support/feed-server.ts';
import { quickTiming } from '../../../test/support/registry-client.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { type FeedFolder, openFeedFolder } from '../feed-folder.ts';
import { osv } from '../sources/osv.ts';
import { updateFeeds } from '../update-feeds.ts';
import { readModifiedList } from './modified-list.ts';

const HOUR_MS = 3600_000;
const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * HOUR_MS).toISOString();
const record = (id: string, fixed: string) =>
  JSON.stringify({
    id,
    affected: [
      {
        package: { ecosystem: 'npm', name: 'left-pad' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
  });

describe('changes of an OSV folder', async () => {
  const server = await serveFeeds();
  after(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    server.flaws.length = 0;
    server.files.clear();
    server.lastModified = new Date(Date.now() - 2 * HOUR_MS).toUTCString();
    const members = ['GHSA-a', 'GHSA-b', 'GHSA-c'].map((id) => ({ name: `${id}.json`, content: record(id, '1') }));
    server.files.set('osv/npm/all.zip', buildZip(members));
  });

  const folderFor = (t: TestContext) => openFeedFolder(join(temporaryFolder(t), 'advisories'));
  const paths = () => server.requests.map(({ path, status }) => `${status} ${path.replace('osv/npm/', '')}`);

  async function update(folder: FeedFolder): Promise<string | undefined> {
    server.requests.length = 0;
    const { feeds, problems } = await updateFeeds([{ source: osv, feed: 'npm' }], {
      folder,
      environment: { TIDEWAITER_FEEDS: server.root.href },
      signal: new AbortController().signal,
      timing: quickTiming,
      maxAgeHours: 0,
    });
    return problems[0]?.message ?? feeds[0]?.outcome;
  }

  test('the zip first, then the records that changed, then nothing', async (t) => {
    const folder = folderFor(t);
    assert.equal(await update(folder), 'updated');
    assert.deepEqual(paths(), ['200 all.zip']);
    assert.deepEqual(fixes(folder), { 'GHSA-a': '1', 'GHSA-b': '1', 'GHSA-c': '1' });

    server.files.set(
      'osv/npm/modified_id.csv',
      `${at(1)},GHSA-b\n${at(3)},GHSA-d\n${at(4)},GHSA-c\n${at(99)},GHSA-a\n`,
    );
    server.files.set('osv/npm/GHSA-b.json', record('GHSA-b', '2'));
    server.files.set('osv/npm/GHSA-d.json', record('GHSA-d', '2'));
    assert.equal(await update(folder), 'updated');
    assert.deepEqual(paths().sort(), ['200 GHSA-b.json', '200 GHSA-d.json', '200 modified_id.csv', '404 GHSA-c.json']);
    assert.deepEqual(fixes(folder), { 'GHSA-a': '1', 'GHSA-b': '2', 'GHSA-d': '2' });

    assert.equal(await update(folder), 'current');
    assert.deepEqual(paths(), ['304 modified_id.csv']);
  });

  test('a damaged record that changed leaves the old one, and is counted', async (t) => {
    const folder = folderFor(t);
    await update(folder);
    server.files.set('osv/npm/modified_id.csv', `${at(1)},GHSA-b\n`);
    server.files.set('osv/npm/GHSA-b.json', '{"id": "GHSA-b", "affe');
    assert.equal(await update(folder), 'updated');
    assert.equal(folder.current('osv', 'npm')?.damaged, 1);
    assert.deepEqual(fixes(folder), { 'GHSA-a': '1', 'GHSA-b': '1', 'GHSA-c': '1' });
  });

  test('where very much changed, or the list makes no sense, the zip is fetched again', async (t) => {
    const folder = folderFor(t);
    await update(folder);
    const many = Array.from({ length: 500 }, (_, i) => `${at(1)},GHSA-${i}\n`).join('');
    for (const list of [many, '<html>', '']) {
      server.files.set('osv/npm/modified_id.csv', list);
      server.files.set(
        'osv/npm/all.zip',
        buildZip([{ name: 'x.json', content: record('GHSA-x', `9.${list.length}`) }]),
      );
      assert.equal(await update(folder), 'updated');
      assert.deepEqual(paths(), ['200 modified_id.csv', '200 all.zip']);
      assert.deepEqual(fixes(folder), { 'GHSA-x': `9.${list.length}` });
    }
  });

  test('a mirror without a list is asked for the zip', async (t) => {
    const folder = folderFor(t);
    await update(folder);
    assert.equal(await update(folder), 'current');
    assert.deepEqual(paths(), ['404 modified_id.csv', '304 all.zip']);
  });

  test('a failure among the changes changes nothing', async (t) => {
    const folder = folderFor(t);
    await update(folder);
    server.files.set('osv/npm/modified_id.csv', `${at(1)},GHSA-b\n`);
    server.files.set('osv/npm/GHSA-b.json', record('GHSA-b', '2'));
    server.flaws.push({}, ...Array(9).fill({ status: 500 }));
    assert.match((await update(folder)) ?? '', /could not be updated, older ones are used/);
    assert.deepEqual(fixes(folder)['GHSA-b'], '1');
    server.flaws.length = 0;
    assert.equal(await update(folder), 'updated');
    assert.deepEqual(fixes(folder)['GHSA-b'], '2');
  });
});

test('lines of the list that make no sense, or lead elsewhere, are passed over', () => {
  const since = '2026-01-01T00:00:00Z';
  const lines = [
    '2026-03-01T00:00:00.123456Z,npm/GHSA-new',
    '2026-02-01T00:00:00Z,../../etc/passwd',
    '2026-02-01T00:00:00Z,a/../b',
    'yesterday,GHSA-x',
    '2026-02-01T00:00:00Z,ALBA-2019:0973\r',
    '2026-02-01T00:00:00Z,GHSA-new',
    '2025-02-01T00:00:00Z,GHSA-old',
    '2026-02-01T00:00:00Z,GHSA-after-the-old-one',
  ];
  assert.deepEqual(readModifiedList(lines.join('\n'), { since, most: 10 }), {
    ids: ['GHSA-new', 'ALBA-2019:0973'],
    newest: '2026-03-01T00:00:00.123456Z',
  });
  assert.equal(readModifiedList(lines.join('\n'), { since, most: 1 }).ids.length, 2);
});

/** Of each advisory the version that fixes it. */
function fixes(folder: FeedFolder): Record<string, string | undefined> {
  const opened = folder.openFile('osv', 'npm');
  assert.ok(opened);
  const found = Array.from(opened.file.all(), ({ id, affected }) => [id, affected[0]?.ranges[0]?.fixed] as const);
  opened.file.close();
  return Object.fromEntries(found);
}
