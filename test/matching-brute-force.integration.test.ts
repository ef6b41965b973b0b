import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory } from '../src/advisory/advisory.ts';
import { storeOf } from '../src/advisory/memory-store.ts';
import { parseOsvRecord } from '../src/advisory/osv/parse-record.ts';
import { apk } from '../src/advisory/versions/apk.ts';
import { matchVulnerabilities } from '../src/finding/match.ts';
import type { OperatingSystem } from '../src/inventory/operating-system.ts';
import type { Package } from '../src/inventory/package.ts';
import {
  isAmbiguous,
  isNaivelyAffected,
  type NaiveStatement,
  naiveBounds,
  naiveStatements,
} from './support/naive-osv.ts';
import { packageOf } from './support/package.ts';
import { withoutShared } from './support/project.ts';
import { seededRandom } from './support/random.ts';
import { zippedRecords } from './support/raw-records.ts';
import { withoutTools } from './support/run-tool.ts';
import { pythonOracle, rpmOracle, semverOracle, type VersionOracle } from './support/version-oracles.ts';

// The product's parsers, store and matcher on one side; on the other the raw records, read anew, and the ecosystem's own
// tool for comparing versions. Packages are named in the records, their versions are those at which ranges begin and end,
// and some beside. Both must name exactly the same advisories for every package.

const PACKAGES = 600;

interface DataSet {
  readonly folder: string;
  readonly ecosystem: string;
  readonly type: Package['type'];
  readonly os?: OperatingSystem;
  readonly oracle: VersionOracle;
  readonly tools?: readonly string[];
  /** Versions near one at which a range begins or ends. */
  beside(version: string): readonly string[];
  isName?(name: string): boolean;
  /** False for what the order cannot place: then a problem says so. */
  isVersion?(version: string): boolean;
  /** As an image has it. */
  installed?(version: string): string;
  canonicalName?(name: string): string;
}

const sets: readonly DataSet[] = [
  {
    folder: 'Go',
    ecosystem: 'Go',
    type: 'golang',
    oracle: semverOracle,
    // Pre-releases of the toolchain are written in another way.
    isName: (name) => name !== 'stdlib' && name !== 'toolchain',
    installed: (version) => `v${version}`,
    beside: (version) => [version.replace(/-.*$/, ''), `${version.replace(/[-+].*$/, '')}-rc.1`],
  },
  {
    folder: 'crates.io',
    ecosystem: 'crates.io',
    type: 'cargo',
    oracle: semverOracle,
    beside: (version) => [`${version.replace(/[-+].*$/, '')}-alpha.2`, version.replace(/^\d+/, '99')],
  },
  {
    folder: 'PyPI',
    ecosystem: 'PyPI',
    type: 'pypi',
    oracle: pythonOracle,
    tools: ['python3'],
    canonicalName: (name) => name.toLowerCase().replace(/[-_.]+/g, '-'),
    beside: (version) => [`${version}.post1`, `${version}.dev1`].filter((near) => /^[\d.]+\.(?:post|dev)1$/.test(near)),
  },
  ...['8', '9', '10'].map(
    (release): DataSet => ({
      folder: 'AlmaLinux',
      ecosystem: `AlmaLinux:${release}`,
      type: 'rpm',
      os: { id: 'almalinux', version: `${release}.1`, name: `AlmaLinux ${release}` },
      oracle: rpmOracle,
      tools: ['rpm'],
      beside: (version) => [`${version}.1`, `9:${version.replace(/^\d+:/, '')}`],
    }),
  ),
  ...['stream', '23', '25'].map(
    (release): DataSet => ({
      folder: 'BellSoft',
      ecosystem: `Alpaquita:${release}`,
      type: 'apk',
      os: { id: 'alpaquita', version: release, name: `Alpaquita ${release}` },
      // apk itself is not here; its order is held against vectors made by it elsewhere.
      oracle: (pairs) => pairs.map(([a, b]) => apk.compare(a, b)),
      isVersion: apk.isValid,
      beside: (version) => [version.replace(/-r\d+$/, '-r99'), version.replace(/-r\d+$/, '-r0')],
    }),
  ),
];

for (const set of sets) {
  const skip = withoutShared || withoutTools('python3', ...(set.tools ?? []));
  test(`every advisory of ${set.ecosystem} that the raw records have, and no other`, { skip }, () => {
    const texts = zippedRecords(set.folder);
    const raw = texts.flatMap(naiveStatements).filter((statement) => isWanted(set, statement));
    const sample = samplePackages(set, raw);
    const expected = naiveAnswers(set, { raw, sample });
    const left = new Set(raw.map(({ id, name }) => `${id} ${set.canonicalName?.(name) ?? name}`));
    const advisories = texts.map((text): Advisory => {
      const advisory = parseOsvRecord(text, (ecosystem) => ecosystem === set.ecosystem);
      return { ...advisory, affected: advisory.affected.filter(({ name }) => left.has(`${advisory.id} ${name}`)) };
    });
    const packages = sample.map(({ found }) => found);
    const actual = new Map(packages.map(({ purl }): [string, Set<string>] => [purl, new Set()]));
    const { findings } = matchVulnerabilities({ packages, ...(set.os ? { os: set.os } : {}) }, storeOf(advisories));
    for (const { package: purl = '', vulnerability } of findings) {
      for (const { id, state } of vulnerability?.sources ?? []) if (state !== 'not-affected') actual.get(purl)?.add(id);
    }
    const differences = packages.flatMap(({ purl }) => difference(purl, expected.get(purl), actual.get(purl)));
    assert.deepEqual(differences.slice(0, 20), [], `${differences.length} differences`);
    const hits = [...expected.values()].filter((ids) => ids.size > 0).length;
    assert.ok(hits > sample.length / 10 && hits < sample.length, `${hits} of ${sample.length} are affected`);
  });
}

function isWanted(
  { ecosystem, isName = () => true, isVersion = () => true }: DataSet,
  statement: NaiveStatement,
): boolean {
  const { entry, name } = statement;
  return (
    statement.ecosystem === ecosystem && isName(name) && !isAmbiguous(entry) && naiveBounds(entry).every(isVersion)
  );
}

interface Sampled {
  readonly found: Package;
  /** As records write it. */
  readonly version: string;
  readonly name: string;
  readonly module?: string;
}

function samplePackages(set: DataSet, raw: readonly NaiveStatement[]): Sampled[] {
  const random = seededRandom(20_260_821);
  const byName = byCanonicalName(raw, (name) => name);
  const names = [...byName.keys()];
  const sample = new Map<string, Sampled>();
  for (let tries = 0; tries < PACKAGES * 4 && sample.size < PACKAGES; tries++) {
    // By name first: a kernel has as many records as all others.
    const name = random.pick(names);
    const { entry, module } = random.pick(byName.get(name) ?? []);
    const bounds = naiveBounds(entry);
    if (bounds.length === 0) continue;
    const bound = random.pick(bounds);
    const version = random.pick([bound, ...set.beside(bound)]);
    if (version === '' || /\s/.test(version)) continue;
    const modular = module !== undefined && version.includes('.module') ? module : undefined;
    // Which stream it is of only an image could tell.
    if (version.includes('.module') && modular === undefined) continue;
    const found = packageFor(set, { name, version, module: modular });
    sample.set(found.purl, {
      found,
      version,
      name: set.canonicalName?.(name) ?? name,
      ...(modular ? { module: modular } : {}),
    });
  }
  return [...sample.values()];
}

function packageFor(set: DataSet, from: { name: string; version: string; module: string | undefined }): Package {
  const { type, os, installed = (version) => version } = set;
  const found = packageOf({ type, name: from.name, version: installed(from.version) }, os);
  // Package URLs leave out an epoch of 0 and fold case, which may not make one of two.
  const mark = `tag=${encodeURIComponent(`${from.name} ${from.version}`)}`;
  const label = from.module === undefined ? '' : `&rpmmod=${from.module}:1:2:x86_64`;
  return { ...found, purl: `${found.purl}${found.purl.includes('?') ? '&' : '?'}${mark}${label}` };
}

function naiveAnswers(
  { oracle, canonicalName = (name) => name }: DataSet,
  from: { readonly raw: readonly NaiveStatement[]; readonly sample: readonly Sampled[] },
): Map<string, Set<string>> {
  const byName = byCanonicalName(from.raw, canonicalName);
  const pairs = new Map<string, readonly [string, string]>();
  const note = (a: string, b: string) => pairs.set(`${a} ${b}`, [a, b]);
  for (const { name, version } of from.sample) {
    const bounds = (byName.get(name) ?? []).map(({ entry }) => naiveBounds(entry));
    for (const own of bounds) {
      for (const bound of own) {
        note(version, bound);
        if (own.length > 1) for (const other of own) note(bound, other);
      }
    }
  }
  const answers = oracle([...pairs.values()]);
  const known = new Map([...pairs.keys()].map((key, index) => [key, answers[index] ?? Number.NaN]));
  const compare = (a: string, b: string): number => known.get(`${a} ${b}`) ?? Number.NaN;
  return new Map(
    from.sample.map(({ found, name, version, module }) => [
      found.purl,
      new Set(
        (byName.get(name) ?? [])
          .filter((statement) => isSameModule(statement, { version, module }))
          .filter(({ entry }) => isNaivelyAffected(entry, version, compare))
          .map(({ id }) => id),
      ),
    ]),
  );
}

/** A module's packages are compared with those of the same stream, and all others with what is of no module. */
function isSameModule(
  { module, entry }: NaiveStatement,
  installed: { readonly version: string; readonly module: string | undefined },
): boolean {
  if (module !== undefined) return module === installed.module;
  const isModular = naiveBounds(entry).some((bound) => bound.includes('.module'));
  return isModular === installed.version.includes('.module');
}

function difference(
  purl: string,
  expected: ReadonlySet<string> = new Set(),
  actual: ReadonlySet<string> = new Set(),
): string[] {
  return [
    ...[...expected].filter((id) => !actual.has(id)).map((id) => `missed ${id} of ${purl}`),
    ...[...actual].filter((id) => !expected.has(id)).map((id) => `false ${id} of ${purl}`),
  ];
}

function byCanonicalName(
  raw: readonly NaiveStatement[],
  canonicalName: (name: string) => string,
): Map<string, NaiveStatement[]> {
  const groups = new Map<string, NaiveStatement[]>();
  for (const statement of raw) {
    const name = canonicalName(statement.name);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(statement);
  }
  return groups;
}
