import assert from 'node:assert/strict';
import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openFeedFolder } from '../src/advisory/feed-folder.ts';
import { startDockerRegistry } from './support/docker-registry.ts';
import { writeGeneration } from './support/feed-generations.ts';
import { runCli } from './support/run-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const missing = ['docker-registry', 'htpasswd'].filter((program) => spawnSync('which', [program]).status !== 0);
const skip = missing.length > 0 ? `needs ${missing.join(' and ')}` : false;
const LOGIN = { username: 'me', password: 'wörd:with colon' };

for (const login of [undefined, LOGIN]) {
  describe(`feeds through Debian's docker-registry, ${login ? 'with' : 'without'} a login`, { skip }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-db-'));
    let server: ChildProcess | undefined;
    let host = '';
    before(async () => ({ server, host } = await startDockerRegistry(folder, login)), { timeout: 30_000 });
    after(() => {
      server?.kill();
      rmSync(folder, { recursive: true });
    });
    const environment: Record<string, string> = login
      ? { TIDEWAITER_USERNAME: login.username, TIDEWAITER_PASSWORD: login.password }
      : {};

    test('push and pull', { timeout: 120_000 }, async () => {
      const [from, to] = [join(folder, 'from'), join(folder, 'to')];
      await writeGeneration(openFeedFolder(join(from, 'advisories')), 1);
      const name = `${host}/team/advisories:today`;
      const pushed = await runCli(['db', 'push', name, '--cache-dir', from], environment);
      assert.equal(pushed.exitCode, 0, pushed.stderr);
      assert.match(pushed.stdout, /^127\.0\.0\.1:\d+\/team\/advisories:today@sha256:[0-9a-f]{64}\n$/);
      assert.match(pushed.stderr, /^osv npm: \d/);
      const again = await runCli(['db', 'push', name, '--cache-dir', from], environment);
      assert.deepEqual([again.stdout, again.stderr], [pushed.stdout, 'osv npm: was there\n']);
      const pulled = await runCli(['db', 'pull', name, '--cache-dir', to], environment);
      assert.equal(pulled.exitCode, 0, pulled.stderr);
      assert.match(pulled.stdout, /^osv npm {2}taken: 21 advisories, .*\n1 of 1 feed taken\n$/);
      const { sha256 } = openFeedFolder(join(to, 'advisories')).current('osv', 'npm') ?? {};
      assert.equal(sha256, openFeedFolder(join(from, 'advisories')).current('osv', 'npm')?.sha256);
      const refused = await runCli(['db', 'push', name, '--cache-dir', from]);
      assert.equal(refused.exitCode, login ? 3 : 0, refused.stderr);
      if (login) assert.match(refused.stderr, /needs a login/);
    });
  });
}

test('status, update, export and import, as a newcomer meets them', { timeout: 120_000 }, async (t) => {
  const folder = temporaryFolder(t);
  const [cache, other, archive] = [join(folder, 'cache'), join(folder, 'other'), join(folder, 'x.tar.gz')];
  const mirror = join(folder, 'mirror');
  mkdirSync(join(mirror, 'kev'), { recursive: true });
  const record = { cveID: 'CVE-2024-3094', dateAdded: '2024-04-01', knownRansomwareCampaignUse: 'Unknown' };
  const catalog = JSON.stringify({ vulnerabilities: [record] });
  writeFileSync(join(mirror, 'kev', 'known_exploited_vulnerabilities.json'), catalog);
  const environment = { TIDEWAITER_FEEDS: pathToFileURL(`${mirror}/`).href, TIDEWAITER_CACHE_DIR: cache };
  const run = (...words: string[]) => runCli(['db', ...words], environment);

  assert.match((await run()).stdout, /^There are no advisories at hand yet/);
  assert.deepEqual(JSON.parse((await run('status', '--format', 'json')).stdout).feeds, []);
  const nothing = await run('export', archive);
  assert.deepEqual([nothing.exitCode, nothing.stdout], [2, '']);

  const updated = await run('update', 'alpine:3.20', '--without-feed', 'epss');
  assert.equal(updated.exitCode, 3, updated.stderr);
  assert.match(updated.stdout, /alpine-secdb v3\.20 {2}failed; there is none at hand\n/);
  assert.match(updated.stdout, /kev {17}updated: 1 advisory,/);
  assert.match(updated.stderr, /tidewaiter: There are no advisories of alpine-secdb v3\.20/);
  const again = await run('update', '--quiet');
  assert.deepEqual([again.exitCode, again.stdout, again.stderr], [0, 'kev  nothing new\n', '']);
  assert.match((await run('update', '--refresh-after', '6')).stdout, /^kev {2}heard of just now, not asked again\n$/);
  const unknown = await run('update', 'cobol');
  assert.equal(unknown.exitCode, 2);
  assert.match(unknown.stderr, /no ecosystem "cobol"; say one of .*npm/);

  const { feeds } = JSON.parse((await run('status', '--format', 'json')).stdout);
  assert.deepEqual([feeds.length, feeds[0].source, feeds[0].outdated], [1, 'kev', false]);
  assert.match((await run('status')).stdout, /^source {2}feed .*\nkev {5}kev .* just now .*\n\n1 feed, .*\n$/);

  assert.equal((await run('export', archive)).exitCode, 0);
  const taken = await run('import', archive, '--cache-dir', other);
  assert.match(taken.stdout, /^kev {2}taken: 1 advisory, .*\n1 of 1 feed taken\n$/, taken.stderr);
  writeFileSync(archive, 'no archive');
  const damaged = await run('import', archive, '--cache-dir', other);
  assert.deepEqual([damaged.exitCode, damaged.stdout], [4, '']);
  assert.match(damaged.stderr, /nothing was taken from it/);
});
