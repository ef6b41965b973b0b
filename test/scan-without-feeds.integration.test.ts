import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { feedFolderPath, openFeedFolder } from '../src/advisory/feed-folder.ts';
import { osv } from '../src/advisory/sources/osv.ts';
import { updateFeeds } from '../src/advisory/update-feeds.ts';
import type { Report } from '../src/report/report.ts';
import { buildImage } from './support/build-image.ts';
import { type FeedServer, serveFeeds } from './support/feed-server.ts';
import { dpkgTree, mavenTree, npmTree, osRelease, type Tree } from './support/installed-trees.ts';
import { withoutShared } from './support/project.ts';
import { type CliRun, runCli } from './support/run-cli.ts';
import { layout } from './support/scan-image.ts';
import { sharedFeeds } from './support/shared-feeds.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const LOG4J = { name: 'org.apache.logging.log4j:log4j-core', version: '2.14.1' };
const I18NEXT = { name: 'i18next', version: '1.10.2' };

describe('a scan whose advisories are old, missing or of the past', { skip: withoutShared }, () => {
  let server: FeedServer;
  const feeds = withoutShared ? {} : sharedFeeds();
  before(async () => {
    server = await serveFeeds(feeds);
  });
  after(() => server?.close());

  function scanner(t: TestContext, tree: Tree) {
    const image = layout(t, buildImage({ layers: [tree] }));
    const cache = join(temporaryFolder(t), 'cache');
    const run = (...words: string[]): Promise<CliRun> =>
      runCli(['scan', `oci:${image}`, '--platform', 'linux/amd64', '--cache-dir', cache, ...words], {
        TIDEWAITER_FEEDS: server.root.href,
      });
    const json = async (...words: string[]): Promise<Report> => {
      const { stdout, stderr } = await run('--format', 'json', ...words);
      assert.equal(stderr, '');
      return JSON.parse(stdout) as Report;
    };
    return { run, json, cache };
  }

  test('a release that nobody cares for any more is never clean', async (t) => {
    const nothingKnown = [{ name: 'made-up-package', version: '1.0-1' }];
    const { run, json } = scanner(t, { ...osRelease('debian', '9'), ...dpkgTree(nothingKnown) });
    const report = await json();
    assert.deepEqual(report.findings, []);
    assert.equal(report.verdict.decision, 'incomplete');
    assert.match(report.verdict.reasons.join('\n'), /no security fixes since \d{4}-\d\d-\d\d/);
    const { stdout, exitCode } = await run('--format', 'text');
    assert.equal(exitCode, 5);
    assert.match(stdout, /no security fixes since/);
    assert.doesNotMatch(stdout, /\b(?:0|no) (?:known )?vulnerabilit/i);
  });

  test('what is known of it is found, and said to be all that is known', async (t) => {
    const old = [{ name: 'openssl', version: '1.1.0f-3' }];
    const { json } = scanner(t, { ...osRelease('debian', '9'), ...dpkgTree(old) });
    const report = await json();
    assert.ok(report.findings.length > 5, String(report.findings.length));
    assert.ok(['fail', 'incomplete'].includes(report.verdict.decision));
    assert.match(report.verdict.reasons.join('\n'), /no security fixes since/);
  });

  test('a feed that is not there is named; the household names are found all the same', async (t) => {
    const missing = ['osv/Maven/all.zip', 'debian-tracker/tracker/data/json', ...DEBIAN_LISTS];
    for (const path of missing) server.files.delete(path);
    try {
      const { json } = scanner(t, household());
      const report = await json();
      assertHousehold(report);
      const unavailable = report.problems
        .filter(({ code }) => code === 'feed-unavailable')
        .map(({ message }) => message);
      for (const name of ['osv Maven', 'debian-tracker', 'debian-advisories']) {
        assert.ok(
          unavailable.some((message) => message.includes(`advisories of ${name}:`)),
          `${name}: ${unavailable}`,
        );
        assert.ok(
          report.verdict.reasons.some((reason) => reason.includes(`advisories of ${name}:`)),
          name,
        );
      }
      const clean = scanner(t, mavenTree([{ name: 'org.example:nothing', version: '1.0' }]));
      const { verdict } = await clean.json();
      assert.equal(verdict.decision, 'incomplete');
      assert.match(verdict.reasons.join('\n'), /osv Maven/);
    } finally {
      for (const path of missing) server.files.set(path, feeds[path] ?? '');
    }
  });

  test('offline and without anything at hand, they are found and nobody is asked', async (t) => {
    server.requests.length = 0;
    const report = await scanner(t, household()).json('--offline');
    assertHousehold(report);
    assert.deepEqual(server.requests, []);
    assert.ok(report.advisories?.feeds.some(({ starter }) => starter));
    assert.ok(report.problems.some(({ code }) => code === 'feed-unavailable'));
    const clean = await scanner(t, npmTree([{ name: 'nothing', version: '1.0.0' }])).json('--offline');
    assert.equal(clean.verdict.decision, 'incomplete');
  });

  test('advisories of ten days ago are said to be old', async (t) => {
    const { json, run, cache } = scanner(t, npmTree([{ name: 'nothing-known', version: '1.0.0' }]));
    assert.equal((await json()).verdict.decision, 'pass');
    const folder = feedFolderPath(cache);
    const checked = new Date(Date.now() - 10 * 86_400_000).toISOString();
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.checked')) rmSync(join(folder, name));
      if (!name.endsWith('.json')) continue;
      const manifest: object = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      writeFileSync(join(folder, name), JSON.stringify({ ...manifest, checked }));
    }
    const report = await json('--offline');
    assert.equal(report.verdict.decision, 'incomplete');
    assert.match(report.verdict.reasons.join('\n'), /osv npm are 10 days old/);
    assert.match((await run('--offline', '--format', 'text')).stdout, /osv npm.*10 days ago/);
    assert.equal((await json()).verdict.decision, 'pass');
  });

  test('eight scan while the feeds are replaced, again and again', { timeout: 120_000 }, async (t) => {
    const { json, cache } = scanner(t, npmTree([I18NEXT]));
    const wanted = (await json()).findings;
    assert.ok(wanted.length > 0);
    const folder = openFeedFolder(feedFolderPath(cache));
    const environment = { TIDEWAITER_FEEDS: server.root.href };
    const signal = new AbortController().signal;
    const generations = new Set<string>();
    let scanning = true;
    const swapping = (async () => {
      while (scanning) {
        const [outcome] = (
          await updateFeeds([{ source: withoutMemory, feed: 'npm' }], { folder, environment, signal, maxAgeHours: 0 })
        ).feeds;
        assert.equal(outcome?.outcome, 'updated');
        generations.add(folder.current('osv', 'npm')?.file ?? '');
      }
    })();
    const reports = await Promise.all(Array.from({ length: 8 }, () => json('--offline')));
    scanning = false;
    await swapping;
    for (const report of reports) assert.deepEqual(report.findings, wanted);
    t.diagnostic(`${generations.size} generations`);
    assert.ok(generations.size >= 3, String(generations.size));
  });
});

/** OSV's feeds, each time fetched whole. */
const withoutMemory: typeof osv = {
  ...osv,
  fetch: (feed, client) =>
    osv.fetch(feed, {
      download: (path) => client.download(path, { always: true }),
      text: (path, options) => client.text(path, options),
    }),
};

const DEBIAN_LISTS = ['debian-tracker/data/DSA/list', 'debian-tracker/data/DLA/list'];

function household(): Tree {
  const openssl = { name: 'libssl1.0.0', version: '1.0.1e-2+deb7u4', source: 'openssl' };
  return { ...osRelease('debian', '7'), ...dpkgTree([openssl]), ...mavenTree([LOG4J]) };
}

function assertHousehold(report: Report): void {
  const ids = new Set(report.findings.flatMap(({ vulnerability }) => vulnerability?.ids ?? []));
  assert.ok(ids.has('CVE-2021-44228') && ids.has('CVE-2014-0160'), [...ids].join(' '));
  assert.equal(report.verdict.decision, 'fail');
}
