import { limits } from '../base/limits.ts';
import type { AffectedPackage, AffectedRange } from './advisory.ts';
import type { VersionScheme } from './version-scheme.ts';
import { semver } from './versions/semver.ts';

/** Whether a version is among those a statement speaks of; `unknown` where the order cannot place what decides it. */
export type Affected = boolean | 'unknown';

/**
 * Is the installed version in one of the ranges, or named? A version that is not one is in a range only where all versions
 * are, or where it is named letter by letter.
 */
export function isAffected(version: string, affected: AffectedPackage, scheme: VersionScheme): Affected {
  let answer: Affected = false;
  for (const range of affected.ranges) {
    const inRange = isInRange(version, range, scheme);
    if (inRange === true) return true;
    if (inRange === 'unknown') answer = 'unknown';
  }
  const { versions } = affected;
  if (versions === undefined || versions.length === 0) return answer;
  if (versions.includes(version)) return true;
  if (!scheme.isValid(version)) return 'unknown';
  // 1.0 and 1.0.0 are one version where the order says so.
  return versions.some((named) => scheme.isValid(named) && scheme.compare(version, named) === 0) || answer;
}

/**
 * The oldest fix that is newer than the affected version and not affected itself, as the source writes it; undefined where
 * the statement knows of none.
 */
export function fixedVersion(version: string, affected: AffectedPackage, scheme: VersionScheme): string | undefined {
  const fixes = affected.ranges.flatMap((range) => {
    const order = orderOf(range, scheme);
    const { fixed } = range;
    return fixed !== undefined && isBefore(version, fixed, order) === true ? [fixed] : [];
  });
  return [...new Set(fixes)]
    .sort(scheme.compare)
    .slice(0, limits.fixesPerAdvisory)
    .find((fixed) => isAffected(fixed, affected, scheme) === false);
}

function isInRange(version: string, range: AffectedRange, scheme: VersionScheme): Affected {
  const order = orderOf(range, scheme);
  const { introduced, fixed, lastAffected, limit } = range;
  return allOf(
    introduced === '0' || not(isBefore(version, introduced, order)),
    fixed === undefined || isBefore(version, fixed, order),
    lastAffected === undefined || not(isBefore(lastAffected, version, order)),
    limit === undefined || limit === '*' || isBefore(version, limit, order),
  );
}

function orderOf(range: AffectedRange, scheme: VersionScheme): VersionScheme {
  return range.order === 'semver' ? semver : scheme;
}

function isBefore(version: string, other: string, order: VersionScheme): Affected {
  if (!order.isValid(version) || !order.isValid(other)) return 'unknown';
  return order.compare(version, other) < 0;
}

function not(answer: Affected): Affected {
  return answer === 'unknown' ? answer : !answer;
}

function allOf(...answers: readonly Affected[]): Affected {
  if (answers.includes(false)) return false;
  return answers.includes('unknown') ? 'unknown' : true;
}
