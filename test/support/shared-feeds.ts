import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildZip } from './build-zip.ts';
import { sampleRecords, sharedData, sharedFiles } from './raw-records.ts';
import { writeTar } from './tar-writer.ts';

/** Ecosystems of which there are some real records among OSV's samples, and no zip. */
export const SAMPLED = ['Maven', 'npm', 'NuGet', 'Packagist', 'RubyGems'] as const;

/**
 * The shared advisory data under the paths that sources ask for below one root of TIDEWAITER_FEEDS, made into zips and
 * archives where it lies unpacked.
 */
export function sharedFeeds(): Record<string, Uint8Array | string> {
  return {
    ...osvZips(),
    ...alpineFiles(),
    ...listsOfDebian(),
    'debian-tracker/tracker/data/json': trackerOfChangelogs(),
    'kev/known_exploited_vulnerabilities.json': data('kev/known_exploited_vulnerabilities.json'),
    'nodejs-security-wg/vuln/core/index.json': data('nodejs-security-wg/vuln/core/index.json'),
    'nodejs-security-wg/vuln/npm/index.json': data('nodejs-security-wg/vuln/npm/index.json'),
    'php-security-advisories/archive/refs/heads/master.tar.gz': archive('php-security-advisories'),
    'ruby-advisory-db/archive/refs/heads/master.tar.gz': archive('ruby-advisory-db'),
    ...madeUpScores(),
  };
}

/** The first version that Debian 12's changelogs name for each source package and CVE. */
export function changelogFixes(): { source: string; id: string; fixed: string }[] {
  const packages: Record<string, Record<string, { version: string }[]>> = JSON.parse(
    readFileSync(sharedData('debian-changelog/bookworm-changelog-cves.json'), 'utf8'),
  );
  return Object.entries(packages).flatMap(([source, vulnerabilities]) =>
    Object.entries(vulnerabilities).map(([id, facts]) => ({ source, id, fixed: facts[0]?.version ?? '' })),
  );
}

function data(path: string): Buffer {
  return readFileSync(sharedData(path));
}

function osvZips(): Record<string, Uint8Array> {
  const zips: Record<string, Uint8Array> = {};
  for (const path of sharedFiles('osv')) {
    // Records of two ecosystems lie together.
    const folders = path === 'BellSoft/all.zip' ? ['Alpaquita', 'BellSoft Hardened Containers'] : [path.split('/')[0]];
    for (const folder of folders) zips[`osv/${folder}/all.zip`] = data(`osv/${path}`);
  }
  for (const ecosystem of SAMPLED) {
    const members = sampleRecords(ecosystem).map(({ id, text }) => ({ name: `${id}.json`, content: text }));
    zips[`osv/${ecosystem}/all.zip`] = buildZip(members.map((member) => ({ ...member, deflated: true })));
  }
  return zips;
}

/** `v3.17-main.json` is `v3.17/main.json` there. */
function alpineFiles(): Record<string, Uint8Array> {
  return Object.fromEntries(
    sharedFiles('alpine-secdb').map((name) => [
      `alpine-secdb/${name.replace(/-(?=main|community)/, '/')}`,
      data(`alpine-secdb/${name}`),
    ]),
  );
}

function listsOfDebian(): Record<string, Uint8Array> {
  const names = ['data/DLA/list', 'data/DSA/list'];
  return Object.fromEntries(names.map((name) => [`debian-tracker/${name}`, data(`debian-tracker/${name}`)]));
}

/** In the shape of the tracker's own, though changelogs know of nothing that is not fixed. */
function trackerOfChangelogs(): string {
  const tracker: Record<string, Record<string, object>> = {};
  for (const { source, id, fixed } of changelogFixes()) {
    const release = { status: 'resolved', repositories: { bookworm: fixed }, fixed_version: fixed };
    tracker[source] ??= {};
    tracker[source][id] = { scope: 'remote', releases: { bookworm: { ...release, urgency: 'not yet assigned' } } };
  }
  return JSON.stringify(tracker);
}

/** As GitHub packs a branch. */
function archive(repository: string): Buffer {
  const paths = sharedFiles(repository);
  const body = (path: string) => data(`${repository}/${path}`);
  return gzipSync(writeTar(paths.map((path) => ({ path: `${repository}-master/${path}`, body: body(path) }))));
}

/** EPSS is not in the shared data. A day's file is named by the date: yesterday's does at midnight. */
function madeUpScores(): Record<string, Uint8Array> {
  const text =
    '#model_version:made up for tests,score_date:2026-01-01T00:00:00+0000\ncve,epss,percentile\n' +
    'CVE-2021-44228,0.94358,0.99962\nCVE-2014-0160,0.94468,0.99989\nCVE-2019-10744,0.02,0.8\n';
  const days = [0, 1].map((back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10));
  return Object.fromEntries(days.map((day) => [`epss/epss_scores-${day}.csv.gz`, gzipSync(text)]));
}
