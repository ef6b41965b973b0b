import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Advisory, AffectedPackage, AffectedRange } from '../../src/advisory/advisory.ts';
import { listDocuments } from '../../src/advisory/debian/list-documents.ts';
import { zipDocuments } from '../../src/advisory/feed-documents.ts';
import { alpineSecdb } from '../../src/advisory/sources/alpine-secdb.ts';
import { debianAdvisories } from '../../src/advisory/sources/debian-advisories.ts';
import { osv } from '../../src/advisory/sources/osv.ts';
import { householdNames } from '../../src/advisory/starter/household-names.ts';
import { readFacts } from '../../src/advisory/starter/read-facts.ts';
import { asList, asObject, asText, parseJson } from '../../src/base/json.ts';

/** What the raw records say of one vulnerability of the starter set. */
export interface DerivedFact {
  readonly id: string;
  readonly title: string;
  /** What the head of a fact says behind the id. */
  readonly exploited: string;
  /** A line each, as the starter set writes packages; sorted. */
  readonly lines: readonly string[];
}

/** Kernels are the host's, not the image's. */
const NOT_IN_IMAGES = /^(?:linux|kernel)(?:-|$)|^(?:bpftool|perf|python3-perf|rtla|rv|libperf)$/;
/** Parts of a package that hold nothing that runs. */
const NOT_RUNNING = /-(?:devel|doc|docs|javadoc|manual|static|debug|debuginfo|debugsource|tests|langpack-.*|help)$/;
/** Errata of whole module streams name packages that have no part in it. */
const MOST_PACKAGES_OF_AN_ERRATUM = 12;

/** Reads all raw records of the folder. */
export async function deriveFacts(data: string): Promise<DerivedFact[]> {
  const wanted = new Map([...householdWanted(), ...readCatalog(data)]);
  const lines = new Map<string, Set<string>>();
  for await (const advisory of rawAdvisories(data)) {
    if (advisory.withdrawn !== undefined) continue;
    const written = advisory.affected.filter(isOfUse).map(packageLine);
    for (const id of [advisory.id, ...advisory.aliases, ...(advisory.upstream ?? [])]) {
      if (!wanted.has(id)) continue;
      const known = lines.get(id) ?? new Set();
      const some = advisory.upstream?.length && written.length > MOST_PACKAGES_OF_AN_ERRATUM ? [] : written;
      lines.set(id, new Set([...known, ...some]));
    }
  }
  return [...wanted.values()]
    .map((entry) => ({ ...entry, lines: [...(lines.get(entry.id) ?? [])].sort() }))
    .filter((fact) => fact.lines.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function writeFacts(facts: readonly DerivedFact[]): string {
  return facts
    .map(({ id, exploited, title, lines }) =>
      [`${id}${exploited}`, `: ${title}`, `@ https://nvd.nist.gov/vuln/detail/${id}`, ...lines, ''].join('\n'),
    )
    .join('\n');
}

type Wanted = [string, Omit<DerivedFact, 'lines'>];

function householdWanted(): Wanted[] {
  return readFacts(householdNames).map(({ id, summary }) => [id, { id, title: summary, exploited: '' }]);
}

function readCatalog(data: string): Wanted[] {
  const text = readFileSync(join(data, 'kev', 'known_exploited_vulnerabilities.json'), 'utf8');
  const entries = asList(asObject(parseJson(text))?.vulnerabilities) ?? [];
  return entries.map((entry) => {
    const fields = asObject(entry);
    const id = asText(fields?.cveID) ?? '';
    const title = (asText(fields?.vulnerabilityName) ?? '').replace(/\s+/g, ' ').trim();
    const ransomware = asText(fields?.knownRansomwareCampaignUse) === 'Known' ? ' ransomware' : '';
    return [id, { id, title, exploited: ` exploited ${asText(fields?.dateAdded)}${ransomware}` }];
  });
}

async function* rawAdvisories(data: string): AsyncGenerator<Advisory> {
  for (const bucket of readdirSync(join(data, 'osv'))) {
    const file = { path: join(data, 'osv', bucket, 'all.zip'), sizeBytes: 0 };
    for await (const document of zipDocuments(file, (name) => name.endsWith('.json')))
      yield* osv.parse(document, bucket);
  }
  for (const list of ['DSA', 'DLA']) {
    const file = { path: join(data, 'debian-tracker', 'data', list, 'list'), sizeBytes: 0 };
    for await (const document of listDocuments(file)) yield* debianAdvisories.parse(document, 'debian-advisories');
  }
  for (const name of readdirSync(join(data, 'alpine-secdb'))) {
    const [, release = ''] = /^(.+)-(?:main|community)\.json$/.exec(name) ?? [];
    const packages =
      asList(asObject(parseJson(readFileSync(join(data, 'alpine-secdb', name), 'utf8')))?.packages) ?? [];
    for (const entry of packages) {
      const text = JSON.stringify(entry);
      yield* alpineSecdb.parse({ name: asText(asObject(asObject(entry)?.pkg)?.name) ?? basename(name), text }, release);
    }
  }
}

function isOfUse({ name, ecosystem, state, ranges, module }: AffectedPackage): boolean {
  return (
    state === 'affected' &&
    module === undefined &&
    ranges.length > 0 &&
    !NOT_IN_IMAGES.test(name) &&
    !NOT_RUNNING.test(name) &&
    !/^(?:Julia|CRAN|OSS-Fuzz)/.test(ecosystem)
  );
}

/** `Debian:11 openssl | ..1.1.1n-0+deb11u1`. */
export function packageLine({ ecosystem, name, ranges }: AffectedPackage): string {
  return [`${ecosystem} ${name}`, ...ranges.map(rangeText)].join(' | ');
}

function rangeText({ introduced, fixed, lastAffected }: AffectedRange): string {
  const from = introduced === '0' ? '' : introduced;
  return lastAffected === undefined ? `${from}..${fixed ?? ''}` : `${from}..=${lastAffected}`;
}
