import { FormatError } from '../../base/errors.ts';
import { lines } from '../../format/lines.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import { advisoryId, cveIds, packageName, shortText, timestamp, versionText, webAddresses } from '../record-fields.ts';
import { trackedReleases } from './releases.ts';
import { affectedPackage, type DebianStatement } from './statement.ts';

/** One entry of the tracker's lists `data/{CVE,DSA,DLA}/list`: a line, and the lines below it that begin with white space. */
export interface TrackerEntry {
  readonly header: string;
  readonly notes: readonly string[];
}

/** The entries of a list, in its order. */
export function* trackerEntries(text: string): Iterable<TrackerEntry> {
  let header: string | undefined;
  let notes: string[] = [];
  for (const line of lines(text)) {
    if (line.trim() === '') continue;
    if (/^\s/.test(line)) {
      if (notes.length < MOST_NOTES) notes.push(line.trim());
      continue;
    }
    if (header !== undefined) yield { header, notes };
    header = line.trimEnd();
    notes = [];
  }
  if (header !== undefined) yield { header, notes };
}

/**
 * The advisories of a list of the tracker, or of some entries of it.
 * @throws FormatError when it has entries and none of them can be understood.
 */
export function* parseTrackerList(text: string): Iterable<Advisory> {
  let damaged: string | undefined;
  let understood = false;
  for (const entry of trackerEntries(text)) {
    const parsed = entry.header.startsWith('[') ? parseNotice(entry) : parseVulnerability(entry);
    if (parsed === 'damaged') damaged = entry.header;
    else {
      understood = true;
      if (parsed) yield parsed;
    }
  }
  if (damaged !== undefined && !understood) {
    throw new FormatError(`no entry of the tracker: ${JSON.stringify(damaged.slice(0, 100))}`);
  }
}

/** What the notes of an entry say of packages, one statement a line. */
export function statementsOf(notes: readonly string[]): DebianStatement[] {
  return notes.flatMap((note) => packageStatement(note) ?? []);
}

/** The ids in an entry's `{CVE-… DSA-…}` notes. */
export function referredIds(notes: readonly string[]): string[] {
  return notes
    .filter((note) => note.startsWith('{') && note.endsWith('}'))
    .flatMap((note) => note.slice(1, -1).trim().split(/\s+/))
    .filter((id) => advisoryId(id) !== undefined);
}

const MOST_NOTES = 10_000;
const TRACKER = 'https://security-tracker.debian.org/tracker/';

/** Titles of notices that mend a package without closing a hole: of regressions, of newer time zones. */
const repairsOnly =
  /regression|\bend[ -]of|upstream version|database|bugfix|crash fix|new package|version number| update$(?<!security update)/i;

/** `[18 Apr 2018] DSA-4205-1 jessie end-of-life`; undefined where it speaks of no package, or of no hole. */
function parseNotice({ header, notes }: TrackerEntry): Advisory | undefined | 'damaged' {
  const match = /^\[(\d{2}) ([A-Z][a-z]{2}) (\d{4})\] (D[LST]A-\d{1,6}(?:-\d{1,3})?)\s(.*)$/.exec(header);
  const [, day = '', month = '', year = '', id = '', title = ''] = match ?? [];
  if (!match) return 'damaged';
  const affected = statementsOf(notes).flatMap((statement) => affectedPackage(statement) ?? []);
  if (affected.length === 0) return undefined;
  const upstream = cveIds(referredIds(notes));
  if (upstream.length === 0 && repairsOnly.test(title)) return undefined;
  const published = timestamp(`${year}-${monthNumber(month)}-${day}`);
  return {
    id,
    aliases: [],
    ...(upstream.length > 0 && { upstream }),
    summary: shortText(title),
    ...(published !== undefined && { published }),
    cvss: [],
    references: webAddresses([`${TRACKER}${id}`]),
    affected,
  };
}

/** `CVE-2021-36367 (PuTTY through 0.75 …)`, `CVE-2023-XXXX [title]`; undefined where no package of Debian has it. */
function parseVulnerability({ header, notes }: TrackerEntry): Advisory | undefined | 'damaged' {
  const match = /^([A-Z]+-[\w-]{1,100})(?: [([](.*)[)\]])?$/.exec(header);
  const id = match?.[1];
  if (!match || id === undefined) return 'damaged';
  const affected = releaseStatements(statementsOf(notes)).flatMap((statement) => affectedPackage(statement) ?? []);
  // Without a number there is nothing by which others could speak of the same thing.
  if (affected.length === 0 || id.endsWith('-XXXX')) return undefined;
  return {
    id,
    aliases: [],
    summary: shortText(match[2]),
    cvss: [],
    references: webAddresses([id, ...referredIds(notes)].map((name) => `${TRACKER}${name}`)),
    affected: mergeSame(affected),
  };
}

/** What is said of no release holds in all that have the package, where nothing else is said of them. */
function releaseStatements(statements: readonly DebianStatement[]): DebianStatement[] {
  const said = new Set(statements.map((statement) => `${statement.release} ${statement.package}`));
  return statements.flatMap((statement) =>
    statement.release !== ''
      ? [statement]
      : trackedReleases
          .filter((release) => !said.has(`${release} ${statement.package}`))
          .map((release) => ({ ...statement, release })),
  );
}

/** `[bookworm] - foot 1.13.1-2+deb12u1`, `- putty 0.75-3 (low; bug #990901)`, `[buster] - putty <no-dsa> (Minor issue)`. */
function packageStatement(note: string): DebianStatement | undefined {
  const match = /^(?:\[([a-z]{1,32})\]\s*)?-\s+(\S{1,300})\s+(\S{1,300})(?:\s+\((.*)\))?\s*$/.exec(note);
  if (!match) return undefined;
  const [, release = '', name, what = '', remark = ''] = match;
  const source = packageName(name);
  if (source === undefined) return undefined;
  const reason = /^<([a-z-]{1,32})>$/.exec(what)?.[1];
  if (reason === undefined) {
    const fixed = versionText(what);
    if (fixed === undefined || fixed.startsWith('<')) return undefined;
    return { package: source, release, fixed, ...urgencyOf(remark) };
  }
  switch (reason) {
    case 'unfixed':
    case 'removed':
      return { package: source, release, ...urgencyOf(remark) };
    case 'not-affected':
    case 'no-dsa':
    case 'ignored':
    case 'postponed':
    case 'end-of-life':
    case 'undetermined':
      return { package: source, release, reason, ...(remark !== '' && { note: remark }) };
    default:
      return undefined; // `itp`: somebody intends to package it
  }
}

/** `low; bug #990901` */
function urgencyOf(remark: string): { urgency?: string } {
  const urgency = remark
    .split(';')
    .map((word) => word.trim())
    .find((word) => ['unimportant', 'low', 'medium', 'high'].includes(word));
  return urgency === undefined ? {} : { urgency };
}

/** A package may be named twice for one release; what was said last stands, as in the tracker. */
function mergeSame(affected: readonly AffectedPackage[]): AffectedPackage[] {
  return [...new Map(affected.map((one) => [`${one.ecosystem} ${one.name}`, one])).values()];
}

function monthNumber(name: string): string {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return String(months.indexOf(name) + 1).padStart(2, '0');
}
