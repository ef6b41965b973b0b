import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { AffectedPackage, AffectedRange } from '../advisory.ts';
import { isAffected } from '../affected-versions.ts';
import type { VersionScheme } from '../version-scheme.ts';
import { semver } from '../versions/semver.ts';

/** One event of a range in an OSV record. */
export interface OsvEvent {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit';
  readonly version: string;
}

const KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const;
/** Orders that say of every semantic version what semver.org says, or know better what its ecosystem means. */
const LIKE_SEMVER = new Set(['semver', 'bitnami', 'go', 'hex', 'julia', 'nuget', 'pub']);

/**
 * The ranges of an `affected` entry of an OSV record. Ranges of commits say nothing of versions.
 * @throws FormatError where a range has more events than any record needs.
 */
export function osvRanges(ranges: Json | undefined, scheme: VersionScheme): AffectedRange[] {
  return asList(ranges).flatMap((entry) => {
    const range = asObject(entry);
    const type = asText(range?.type);
    if (type !== 'SEMVER' && type !== 'ECOSYSTEM') return [];
    const events = readEvents(range?.events);
    if (type === 'ECOSYSTEM' || LIKE_SEMVER.has(scheme.name)) return rangesOfEvents(events, scheme);
    return rangesOfEvents(events, semver).map((made) => ({ ...made, order: 'semver' as const }));
  });
}

/**
 * The ranges that OSV's evaluation algorithm makes of events in any order: sorted by version, those of one version as they
 * stand, and paired. Where an order cannot place an event, all are paired as they stand.
 */
export function rangesOfEvents(events: readonly OsvEvent[], scheme: VersionScheme): AffectedRange[] {
  const limit = latestLimit(events, scheme);
  const ranges: AffectedRange[] = [];
  let introduced: string | undefined;
  for (const { kind, version } of inOrder(events, scheme)) {
    if (kind === 'introduced') introduced ??= version;
    else if (introduced !== undefined) {
      ranges.push(kind === 'fixed' ? { introduced, fixed: version } : { introduced, lastAffected: version });
      introduced = undefined;
    } else if (kind === 'fixed') fixAtOnce(ranges, version, scheme);
  }
  if (introduced !== undefined) ranges.push({ introduced });
  return ranges
    .filter((range) => !isEmpty(range, scheme))
    .map((range) => (limit === undefined ? range : { ...range, limit }));
}

/** The versions named one by one that no range covers: the others need not be kept. */
export function versionsBesideRanges(
  versions: readonly string[],
  affected: AffectedPackage,
  scheme: VersionScheme,
): string[] {
  const { versions: _, ...ranges } = affected;
  return versions.filter((version) => isAffected(version, ranges, scheme) !== true);
}

function readEvents(value: Json | undefined): OsvEvent[] {
  const entries = asList(value);
  if (entries.length > limits.eventsPerRange) throw new FormatError(`a range of ${entries.length} events`);
  const events: OsvEvent[] = [];
  for (const entry of entries) {
    const event = asObject(entry);
    for (const kind of KINDS) {
      const version = asText(event?.[kind]);
      if (version !== undefined && version !== '') events.push({ kind, version });
    }
  }
  return events;
}

function inOrder(events: readonly OsvEvent[], scheme: VersionScheme): readonly OsvEvent[] {
  const ends = events.filter(({ kind }) => kind !== 'limit');
  if (!ends.every(({ version }) => version === '0' || scheme.isValid(version))) return ends;
  return ends.sort((a, b) => compareEvents(a, b, scheme));
}

function compareEvents(a: OsvEvent, b: OsvEvent, scheme: VersionScheme): number {
  // `introduced: 0` is before all versions, also before pre-releases of 0.
  const first = Number(isFirst(b)) - Number(isFirst(a));
  return first === 0 ? scheme.compare(a.version, b.version) : first;
}

function isFirst({ kind, version }: OsvEvent): boolean {
  return kind === 'introduced' && version === '0';
}

/** A version is in the range as long as one limit is above it. */
function latestLimit(events: readonly OsvEvent[], scheme: VersionScheme): string | undefined {
  const given = events.filter(({ kind }) => kind === 'limit').map(({ version }) => version);
  if (given.includes('*')) return undefined;
  const unplaced = given.find((version) => !scheme.isValid(version));
  return unplaced ?? given.sort(scheme.compare).at(-1);
}

/** Last affected and fixed in the same version: it is fixed. */
function fixAtOnce(ranges: AffectedRange[], fixed: string, scheme: VersionScheme): void {
  const last = ranges.at(-1);
  if (last?.lastAffected === undefined || scheme.compare(last.lastAffected, fixed) !== 0) return;
  ranges[ranges.length - 1] = { introduced: last.introduced, fixed };
}

function isEmpty({ introduced, fixed }: AffectedRange, scheme: VersionScheme): boolean {
  if (fixed === undefined || introduced === '0' || !scheme.isValid(introduced) || !scheme.isValid(fixed)) return false;
  return scheme.compare(introduced, fixed) >= 0;
}
