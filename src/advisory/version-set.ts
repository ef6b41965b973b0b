import type { AffectedRange } from './advisory.ts';
import type { VersionScheme } from './version-scheme.ts';

/** A place between versions: just before one, or just after it. */
export interface VersionEdge {
  readonly version: string;
  readonly after: boolean;
}

/** The versions from one edge to another; open where there is none. */
export interface VersionInterval {
  readonly from?: VersionEdge | undefined;
  readonly to?: VersionEdge | undefined;
}

/** Intervals that do not touch, the oldest versions first. */
export type VersionSet = readonly VersionInterval[];

export const allVersions: VersionSet = [{}];

export function before(version: string): VersionEdge {
  return { version, after: false };
}

export function after(version: string): VersionEdge {
  return { version, after: true };
}

/** All versions that are in any of the intervals, which may overlap and come in any order. */
export function unionOf(intervals: Iterable<VersionInterval>, scheme: VersionScheme): VersionSet {
  const sorted = [...intervals]
    .filter(({ from, to }) => !from || !to || compareEdges(from, to, scheme) < 0)
    .sort((a, b) => compareStarts(a, b, scheme));
  const set: VersionInterval[] = [];
  for (const interval of sorted) {
    const last = set.at(-1);
    if (last && (!last.to || !interval.from || compareEdges(interval.from, last.to, scheme) <= 0)) {
      const isInside = !last.to || (interval.to && compareEdges(interval.to, last.to, scheme) <= 0);
      if (!isInside) set[set.length - 1] = { from: last.from, to: interval.to };
    } else set.push(interval);
  }
  return set;
}

/** All versions that are not in the set. */
export function complementOf(set: VersionSet): VersionSet {
  const gaps: VersionInterval[] = [];
  let from: VersionEdge | undefined;
  let isOpen = true;
  for (const interval of set) {
    if (interval.from) gaps.push({ from, to: interval.from });
    from = interval.to;
    isOpen = from !== undefined;
  }
  return isOpen ? [...gaps, { from }] : gaps;
}

/** All versions that are in both. */
export function intersectionOf(a: VersionSet, b: VersionSet, scheme: VersionScheme): VersionSet {
  return complementOf(unionOf([...complementOf(a), ...complementOf(b)], scheme));
}

/**
 * The set as ranges of an advisory. What ends where versions of `fixed` begin is fixed by that version; elsewhere the source
 * says nothing from there on. `next` names what counts as the least version after another.
 */
export function rangesOf(
  set: VersionSet,
  options: {
    fixed: VersionSet;
    next: (version: string) => string;
    scheme: VersionScheme;
  },
): AffectedRange[] {
  const { fixed, next, scheme } = options;
  return set.map(({ from, to }, at) => {
    const introduced = from === undefined ? '0' : from.after ? next(from.version) : from.version;
    if (to === undefined) return { introduced };
    const fix = fixed.find((interval) => interval.from && compareEdges(interval.from, to, scheme) >= 0)?.from;
    const following = set[at + 1]?.from;
    const isBeforeNext = fix && (!following || compareEdges(fix, following, scheme) <= 0);
    if (to.after) {
      const end = { introduced, lastAffected: to.version };
      return isBeforeNext && !fix.after ? { ...end, fixed: fix.version } : end;
    }
    // Semantic ranges end before the pre-releases of the version that the next one begins with.
    const isFixed = fix && !fix.after && (compareEdges(fix, to, scheme) === 0 || `${fix.version}-0` === to.version);
    return isFixed ? { introduced, fixed: fix.version } : { introduced, limit: to.version };
  });
}

function compareEdges(a: VersionEdge, b: VersionEdge, scheme: VersionScheme): number {
  return scheme.compare(a.version, b.version) || Number(a.after) - Number(b.after);
}

function compareStarts(a: VersionInterval, b: VersionInterval, scheme: VersionScheme): number {
  if (!a.from || !b.from) return Number(a.from !== undefined) - Number(b.from !== undefined);
  return compareEdges(a.from, b.from, scheme);
}
