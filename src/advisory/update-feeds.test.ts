import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, type TestContext, test } from 'node:test';
import { serveFeeds } from '../../test/support/feed-server.ts';
import { quickTiming } from '../../test/support/registry-client.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { AdvisorySource } from './advisory-source.ts';
import { type FeedFolder, openFeedFolder } from './feed-folder.ts';
import { alpineSecdb } from './sources/alpine-secdb.ts';
import { wolfi } from './sources/wolfi.ts';
import { type FeedOutcome, type NeededFeed, type UpdateOptions, updateFeeds } from './update-feeds.ts';

const secdb = (...packages: object[]) => JSON.stringify({ packages });
const fixedBy = (name: string, id: string, version = '1.0-r1') => ({ pkg: { name, secfixes: { [version]: [id] } } });
const WOLFI: NeededFeed = { source: wolfi, feed: 'wolfi' };
const ALPINE: NeededFeed = { source: alpineSecdb, feed: 'v3.20' };

describe('update of feeds', async () => {
  const server = await serveFeeds();
  after(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    server.flaws.length = 0;
    server.files.clear();
    server.files.set('wolfi/security.json', secdb(fixedBy('brotli', 'CVE-2020-8927')));
    server.files.set('alpine-secdb/v3.20/main.json', secdb(fixedBy('busybox', 'CVE-2020-0001')));
    server.files.set('alpine-secdb/v3.20/community.json', secdb(fixedBy('aom', 'CVE-2020-0002')));
  });

  function update(folder: FeedFolder, needed: readonly NeededFeed[], changes: Partial<UpdateOptions> = {}) {
    return updateFeeds(needed, {
      folder,
      environment: { TIDEWAITER_FEEDS: server.root.href },
      signal: new AbortController().signal,
      timing: quickTiming,
      ...changes,
    });
  }

  const folderFor = (t: TestContext) => openFeedFolder(join(temporaryFolder(t), 'advisories'));
  const outcomes = (feeds: readonly FeedOutcome[]) => feeds.map(({ outcome }) => outcome);
  const asked = () => server.requests.map(({ path, status }) => `${status} ${path}`);

  test('feeds are fetched, compiled, left alone while recent, and asked for changes later', async (t) => {
    const folder = folderFor(t);
    const first = await update(folder, [WOLFI, ALPINE, WOLFI]);
    assert.deepEqual(first, {
      feeds: [
        { source: 'alpine-secdb', feed: 'v3.20', outcome: 'updated' },
        { source: 'wolfi', feed: 'wolfi', outcome: 'updated' },
      ],
      problems: [],
    });
    assert.deepEqual(advisoriesOf(folder, ALPINE), ['CVE-2020-0001', 'CVE-2020-0002']);
    assert.equal(folder.current('wolfi', 'wolfi')?.published, '2026-08-20T10:00:00.000Z');
    server.requests.length = 0;
    assert.deepEqual(outcomes((await update(folder, [WOLFI, ALPINE])).feeds), ['recent', 'recent']);
    assert.deepEqual(asked(), []);
    assert.deepEqual(outcomes((await update(folder, [WOLFI, ALPINE], { maxAgeHours: 0 })).feeds), [
      'current',
      'current',
    ]);
    assert.ok(server.requests.every(({ status }) => status === 304));
    server.files.set('alpine-secdb/v3.20/community.json', secdb(fixedBy('aom', 'CVE-2020-0003')));
    assert.deepEqual(outcomes((await update(folder, [ALPINE], { maxAgeHours: 0 })).feeds), ['updated']);
    assert.deepEqual(advisoriesOf(folder, ALPINE), ['CVE-2020-0001', 'CVE-2020-0003']);
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.startsWith('download')),
      [],
    );
  });

  test('one failing feed breaks no other, and the last good one stays', async (t) => {
    const folder = folderFor(t);
    server.files.delete('wolfi/security.json');
    const first = await update(folder, [WOLFI, ALPINE]);
    assert.deepEqual(outcomes(first.feeds), ['updated', 'unavailable']);
    assert.match(first.problems[0]?.message ?? '', /^There are no advisories of wolfi: there is no http/);
    assert.deepEqual(
      first.problems.map(({ code }) => code),
      ['feed-unavailable'],
    );
    server.files.set('alpine-secdb/v3.20/main.json', '{"packages": [{"pkg": {"name"');
    const second = await update(folder, [ALPINE], { maxAgeHours: 0 });
    assert.deepEqual(outcomes(second.feeds), ['stale']);
    assert.deepEqual(second.problems, [
      {
        code: 'feed-stale',
        message: 'The advisories of alpine-secdb v3.20 could not be updated, older ones are used: JSON is cut short',
      },
    ]);
    assert.deepEqual(advisoriesOf(folder, ALPINE), ['CVE-2020-0001', 'CVE-2020-0002']);
  });

  test('a damaged record costs that record; a feed of nothing else is not taken', async (t) => {
    const folder = folderFor(t);
    const good = fixedBy('good', 'CVE-2020-0004');
    server.files.set('wolfi/security.json', secdb(good, { pkg: {} }, { pkg: { name: 'x' } }));
    await update(folder, [WOLFI]);
    assert.equal(folder.current('wolfi', 'wolfi')?.damaged, 2);
    const nothing: Record<string, RegExp> = {
      [secdb({ pkg: {} })]: /none of its 1 records can be understood/,
      [secdb()]: /the feed is empty/,
      [secdb({ pkg: { name: 'x', secfixes: {} } })]: /says nothing any more/,
      '<html>maintenance</html>': /JSON/,
      '{"packages": 7}': /JSON is no object or list/,
    };
    for (const [content, reason] of Object.entries(nothing)) {
      server.files.set('wolfi/security.json', content);
      const { feeds, problems } = await update(folder, [WOLFI], { maxAgeHours: 0 });
      assert.deepEqual(outcomes(feeds), ['stale'], content);
      assert.match(problems[0]?.message ?? '', reason);
      assert.deepEqual(advisoriesOf(folder, WOLFI), ['CVE-2020-0004']);
    }
  });

  test('what another version of the source compiled, what is damaged, and what is from the future is fetched anew', async (t) => {
    const folder = folderFor(t);
    await update(folder, [WOLFI]);
    const newer: AdvisorySource = { ...wolfi, version: wolfi.version + 1 };
    assert.deepEqual(outcomes((await update(folder, [{ source: newer, feed: 'wolfi' }])).feeds), ['updated']);
    assert.deepEqual(outcomes((await update(folder, [{ source: newer, feed: 'wolfi' }])).feeds), ['recent']);
    assert.deepEqual(outcomes((await update(folder, [WOLFI])).feeds), ['updated']);

    const manifest = folder.current('wolfi', 'wolfi');
    writeFileSync(join(folder.path, manifest?.file ?? ''), 'damaged');
    assert.deepEqual(outcomes((await update(folder, [WOLFI])).feeds), ['updated']);
    assert.deepEqual(advisoriesOf(folder, WOLFI), ['CVE-2020-8927']);

    const repaired = folder.current('wolfi', 'wolfi');
    assert.ok(repaired);
    folder.markChecked(repaired, '2099-01-01T00:00:00Z');
    assert.deepEqual(outcomes((await update(folder, [WOLFI])).feeds), ['current']);
    assert.ok(Date.parse(folder.current('wolfi', 'wolfi')?.checked ?? '') <= Date.now());
  });

  test('offline nothing is asked, and what is missing is said', async (t) => {
    const folder = folderFor(t);
    await update(folder, [WOLFI]);
    server.requests.length = 0;
    const { feeds, problems } = await update(folder, [WOLFI, ALPINE], { offline: true, maxAgeHours: 0 });
    assert.deepEqual(outcomes(feeds), ['unavailable', 'recent']);
    assert.deepEqual(
      problems.map(({ code, message }) => `${code} ${message}`),
      [
        'feed-unavailable There are no advisories of alpine-secdb v3.20: it is not at hand, and nothing is fetched in offline mode',
      ],
    );
    assert.deepEqual(asked(), []);
  });

  test('a server that hangs costs its time only; a user who interrupts is obeyed', async (t) => {
    const folder = folderFor(t);
    const slow = { throttle: { bytes: 1, everyMs: 100 } };
    server.flaws.push(slow);
    const { feeds, problems } = await update(folder, [WOLFI], { feedTimeoutMs: 300 });
    assert.deepEqual(outcomes(feeds), ['unavailable']);
    assert.match(problems[0]?.message ?? '', /time allowed ran out/);
    server.flaws.push(slow);
    await assert.rejects(update(folder, [WOLFI], { signal: AbortSignal.timeout(200) }), { code: 'timed-out' });
    await assert.rejects(update(folder, [WOLFI], { signal: AbortSignal.abort() }), { code: 'interrupted' });
    assert.deepEqual(readdirSync(folder.path), []);
  });

  test('two updates at once do the work once', async (t) => {
    const path = join(temporaryFolder(t), 'advisories');
    const both = await Promise.all([update(openFeedFolder(path), [WOLFI]), update(openFeedFolder(path), [WOLFI])]);
    assert.deepEqual(both.flatMap(({ feeds }) => outcomes(feeds)).sort(), ['recent', 'updated']);
    assert.equal(server.requests.length, 1);
  });

  test('a folder that cannot be written is a problem of each feed', async (t) => {
    const file = join(temporaryFolder(t), 'file');
    writeFileSync(file, '');
    const { feeds, problems } = await update(openFeedFolder(join(file, 'advisories')), [WOLFI, ALPINE]);
    assert.deepEqual(outcomes(feeds), ['unavailable', 'unavailable']);
    assert.equal(problems.length, 2);
  });

  test('bad settings are the user’s to mend', async (t) => {
    const environment = { TIDEWAITER_FEEDS: 'ftp://x/' };
    await assert.rejects(update(folderFor(t), [WOLFI], { environment }), { name: 'UsageError' });
  });

  test('a bug in a source costs its feed', async (t) => {
    const buggy: AdvisorySource = {
      ...wolfi,
      name: 'buggy',
      parse: () => {
        throw new TypeError('undefined is not a function');
      },
    };
    server.files.set('buggy/security.json', secdb(fixedBy('x', 'CVE-2020-0005')));
    const { feeds, problems } = await update(folderFor(t), [WOLFI, { source: buggy, feed: 'wolfi' }]);
    assert.deepEqual(outcomes(feeds), ['unavailable', 'updated']);
    assert.match(problems[0]?.message ?? '', /a bug of ours \(undefined is not a function\)/);
  });
});

/** Ids in the compiled file, sorted. */
function advisoriesOf(folder: FeedFolder, { source, feed }: NeededFeed): string[] {
  const opened = folder.openFile(source.name, feed);
  assert.ok(opened);
  try {
    return Array.from(opened.file.all(), ({ id }) => id).sort();
  } finally {
    opened.file.close();
  }
}
