import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { apk } from '../src/advisory/versions/apk.ts';
import type { Report } from '../src/report/report.ts';
import { buildImage } from './support/build-image.ts';
import { type FeedServer, serveFeeds } from './support/feed-server.ts';
import {
  apkTree,
  composerTree,
  dpkgTree,
  gemTree,
  goTree,
  type Installed,
  mavenTree,
  npmTree,
  osRelease,
  pythonTree,
  rpmTree,
  rustTree,
  type Tree,
} from './support/installed-trees.ts';
import {
  alpineClaims,
  changelogClaims,
  composerClaims,
  gemClaims,
  groupByName,
  keyOfClaim,
  type NaiveClaim,
  nodeClaims,
  noticeClaims,
  osvClaims,
} from './support/naive-claims.ts';
import { judgeNaively } from './support/naive-judge.ts';
import { withoutShared } from './support/project.ts';
import { seededRandom } from './support/random.ts';
import { sampleRecords, zippedRecords } from './support/raw-records.ts';
import { runCli } from './support/run-cli.ts';
import { withoutTools } from './support/run-tool.ts';
import { layout } from './support/scan-image.ts';
import { sharedFeeds } from './support/shared-feeds.ts';
import {
  composerOracle,
  dpkgOracle,
  gemOracle,
  MAVEN_LIBRARY,
  mavenOracle,
  pythonOracle,
  rpmOracle,
  semverOracle,
  type VersionOracle,
} from './support/version-oracles.ts';

// The whole program on one side, with the real data served in place of its publishers; on the other the raw records, read
// anew, and each ecosystem's own tool for comparing versions.

const PACKAGES = 300;

interface Case {
  readonly name: string;
  claims(): NaiveClaim[];
  readonly oracle: VersionOracle;
  readonly tools?: readonly string[];
  /** Versions near one at which something begins or ends. */
  beside(version: string): readonly string[];
  isVersion(version: string): boolean;
  tree(packages: readonly Installed[]): Tree;
  /** Package managers of a system install one version of a name: others are built from it under another. */
  readonly renamed?: true;
  /** What the server must be asked, beside what speaks of vulnerabilities themselves. */
  readonly asked: readonly string[];
}

const nextNumber = (version: string): string => version.replace(/\d+$/, (last) => String(Number(last) + 1));
const isPlain = (version: string): boolean => /^\d+(?:\.\d+)*$/.test(version);
const isSemver = (version: string): boolean => /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[\w.-]+)?$/.test(version);
const notRevised = (version: string): string[] => [version.replace(/-r\d+$/, '-r99'), version.replace(/-r\d+$/, '-r0')];
const isOfDebian = (version: string): boolean => /^[\w.+:~-]+$/.test(version) && /^(?:\d+:)?\d/.test(version);

const cases: readonly Case[] = [
  {
    name: 'AlmaLinux 9',
    claims: () => osvClaims(zippedRecords('AlmaLinux'), 'AlmaLinux:9'),
    oracle: rpmOracle,
    tools: ['rpm', 'python3'],
    beside: (version) => [`${version}.1`, `9:${version.replace(/^\d+:/, '')}`],
    isVersion: (version) => /^(?:\d+:)?[^-:\s]+-[^-:\s]+$/.test(version),
    tree: (packages) => ({ ...osRelease('almalinux', '9.4'), ...rpmTree(packages, 'AlmaLinux') }),
    asked: ['osv/AlmaLinux/all.zip'],
  },
  {
    name: 'Debian 12',
    claims: changelogClaims,
    oracle: dpkgOracle,
    tools: ['perl', 'dpkg'],
    beside: (version) => [`${version}~1`, `${version}+deb12u9`],
    isVersion: isOfDebian,
    tree: (packages) => ({ ...osRelease('debian', '12'), ...dpkgTree(packages) }),
    renamed: true,
    asked: ['debian-tracker/data/DLA/list', 'debian-tracker/data/DSA/list', 'debian-tracker/tracker/data/json'],
  },
  {
    name: 'Debian 11',
    claims: () => noticeClaims('bullseye'),
    oracle: dpkgOracle,
    tools: ['perl', 'dpkg'],
    beside: (version) => [`${version}~1`, `${version}+deb11u9`],
    isVersion: isOfDebian,
    tree: (packages) => ({ ...osRelease('debian', '11'), ...dpkgTree(packages) }),
    renamed: true,
    asked: ['debian-tracker/data/DLA/list', 'debian-tracker/data/DSA/list', 'debian-tracker/tracker/data/json'],
  },
  {
    name: 'Alpine 3.17',
    claims: () => alpineClaims('v3.17'),
    // apk itself is not here; its order is held against vectors made by it elsewhere.
    oracle: (pairs) => pairs.map(([a, b]) => apk.compare(a, b)),
    beside: notRevised,
    isVersion: apk.isValid,
    tree: (packages) => ({ ...osRelease('alpine', '3.17.2'), ...apkTree(packages) }),
    renamed: true,
    asked: ['alpine-secdb/v3.17/community.json', 'alpine-secdb/v3.17/main.json'],
  },
  {
    name: 'Alpaquita 23',
    claims: () => osvClaims(zippedRecords('BellSoft'), 'Alpaquita:23'),
    oracle: (pairs) => pairs.map(([a, b]) => apk.compare(a, b)),
    beside: notRevised,
    isVersion: apk.isValid,
    tree: (packages) => ({ ...osRelease('alpaquita', '23'), ...apkTree(packages) }),
    renamed: true,
    asked: ['osv/Alpaquita/all.zip'],
  },
  {
    name: 'Go',
    // What Kubernetes says of its own modules is another ecosystem's, which the data has not.
    claims: () =>
      osvClaims(zippedRecords('Go'), 'Go').filter(({ name }) => !/^(?:toolchain$|(?:sigs\.)?k8s\.io\/)/.test(name)),
    oracle: semverOracle,
    beside: (version) => [version.replace(/-.*$/, ''), nextNumber(version)],
    isVersion: isSemver,
    tree: goTree,
    asked: ['osv/Go/all.zip'],
  },
  {
    name: 'Rust',
    claims: () => osvClaims(zippedRecords('crates.io'), 'crates.io'),
    oracle: semverOracle,
    beside: (version) => [`${version.replace(/[-+].*$/, '')}-alpha.2`, nextNumber(version)],
    isVersion: isSemver,
    tree: rustTree,
    asked: ['osv/crates.io/all.zip'],
  },
  {
    name: 'Python',
    claims: () => osvClaims(zippedRecords('PyPI'), 'PyPI'),
    oracle: pythonOracle,
    tools: ['python3'],
    beside: (version) => [`${version}.post1`, `${version}.dev1`, nextNumber(version)],
    isVersion: (version) => /^\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?$/.test(version),
    tree: pythonTree,
    asked: ['osv/PyPI/all.zip'],
  },
  {
    name: 'Ruby',
    claims: () => [
      ...gemClaims(),
      ...osvClaims(
        sampleRecords('RubyGems').map(({ text }) => text),
        'RubyGems',
      ),
    ],
    oracle: gemOracle,
    tools: ['ruby'],
    beside: (version) => [nextNumber(version), `${version}.1`, `${version}.rc1`],
    isVersion: (version) => /^\d+(?:\.[0-9A-Za-z]+)*$/.test(version),
    tree: gemTree,
    asked: ['osv/RubyGems/all.zip', 'ruby-advisory-db/archive/refs/heads/master.tar.gz'],
  },
  {
    name: 'PHP',
    claims: () => [
      ...composerClaims(),
      ...osvClaims(
        sampleRecords('Packagist').map(({ text }) => text),
        'Packagist',
      ),
    ],
    oracle: composerOracle,
    beside: (version) => [nextNumber(version), `${version}.1`],
    isVersion: (version) => !Number.isNaN(composerOracle([[version, version]])[0]),
    tree: composerTree,
    asked: ['osv/Packagist/all.zip', 'php-security-advisories/archive/refs/heads/master.tar.gz'],
  },
  {
    name: 'Maven',
    claims: () =>
      osvClaims(
        sampleRecords('Maven').map(({ text }) => text),
        'Maven',
      ),
    oracle: mavenOracle,
    tools: ['java'],
    beside: (version) => [`${version}.1`, `${version}-SNAPSHOT`, nextNumber(version)],
    isVersion: (version) => /^\d[\w.-]*$/.test(version),
    tree: mavenTree,
    asked: ['osv/Maven/all.zip'],
  },
  {
    name: 'npm',
    claims: () => [
      ...nodeClaims('npm'),
      ...osvClaims(
        sampleRecords('npm').map(({ text }) => text),
        'npm',
      ),
    ],
    oracle: semverOracle,
    tools: ['npm'],
    beside: (version) => [nextNumber(version), `${version.split('.')[0]}.99.0`],
    isVersion: (version) => isPlain(version) && isSemver(version),
    tree: npmTree,
    asked: ['nodejs-security-wg/vuln/npm/index.json', 'osv/npm/all.zip'],
  },
];

describe('a scan with all advisories at hand', { skip: withoutShared }, () => {
  let server: FeedServer;
  before(async () => {
    server = await serveFeeds(sharedFeeds());
  });
  after(() => server?.close());

  for (const each of cases) {
    const missing = withoutTools(...(each.tools ?? []));
    const skip = missing || (each.oracle === mavenOracle && !existsSync(MAVEN_LIBRARY) ? 'needs Maven' : false);
    test(`${each.name}: what the raw records say, from the feeds that speak of it alone`, { skip }, async (t) => {
      const all = each.claims();
      // What a plain reader cannot place is left out on both sides.
      const unclear = new Set(all.filter(({ bounds }) => !bounds.every(each.isVersion)).map(keyOfClaim));
      const claims = all.filter((claim) => !unclear.has(keyOfClaim(claim)));
      const sample = sampleOf(each, claims);
      const expected = naiveAnswers(each, { claims, sample });

      const image = layout(t, buildImage({ layers: [each.tree(sample.map(({ installed }) => installed))] }));
      server.requests.length = 0;
      const words = ['scan', `oci:${image}`, '--platform', 'linux/amd64', '--cache-dir', join(image, '..', 'cache')];
      const environment = { TIDEWAITER_FEEDS: server.root.href };
      const run = await runCli([...words, '--format', 'json'], environment);
      assert.equal(run.stderr, '');
      const report = JSON.parse(run.stdout) as Report;
      assertAsked(server, each.asked);

      const actual = answersIn(report);
      const differences = [...expected].flatMap(([key, { ids, name }]) =>
        difference(
          key,
          ids,
          new Set([...(actual.get(key) ?? [`not installed: ${key}`])].filter((id) => !unclear.has(`${name} ${id}`))),
        ),
      );
      assert.deepEqual(differences.slice(0, 20), [], `${differences.length} differences`);
      const count = [...expected.values()].reduce((sum, { ids }) => sum + ids.size, 0);
      t.diagnostic(`${sample.length} packages, ${count} pairs, ${unclear.size} of ${all.length} claims left out`);
      assert.ok(sample.length > 100 && count > sample.length / 4, `${count} findings in ${sample.length} packages`);

      assertAges(report, each.asked);
      server.requests.length = 0;
      const text = await runCli([...words, '--format', 'text'], environment);
      assert.deepEqual(server.requests, []);
      for (const { source } of report.advisories?.feeds ?? [])
        assert.match(text.stdout, new RegExp(`${source}.*heard`));
    });
  }
});

interface Sampled {
  readonly installed: Installed;
  /** As records write them. */
  readonly name: string;
  readonly version: string;
}

function sampleOf(each: Case, claims: readonly NaiveClaim[]): Sampled[] {
  const random = seededRandom(20_261_124);
  const byName = groupByName(claims);
  const names = [...byName.keys()];
  const sample = new Map<string, Sampled>();
  const taken = new Set<string>();
  for (let tries = 0; tries < PACKAGES * 6 && sample.size < PACKAGES; tries++) {
    // Go's programs need compilers.
    const name = tries < 20 && byName.has('stdlib') ? 'stdlib' : random.pick(names);
    const claim = random.pick(byName.get(name) ?? []);
    if (claim.bounds.length === 0) continue;
    const bound = random.pick(claim.bounds);
    const version = random.pick([bound, ...each.beside(bound)]);
    if (!each.isVersion(version) || (name === 'stdlib' && !/^1\.\d+\.[1-9]\d*$/.test(version))) continue;
    const isModular = version.includes('.module');
    if (isModular && claim.module === undefined) continue;
    const key = `${name} ${version}`;
    if (sample.has(key)) continue;
    const isRenamed = each.renamed === true && taken.has(name);
    const installed = {
      name: isRenamed ? `binary-${sample.size}` : name,
      version,
      ...(isRenamed ? { source: name } : {}),
      ...(isModular && claim.module ? { module: claim.module } : {}),
    };
    taken.add(name);
    sample.set(key, { installed, name, version });
  }
  return [...sample.values()];
}

interface Answer {
  readonly ids: ReadonlySet<string>;
  readonly name: string;
}

function naiveAnswers(
  each: Case,
  { claims, sample }: { readonly claims: readonly NaiveClaim[]; readonly sample: readonly Sampled[] },
): Map<string, Answer> {
  const byName = groupByName(claims);
  const asked = sample.flatMap(({ installed, name, version }) =>
    (byName.get(name) ?? [])
      .filter((claim) => isSameModule(claim, installed))
      .map((claim) => ({ installed, claim, version })),
  );
  const answers = judgeNaively(asked, each.oracle);
  const ids = new Map<Installed, Set<string>>();
  for (const [index, { installed, claim }] of asked.entries()) {
    if (!answers[index]) continue;
    ids.set(installed, (ids.get(installed) ?? new Set()).add(`${claim.source} ${claim.id}`));
  }
  return new Map(
    sample.map(({ installed, name }) => [
      keyOf(installed.name, installed.version),
      { ids: ids.get(installed) ?? new Set(), name: name },
    ]),
  );
}

/** A module's packages are compared with those of the same stream, and all others with what is of no module. */
function isSameModule({ module, bounds }: NaiveClaim, installed: Installed): boolean {
  if (module !== undefined) return module === installed.module;
  return bounds.some((bound) => bound.includes('.module')) === installed.version.includes('.module');
}

/** Who says of each package that it is affected: source and id. */
function answersIn(report: Report): Map<string, Set<string>> {
  const answers = new Map<string, Set<string>>();
  const byUrl = new Map<string, Set<string>>();
  for (const { purl, name, version } of report.inventory.packages) {
    const ids = byUrl.get(purl) ?? new Set();
    byUrl.set(purl, ids);
    answers.set(keyOf(name, version), ids);
  }
  for (const { package: purl = '', vulnerability } of report.findings) {
    for (const { source, id, state } of vulnerability?.sources ?? []) {
      if (state !== 'not-affected') byUrl.get(purl)?.add(`${source} ${id}`);
    }
  }
  return answers;
}

function difference(key: string, expected: ReadonlySet<string>, actual: ReadonlySet<string>): string[] {
  return [
    ...[...expected].filter((id) => !actual.has(id)).map((id) => `missed ${id} of ${key}`),
    ...[...actual].filter((id) => !expected.has(id)).map((id) => `false ${id} of ${key}`),
  ];
}

function assertAsked(server: FeedServer, asked: readonly string[]): void {
  const paths = server.requests.map(({ path }) => path.replace(/-\d{4}-\d\d-\d\d(?=\.csv)/, '-DATE'));
  const always = ['epss/epss_scores-DATE.csv.gz', 'kev/known_exploited_vulnerabilities.json'];
  assert.deepEqual(paths.sort(), [...asked, ...always].sort());
}

function assertAges(report: Report, asked: readonly string[]): void {
  const feeds = report.advisories?.feeds ?? [];
  assert.ok(feeds.length >= 3 && feeds.length <= asked.length + 2, String(feeds.length));
  for (const { checked, starter, source } of feeds) {
    assert.equal(starter, undefined);
    assert.ok(Math.abs(Date.now() - Date.parse(checked)) < 600_000, `${source} was heard of ${checked}`);
  }
}

function keyOf(name: string, version: string): string {
  return `${name} ${version.replace(/^v(?=\d)/, '')}`;
}
