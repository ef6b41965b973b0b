import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { versionSchemeOf } from '../src/advisory/version-scheme-of.ts';
import { asList, asObject, asText, parseJson } from '../src/base/json.ts';
import { parseYaml } from '../src/format/yaml.ts';
import { buildImage, type LayerSpec } from './support/build-image.ts';
import { buildZip } from './support/build-zip.ts';
import { serveFeeds } from './support/feed-server.ts';
import { isNaivelyAffected, naiveBounds, naiveStatements } from './support/naive-osv.ts';
import { writeLayout } from './support/place-image.ts';
import { sharedRoot, withoutShared } from './support/project.ts';
import { seededRandom } from './support/random.ts';
import { sampleRecords, sharedData, sharedFiles, zippedRecords } from './support/raw-records.ts';
import { runCli } from './support/run-cli.ts';
import { withoutTools } from './support/run-tool.ts';
import { changelogFixes, sharedFeeds } from './support/shared-feeds.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// The whole program against real advisories from a server that stands in for the upstream hosts. What it must find is read
// from the raw records, plainly and apart from the product.

const PACKAGES = 150;

interface Installed {
  readonly name: string;
  readonly version: string;
}

/** One statement of a raw record: these versions of this package have it. */
interface Fact {
  readonly id: string;
  readonly name: string;
  readonly bounds: readonly string[];
  affects(version: string): boolean;
}

interface Case {
  readonly what: string;
  /** The source whose statements are held against the facts. */
  readonly source: string;
  readonly facts: () => Fact[];
  /** The image's files. */
  readonly layer: (installed: readonly Installed[]) => LayerSpec;
  /** Folders of the mirror that are needed, and no others; those of rankings apart. */
  readonly feeds: readonly string[];
  readonly isName?: (name: string) => boolean;
  /** One version of a package at a time can be installed. */
  readonly single?: true;
}

const cases: readonly Case[] = [
  {
    what: 'Debian 12',
    source: 'debian-tracker',
    facts: () => changelogFixes().map(({ source, id, fixed }) => fact('Debian:12', { id, name: source, fixed })),
    layer: debian,
    feeds: ['debian-tracker/data/DLA/list', 'debian-tracker/data/DSA/list', 'debian-tracker/tracker/data/json'],
    single: true,
  },
  {
    what: 'Alpine 3.17',
    source: 'alpine-secdb',
    facts: () => ['main', 'community'].flatMap(alpineFacts),
    layer: (installed) => alpine('alpine', '3.17.2', installed),
    feeds: ['alpine-secdb/v3.17/community.json', 'alpine-secdb/v3.17/main.json'],
    single: true,
  },
  {
    what: 'Alpaquita 23',
    source: 'osv',
    facts: () => osvFacts(zippedRecords('BellSoft'), 'Alpaquita:23'),
    layer: (installed) => alpine('alpaquita', '23', installed),
    feeds: ['osv/Alpaquita/all.zip'],
    single: true,
  },
  {
    what: 'AlmaLinux 9',
    source: 'osv',
    facts: () => osvFacts(zippedRecords('AlmaLinux'), 'AlmaLinux:9'),
    layer: almaLinux,
    feeds: ['osv/AlmaLinux/all.zip'],
    single: true,
  },
  {
    what: 'Python',
    source: 'osv',
    facts: () => osvFacts(zippedRecords('PyPI'), 'PyPI'),
    layer: (installed) =>
      Object.fromEntries(
        installed.map(({ name, version }) => [
          `usr/lib/python3/dist-packages/${name}-${version}.dist-info/METADATA`,
          `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
        ]),
      ),
    feeds: ['osv/PyPI/all.zip'],
  },
  {
    what: 'npm',
    source: 'osv',
    facts: () => osvFacts(samples('npm'), 'npm'),
    layer: (installed) =>
      Object.fromEntries(
        installed.map(({ name, version }, index) => [
          `app/${index}/node_modules/${name}/package.json`,
          JSON.stringify({ name, version }),
        ]),
      ),
    feeds: ['nodejs-security-wg/vuln/npm/index.json', 'osv/npm/all.zip'],
  },
  {
    what: 'Maven',
    source: 'osv',
    facts: () => osvFacts(samples('Maven'), 'Maven'),
    layer: (installed) => Object.fromEntries(installed.map(jar)),
    feeds: ['osv/Maven/all.zip'],
  },
  {
    what: 'Ruby',
    source: 'ruby-advisory-db',
    facts: rubyFacts,
    layer: (installed) =>
      Object.fromEntries(
        installed.map(({ name, version }) => [
          `usr/lib/ruby/gems/3.1.0/specifications/${name}-${version}.gemspec`,
          `Gem::Specification.new do |s|\n  s.name = "${name}".freeze\n  s.version = "${version}"\nend\n`,
        ]),
      ),
    feeds: ['osv/RubyGems/all.zip', 'ruby-advisory-db/archive/refs/heads/master.tar.gz'],
  },
  {
    what: 'PHP',
    source: 'php-security-advisories',
    facts: phpFacts,
    layer: (installed) => ({ 'app/vendor/composer/installed.json': JSON.stringify({ packages: installed }) }),
    feeds: ['osv/Packagist/all.zip', 'php-security-advisories/archive/refs/heads/master.tar.gz'],
    single: true,
  },
];

describe('scans with real advisories', { skip: withoutShared || withoutTools('python3') }, async () => {
  if (sharedRoot === undefined) return;
  const server = await serveFeeds(sharedFeeds());
  after(() => server.close());

  for (const one of cases) {
    test(one.what, { timeout: 180_000 }, async (context) => {
      const folder = temporaryFolder(context);
      const facts = one.facts();
      const installed = pick(facts, one);
      const layout = join(folder, 'image');
      writeLayout(layout, [{ image: buildImage({ layers: [one.layer(installed)] }), tag: 'x' }]);
      server.requests.length = 0;
      const words = ['scan', `oci:${layout}:x`, '--platform', 'linux/amd64', '--format', 'json', '--cache-dir', folder];
      const run = await runCli(words, { TIDEWAITER_FEEDS: server.root.href });
      assert.equal(run.stderr, '');
      const needed = server.requests
        .map(({ path }) => path)
        .filter((path) => server.files.has(path) && !/^(?:kev|epss)\//.test(path));
      assert.deepEqual([...new Set(needed)].sort(), [...one.feeds].sort());
      const report: Report = JSON.parse(run.stdout);
      const [ours, theirs] = [found(report, one.source), expected(facts, installed, report)];
      assert.deepEqual(
        {
          missed: theirs.filter((pair) => !ours.includes(pair)),
          invented: ours.filter((pair) => !theirs.includes(pair)),
        },
        { missed: [], invented: [] },
      );
      assert.ok(report.advisories.feeds.every(({ checked }) => Date.now() - Date.parse(checked) < 180_000));
    });
  }
});

interface Report {
  readonly inventory: {
    readonly packages: readonly {
      readonly purl: string;
      readonly name: string;
      readonly version: string;
      readonly source?: Installed;
    }[];
  };
  readonly findings: readonly {
    readonly package?: string;
    readonly vulnerability?: {
      readonly ids: readonly string[];
      readonly sources: readonly { readonly source: string; readonly id: string; readonly state: string }[];
    };
  }[];
  readonly advisories: { readonly feeds: readonly { readonly checked: string }[] };
}

/** `name version id` of all that one source is quoted for, sorted. */
function found(report: Report, source: string): string[] {
  const names = new Map(
    report.inventory.packages.map((one) => [one.purl, `${one.source?.name ?? one.name} ${one.version}`]),
  );
  const pairs = report.findings.flatMap(({ package: purl, vulnerability }) =>
    (vulnerability?.sources ?? [])
      .filter((statement) => statement.source === source && statement.state !== 'not-affected')
      .map(({ id }) => `${names.get(purl ?? '')} ${id}`),
  );
  return [...new Set(pairs)].sort();
}

/** The same of the raw records, for what the report has as installed: everything that the image was made of. */
function expected(facts: readonly Fact[], installed: readonly Installed[], report: Report): string[] {
  assert.equal(report.inventory.packages.length, installed.length);
  const byName = new Map<string, Fact[]>();
  for (const one of facts) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  const pairs = installed.flatMap(({ name, version }) =>
    (byName.get(name) ?? []).filter((one) => one.affects(version)).map(({ id }) => `${name} ${version} ${id}`),
  );
  assert.ok(pairs.length > 5, `${pairs.length} pairs prove little`);
  return [...new Set(pairs)].sort();
}

/** Packages of the facts, at versions where something begins or ends. */
function pick(facts: readonly Fact[], { isName, single }: Case): Installed[] {
  const random = seededRandom(7);
  const chosen = new Map<string, Installed>();
  for (let tries = 0; tries < PACKAGES * 20 && chosen.size < PACKAGES; tries++) {
    const { name, bounds } = random.pick(facts);
    if (bounds.length === 0 || !(isName ?? (() => true))(name)) continue;
    const version = random.pick(bounds);
    chosen.set(single ? name : `${name} ${version}`, { name, version });
  }
  return [...chosen.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function orderOf(ecosystem: string): (a: string, b: string) => number {
  const scheme = versionSchemeOf(ecosystem);
  assert.ok(scheme);
  return scheme.compare;
}

function fact(ecosystem: string, { id, name, fixed }: { id: string; name: string; fixed: string }): Fact {
  const compare = orderOf(ecosystem);
  const scheme = versionSchemeOf(ecosystem);
  return {
    id,
    name,
    bounds: scheme?.isValid(fixed) ? [fixed, `${fixed}~0`].filter((one) => scheme.isValid(one)) : [],
    affects: (version) => compare(version, fixed) < 0,
  };
}

function alpineFacts(repository: string): Fact[] {
  const file = asObject(parseJson(readFileSync(sharedData(`alpine-secdb/v3.17-${repository}.json`), 'utf8')));
  return asList(file?.packages).flatMap((entry) => {
    const told = asObject(asObject(entry)?.pkg);
    const name = asText(told?.name) ?? '';
    return Object.entries(asObject(told?.secfixes) ?? {}).flatMap(([fixed, ids]) =>
      asList(ids)
        // Further names in one text are other names of the same, unless they are CVEs too.
        .flatMap((text) => {
          const words = (asText(text) ?? '').split(' ');
          const cves = words.filter((word) => word.startsWith('CVE-'));
          return cves.length > 0 ? cves : words.slice(0, 1);
        })
        .filter((id) => fixed !== '0' && versionSchemeOf('Alpine')?.isValid(fixed) && /^[A-Z]+-[\w-]+$/.test(id))
        .map((id) => fact('Alpine:v3.17', { id, name, fixed })),
    );
  });
}

function samples(ecosystem: string): string[] {
  return sampleRecords(ecosystem).map(({ text }) => text);
}

function osvFacts(records: readonly string[], ecosystem: string): Fact[] {
  const compare = orderOf(ecosystem);
  const scheme = versionSchemeOf(ecosystem);
  return records
    .flatMap(naiveStatements)
    .filter((one) => one.ecosystem === ecosystem && one.module === undefined)
    .map(({ id, name, entry }) => ({
      id,
      name,
      bounds: naiveBounds(entry).filter((bound) => scheme?.isValid(bound) && !bound.includes('module')),
      // 9.0.0.M1 and 9.0.0-M1 are one version.
      affects: (version) =>
        isNaivelyAffected(entry, version, compare) ||
        asList(entry.versions).some((named) => compare(String(named), version) === 0),
    }));
}

function rubyFacts(): Fact[] {
  return sharedFiles('ruby-advisory-db')
    .filter((path) => path.startsWith('gems/') && path.endsWith('.yml'))
    .flatMap((path) => {
      const record = asObject(yamlOf(`ruby-advisory-db/${path}`));
      const [name, cve, ghsa, osvdb] = [record?.gem, record?.cve, record?.ghsa, record?.osvdb].map((field) =>
        field === undefined ? undefined : String(field),
      );
      const id = cve ? `CVE-${cve}` : ghsa ? `GHSA-${ghsa}` : osvdb ? `OSVDB-${osvdb}` : undefined;
      if (name === undefined || id === undefined) return [];
      const safe = [...asList(record?.patched_versions), ...asList(record?.unaffected_versions)].map(String);
      const bounds = safe.flatMap((text) => text.match(/\d[\w.]*/g) ?? []);
      return [{ id, name, bounds, affects: (version: string) => !safe.some((text) => fitsGem(version, text)) }];
    });
}

function fitsGem(version: string, requirement: string): boolean {
  const compare = orderOf('RubyGems');
  return requirement.split(',').every((part) => {
    const [, operator = '=', bound = ''] = /^\s*(=|!=|>=|<=|>|<|~>)?\s*(\S+)\s*$/.exec(part) ?? [];
    const place = compare(version, bound);
    if (operator === '~>') {
      const parts = bound.split('.').filter((one) => /^\d+$/.test(one));
      const head = parts.length > 1 ? parts.slice(0, -1) : parts;
      const next = [...head.slice(0, -1), String(Number(head.at(-1)) + 1)].join('.');
      return place >= 0 && compare(version, next) < 0 && !version.startsWith(`${next}.`);
    }
    return (
      { '=': place === 0, '!=': place !== 0, '>=': place >= 0, '<=': place <= 0, '>': place > 0, '<': place < 0 }[
        operator
      ] ?? false
    );
  });
}

function phpFacts(): Fact[] {
  const compare = orderOf('Packagist');
  return sharedFiles('php-security-advisories')
    .filter((path) => path.endsWith('.yaml'))
    .flatMap((path) => {
      const record = asObject(yamlOf(`php-security-advisories/${path}`));
      const name = (asText(record?.reference) ?? '').replace('composer://', '').toLowerCase();
      const cve = asText(record?.cve) ?? '';
      const id = /^CVE-/.test(cve) ? cve : `FRIENDSOFPHP-${path.replace('.yaml', '').replaceAll('/', '-')}`;
      const branches = Object.values(asObject(record?.branches) ?? {}).map((branch) =>
        asList(asObject(branch)?.versions).map(String),
      );
      if (!name.includes('/')) return [];
      const bounds = branches.flat().flatMap((text) => text.match(/\d[\w.-]*/g) ?? []);
      const affects = (version: string): boolean =>
        branches.some((texts) => texts.length > 0 && texts.every((text) => fitsComposer(version, text)));
      return [{ id, name, bounds, affects }];
    });

  function fitsComposer(version: string, text: string): boolean {
    const [, operator = '=', bound = ''] = /^\s*(>=|<=|>|<|==?|!=)?\s*(\S+)\s*$/.exec(text) ?? [];
    const place = compare(version, bound);
    return (
      { '>=': place >= 0, '<=': place <= 0, '>': place > 0, '<': place < 0, '!=': place !== 0 }[operator] ?? place === 0
    );
  }
}

function debian(installed: readonly Installed[]): LayerSpec {
  const status = installed.map(
    ({ name, version }) =>
      `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\nMaintainer: Debian <x@debian.org>\nDescription: x\n`,
  );
  return {
    'etc/os-release':
      'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    'var/lib/dpkg/status': status.join('\n'),
  };
}

function alpine(id: string, version: string, installed: readonly Installed[]): LayerSpec {
  const blocks = installed.map((one) => `P:${one.name}\nV:${one.version}\nA:x86_64\nL:MIT\no:${one.name}\n`);
  return {
    'etc/os-release': `ID=${id}\nVERSION_ID=${version}\nPRETTY_NAME="${id} ${version}"\n`,
    'lib/apk/db/installed': `${blocks.join('\n')}\n`,
  };
}

/** As Azure Linux and others without an rpm database list their packages. */
function almaLinux(installed: readonly Installed[]): LayerSpec {
  const lines = installed.map(({ name, version }) => {
    const [, epoch = '0', rest = ''] = /^(?:(\d+):)?(.*)$/.exec(version) ?? [];
    return [name, rest, '0', '0', 'AlmaLinux', epoch, '0', 'x86_64', epoch, `${name}-${rest}.src.rpm`].join('\t');
  });
  return {
    'etc/os-release': 'ID=almalinux\nVERSION_ID="9.4"\nPRETTY_NAME="AlmaLinux 9.4"\nID_LIKE="rhel centos fedora"\n',
    'var/lib/rpmmanifest/container-manifest-2': `${lines.join('\n')}\n`,
  };
}

function jar({ name, version }: Installed, index: number): [string, Uint8Array] {
  const [group = '', artifact = ''] = name.split(':');
  const content = `groupId=${group}\nartifactId=${artifact}\nversion=${version}\n`;
  const path = `META-INF/maven/${group}/${artifact}/pom.properties`;
  return [`app/${index}/${artifact}-${version}.jar`, buildZip([{ name: path, content }])];
}

function yamlOf(path: string) {
  return parseYaml(readFileSync(sharedData(path), 'utf8'), { longest: 1 << 20 }).value;
}
