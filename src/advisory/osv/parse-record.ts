import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import { advisoryId, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { parseAffected } from './parse-affected.ts';
import { parseSeverity } from './parse-severity.ts';

/**
 * An OSV record (https://ossf.github.io/osv-schema/). Packages of ecosystems that are not wanted are left out; none may be left.
 * @throws FormatError where it is no OSV record.
 */
export function parseOsvRecord(text: string, wanted: (ecosystem: string) => boolean = () => true): Advisory {
  const record = asObject(parseJson(text));
  const id = advisoryId(asText(record?.id));
  if (!record || id === undefined) throw new FormatError('not an OSV record: it has no id');
  if (record.affected !== undefined && record.affected !== null && !Array.isArray(record.affected)) {
    throw new FormatError(`not an OSV record: what ${id} affects is no list`);
  }
  const affected = affectedPackages(record, wanted);
  const { severity = severityInSummary(record), cvss } = wholeSeverity(record);
  const aliases = idsOf(record.aliases, id);
  const upstream = upstreamOf(record, id);
  const [published, modified, withdrawn] = ['published', 'modified', 'withdrawn'].map((key) => time(record[key]));
  return {
    id,
    aliases,
    ...(upstream.length > 0 ? { upstream } : {}),
    summary: shortText(asText(record.summary)?.trim() || firstParagraph(asText(record.details))),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
    ...(severity === undefined ? {} : { severity }),
    cvss,
    references: referencesOf(record),
    affected,
  };
}

const ERRATUM = /^(?:AlmaLinux|Rocky Linux|Red Hat|SUSE|openSUSE|Mageia|Photon OS|Azure Linux|openEuler):/;
const MOST_IDS = 2_000;

/** Entries that differ in their versions only, as those of several repositories or branches, become one. */
function affectedPackages(record: JsonObject, wanted: (ecosystem: string) => boolean): AffectedPackage[] {
  const packages = new Map<string, AffectedPackage>();
  const module = moduleOf(record);
  for (const entry of objects(record.affected)) {
    const found = parseAffected(entry, wanted);
    if (!found) continue;
    const isModular = module !== undefined && found.ranges.some(({ fixed }) => fixed?.includes('.module'));
    const { ranges, versions = [], ...rest } = isModular ? { ...found, module } : found;
    const key = JSON.stringify(rest);
    const known = packages.get(key);
    if (!known && packages.size === limits.advisoryPackages) break;
    packages.set(key, joined(rest, known, { ranges, versions }));
  }
  return [...packages.values()];
}

type Versions = Required<Pick<AffectedPackage, 'ranges' | 'versions'>>;

function joined(
  rest: Omit<AffectedPackage, 'ranges' | 'versions'>,
  known: AffectedPackage | undefined,
  { ranges, versions }: Versions,
): AffectedPackage {
  const all = new Map([...(known?.ranges ?? []), ...ranges].map((range) => [JSON.stringify(range), range]));
  const named = [...new Set([...(known?.versions ?? []), ...versions])].slice(0, limits.advisoryVersions);
  return {
    ...rest,
    ranges: [...all.values()].slice(0, limits.advisoryRanges),
    ...(named.length > 0 ? { versions: named } : {}),
  };
}

/** Errata of rpm distributions tell the module stream in their title only: `Moderate: ruby:3.3 security update`. */
function moduleOf(record: JsonObject): string | undefined {
  if (!asList(record.affected).some(isErratum)) return undefined;
  return /(?:^|[ (])([A-Za-z0-9][\w.+-]{0,60}:[\w.+-]{1,40})(?=[ ,)]|$)/.exec(
    (asText(record.summary) ?? '').slice(0, 500),
  )?.[1];
}

/** Vectors may stand with the packages only; they are gathered for the whole. */
function wholeSeverity(record: JsonObject): ReturnType<typeof parseSeverity> {
  const own = parseSeverity(record);
  if (own.cvss.length > 0) return own;
  const entries = objects(record.affected);
  const vectors = new Set(entries.slice(0, MOST_IDS).flatMap((entry) => parseSeverity(entry).cvss));
  return { ...own, cvss: [...vectors].slice(0, 20) };
}

/** `Important: kernel security update`, as Red Hat and those who follow it have it. */
function severityInSummary(record: JsonObject): Advisory['severity'] {
  const [, word] = /^(Critical|Important|Moderate|Low): /.exec(asText(record.summary) ?? '') ?? [];
  return severityOf(word);
}

/** Errata named the vulnerabilities they answer `related`, before there was `upstream`. */
function upstreamOf(record: JsonObject, id: string): string[] {
  const told = idsOf(record.upstream, id);
  if (told.length > 0 || !asList(record.affected).some(isErratum)) return told;
  return idsOf(record.related, id).filter((related) => related.startsWith('CVE-'));
}

function isErratum(entry: Json): boolean {
  return ERRATUM.test(asText(asObject(asObject(entry)?.package)?.ecosystem) ?? '');
}

function idsOf(list: Json | undefined, own: string): string[] {
  const ids = new Set<string>();
  for (const entry of asList(list)) {
    const id = advisoryId(asText(entry));
    if (id !== undefined && id !== own && ids.size < MOST_IDS) ids.add(id);
  }
  return [...ids].sort();
}

/** Some databases write the year 1 for a time they do not know. */
function time(value: Json | undefined): string | undefined {
  const text = timestamp(asText(value));
  return text?.startsWith('0001-') ? undefined : text;
}

function firstParagraph(details: string | undefined): string | undefined {
  return details
    ?.slice(0, 4_000)
    .trim()
    .replace(/^#+ */, '')
    .split(/\n\s*\n/, 1)[0];
}

const REFERENCE_ORDER = ['ADVISORY', 'WEB', 'FIX', 'REPORT'];

function referencesOf(record: JsonObject): string[] {
  const references = objects(record.references);
  const rank = ({ type }: JsonObject): number => {
    const place = REFERENCE_ORDER.indexOf(asText(type) ?? '');
    return place < 0 ? REFERENCE_ORDER.length : place;
  };
  const sorted = references.slice(0, MOST_IDS).sort((a, b) => rank(a) - rank(b));
  return webAddresses(sorted.map(({ url }) => asText(url)));
}

function objects(list: Json | undefined): JsonObject[] {
  return asList(list)
    .map(asObject)
    .filter((entry) => entry !== undefined);
}
