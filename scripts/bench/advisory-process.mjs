// One task of the advisory benchmark in a process of its own; prints what it measured as JSON.
import { writeFeedFile } from '../../.build/src/advisory/feed-file.js';
import { openFeedFolder } from '../../.build/src/advisory/feed-folder.js';
import { openAdvisoryStore } from '../../.build/src/advisory/open-store.js';
import { matchVulnerabilities } from '../../.build/src/finding/match.js';
import { osvFeeds, readOsvArchive } from '../../.build/test/support/osv-advisories.js';
import { seededRandom } from '../../.build/test/support/random.js';

const PACKAGES_PER_INVENTORY = 300;
const FOUND_AT_ONCE = 1000;
/** Package types of the ecosystems that the feeds at hand speak of. */
const TYPES = { 'AlmaLinux:9': 'rpm', PyPI: 'pypi', Go: 'golang', 'crates.io': 'cargo', Julia: 'julia' };

const tasks = { compile, 'compile-many': compileMany, open, inventories };
const [, , task, ...parameters] = process.argv;
const measured = await tasks[task](...parameters);
console.log(JSON.stringify({ ...measured, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));

async function compile(path, data) {
  const folder = openFeedFolder(path);
  const feeds = [];
  for (const { name, path: archive } of osvFeeds(data)) {
    const start = clockMs();
    const { sizeBytes, ranges, advisories } = await replace(folder, name, readOsvArchive(archive));
    feeds.push({ name, advisories, ranges, sizeBytes, seconds: (clockMs() - start) / 1000 });
  }
  return { feeds };
}

/** As many as npm has, most of them of packages of their own. */
async function compileMany(path, count) {
  const start = clockMs();
  const { advisories, sizeBytes } = await replace(openFeedFolder(path), 'npm', madeUp(Number(count)));
  return { advisories, sizeBytes, seconds: (clockMs() - start) / 1000 };
}

/** Feeds opened, packages found, files opened anew, found again, and once more in the same store. */
function open(path) {
  const folder = openFeedFolder(path);
  const wanted = feedsOf(folder);
  const start = clockMs();
  const { store } = openAdvisoryStore(folder, wanted);
  const openMs = clockMs() - start;
  const packages = pickPackages(folder, FOUND_AT_ONCE, seededRandom(1));
  const firstFindsMs = timed(() => findAll(store, packages));
  store.close();
  const { store: again } = openAdvisoryStore(folder, wanted);
  const rereadMs = timed(() => findAll(again, packages));
  const warmMs = timed(() => findAll(again, packages));
  again.close();
  return { openMs, firstFindsMs, rereadMs, warmMs };
}

/**
 * Stored inventories matched again, findings and all: what one core does for a service. Two thirds of the packages are in no
 * feed; of the others every tenth has a version so old that most of its vulnerabilities hold.
 */
function inventories(path, count) {
  const folder = openFeedFolder(path);
  const { store } = openAdvisoryStore(folder, feedsOf(folder));
  const random = seededRandom(2);
  const known = pickPackages(folder, 20_000, random).flatMap(asInstalled).slice(0, 4000);
  const unknown = Array.from({ length: 8000 }, (_, index) => ({ type: 'npm', name: `private-${index}` }));
  const pick = (packages) => packages[random.below(packages.length)];
  const stored = Array.from({ length: Number(count) }, () =>
    Array.from({ length: PACKAGES_PER_INVENTORY }, () => {
      const { type, name } = pick(random.below(3) === 0 ? known : unknown);
      const number = random.below(10) === 0 ? '1.2.3' : '99.0.0';
      const version = type === 'rpm' ? `${number}-1.el9` : number;
      const purl = `pkg:${type}/${encodeURIComponent(name)}@${version}`;
      return { purl, type, name, version, licenses: [], locations: [{ path: 'x', layer: 0 }], foundBy: [] };
    }),
  );
  const os = { id: 'almalinux', version: '9.4', name: 'AlmaLinux 9.4' };
  const start = clockMs();
  let findings = 0;
  for (const packages of stored) findings += matchVulnerabilities({ packages, os }, store).findings.length;
  const seconds = (clockMs() - start) / 1000;
  store.close();
  return { inventories: stored.length, findings, seconds };
}

function asInstalled({ ecosystem, name }) {
  const type = TYPES[ecosystem];
  return type === undefined ? [] : [{ type, name }];
}

/** Every statement of every package, and whether a version is in its ranges. */
function findAll(store, packages) {
  let statements = 0;
  for (const { ecosystem, name } of packages) {
    for (const { affected } of store.find(ecosystem, name)) {
      if (affected.ranges.some(({ introduced, fixed }) => introduced <= '1.2.3' && (fixed ?? '9') > '1.2.3'))
        statements++;
    }
  }
  return statements;
}

function replace(folder, feed, advisories) {
  return folder.replace('osv', feed, async (path) => {
    const { sha256 } = await writeFeedFile(path, advisories, { source: 'osv', feed, sourceVersion: 1 });
    return { sha256, damaged: 0, checked: '2026-01-01T00:00:00Z', validators: [] };
  });
}

function feedsOf(folder) {
  return folder.list().map(({ source, feed }) => ({ source, feed }));
}

function pickPackages(folder, count, random) {
  const packages = new Map();
  for (const { source, feed } of folder.list()) {
    const { file } = folder.openFile(source, feed);
    for (const { affected } of file.all()) {
      for (const { ecosystem, name } of affected) packages.set(`${ecosystem}\n${name}`, { ecosystem, name });
    }
    file.close();
  }
  const all = [...packages.values()];
  return Array.from({ length: count }, () => all[random.below(all.length)]);
}

function* madeUp(count) {
  const random = seededRandom(3);
  for (let index = 0; index < count; index++) {
    const name = `@scope-${random.below(5000)}/package-${random.below(1 << 30).toString(36)}`;
    const published = new Date(1.6e12 + index * 1e6).toISOString();
    yield {
      id: `MAL-2024-${index}`,
      aliases: random.below(3) === 0 ? [`CVE-2024-${index}`] : [],
      summary: `Malicious code in ${name} (npm)`,
      published,
      modified: published,
      cvss: [],
      references: [`https://example.org/advisories/${random.below(1 << 30)}`, `https://example.org/package/${name}`],
      affected: [
        {
          ecosystem: 'npm',
          name,
          ranges: [{ introduced: '0' }],
          versions: Array.from(
            { length: random.below(4) },
            () => `${random.below(9)}.${random.below(99)}.${random.below(999)}`,
          ),
          state: 'affected',
        },
      ],
    };
  }
}

function timed(act) {
  const start = clockMs();
  act();
  return clockMs() - start;
}

/** Time of this process alone: other load on the machine does not count. All that is measured here waits for no one. */
function clockMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
