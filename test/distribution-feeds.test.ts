import assert from 'node:assert/strict';
import { after, beforeEach, describe, type TestContext, test } from 'node:test';
import type { AdvisorySource, FeedUpdate } from '../src/advisory/advisory-source.ts';
import { createFeedClient } from '../src/advisory/feed-client.ts';
import { type FeedMemory, noMemory } from '../src/advisory/feed-memory.ts';
import { debianAdvisories } from '../src/advisory/sources/debian-advisories.ts';
import { debianTracker } from '../src/advisory/sources/debian-tracker.ts';
import { fedora } from '../src/advisory/sources/fedora.ts';
import { openeuler } from '../src/advisory/sources/openeuler.ts';
import { rocky } from '../src/advisory/sources/rocky.ts';
import { UnavailableError } from '../src/base/errors.ts';
import { createTransport } from '../src/base/http/transport.ts';
import { serveFeeds } from './support/feed-server.ts';
import { quickTiming } from './support/registry-client.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

describe('feeds of distributions', async () => {
  const server = await serveFeeds();
  after(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    server.files.clear();
  });

  interface Fetched {
    readonly kind: FeedUpdate['kind'];
    readonly cursor?: string | undefined;
    readonly documents: readonly string[];
    /** For the next time. */
    readonly memory: FeedMemory;
  }

  async function fetched(
    t: TestContext,
    source: AdvisorySource,
    { feed = source.name, memory = noMemory }: { feed?: string; memory?: FeedMemory } = {},
  ): Promise<Fetched> {
    const client = createFeedClient({
      root: server.root,
      memory,
      temporaryFolder: temporaryFolder(t),
      transport: createTransport({ environment: {}, timing: quickTiming }),
      timing: quickTiming,
      signal: new AbortController().signal,
    });
    const update = await source.fetch(feed, client);
    const documents: string[] = [];
    if (update.kind !== 'unchanged') for await (const { text } of update.documents) documents.push(text);
    const cursor = update.kind === 'unchanged' ? memory.cursor : update.cursor;
    const next = { files: client.files(), ...(cursor !== undefined && { cursor }) };
    return { kind: update.kind, cursor, documents, memory: next };
  }

  const paths = () => server.requests.map(({ path }) => path);

  test('the tracker of Debian comes package by package, and once', async (t) => {
    server.files.set('tracker/data/json', '{"a": {"CVE-2024-0001": {}}, "b\\"": {}}').set('data/DSA/list', '');
    const first = await fetched(t, debianTracker);
    assert.deepEqual(first.documents, ['{"a":{"CVE-2024-0001": {}}}', '{"b\\"":{}}']);
    assert.equal((await fetched(t, debianTracker, { memory: first.memory })).kind, 'unchanged');
    assert.deepEqual(paths(), ['tracker/data/json', 'tracker/data/json']);
  });

  test("a mirror may hold the tracker's lists instead, and where one changes all are read", async (t) => {
    server.files.set('data/DSA/list', '[01 Jan 2024] DSA-1-1 a - security update\n\t[bookworm] - a 2\n');
    server.files.set('data/DLA/list', '[01 Jan 2024] DLA-1-1 a - security update\n\t[bullseye] - a 1\n');
    const first = await fetched(t, debianTracker);
    assert.equal(first.documents.length, 2);
    assert.equal((await fetched(t, debianTracker, { memory: first.memory })).kind, 'unchanged');
    server.files.set('data/DLA/list', '[02 Jan 2024] DLA-2-1 b - security update\n\t[bullseye] - b 1\n');
    const second = await fetched(t, debianTracker, { memory: first.memory });
    assert.deepEqual(
      second.documents.map((text) => text.slice(14, 21)),
      ['DSA-1-1', 'DLA-2-1'],
    );
  });

  test('what is nowhere is said to be missing', async (t) => {
    for (const source of [debianTracker, debianAdvisories, rocky]) {
      await assert.rejects(
        fetched(t, source),
        (error) => error instanceof UnavailableError && error.code === 'not-found',
      );
    }
  });

  test('Bodhi is read page by page, and the next time only for what is new', async (t) => {
    const pageOf = (page: number, extra = '') =>
      `updates/?type=security&status=stable&releases=F40&rows_per_page=100&page=${page}${extra}`;
    const answer = (date: string, pages: number) =>
      JSON.stringify({ updates: [{ alias: 'FEDORA-1', date_pushed: date }, { date_pushed: 'soon' }, 7], pages });
    server.files.set(pageOf(1), answer('2025-03-05 12:00:00', 2)).set(pageOf(2), answer('2024-01-01 00:00:00', 2));
    const first = await fetched(t, fedora, { feed: '40' });
    assert.equal(first.kind, 'whole');
    assert.equal(first.cursor, '2025-03-05 12:00:00');
    assert.equal(first.documents.length, 2);

    const since = '&pushed_since=2025-03-05+12:00:00';
    server.files.set(pageOf(1, since), answer('2025-03-07 12:00:00', 1));
    const second = await fetched(t, fedora, { feed: '40', memory: first.memory });
    assert.deepEqual([second.kind, second.cursor], ['changes', '2025-03-07 12:00:00']);

    server.files.set(pageOf(1, since), '{"updates": [], "pages": 0}');
    assert.equal((await fetched(t, fedora, { feed: '40', memory: first.memory })).kind, 'unchanged');
  });

  test('of the notices of openEuler only those with a later number are read again', async (t) => {
    const notice = (year: number, number: number) => `${year}/cvrf-openEuler-SA-${year}-${number}.xml`;
    server.files.set('index.txt', `${notice(2024, 9)}\n${notice(2023, 1000)}\n../x\n`);
    server.files.set(notice(2024, 9), 'a').set(notice(2023, 1000), 'b').set(notice(2024, 10), 'c');
    const first = await fetched(t, openeuler);
    assert.deepEqual([first.kind, first.documents], ['whole', ['b', 'a']]);
    assert.equal((await fetched(t, openeuler, { memory: first.memory })).kind, 'unchanged');
    server.files.set('index.txt', `${notice(2024, 9)}\n${notice(2023, 1000)}\n${notice(2024, 10)}`);
    const second = await fetched(t, openeuler, { memory: first.memory });
    assert.deepEqual([second.kind, second.documents], ['changes', ['c']]);
  });
});
