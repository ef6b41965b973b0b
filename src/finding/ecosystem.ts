import type { AffectedPackage } from '../advisory/advisory.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package, PackageType } from '../inventory/package.ts';

/** One distribution or language: whose packages, under which names advisories speak of them. */
export interface Ecosystem {
  readonly name: string;
  /** Of the packages that may be its own; absent where they may be of any type. */
  readonly types?: readonly PackageType[];
  /** The names under which advisories may speak of this package; empty where it is not of this ecosystem. */
  lookups(found: Package, os: OperatingSystem | undefined): readonly Lookup[] | Unjudged;
  /** False where the advisory means other builds: another module stream, another architecture. Absent: all apply. */
  applies?(affected: AffectedPackage, found: Package): boolean;
}

export interface Lookup {
  /** As in `AffectedPackage.ecosystem`: its version order is the one to compare in. */
  readonly ecosystem: string;
  readonly name: string;
  /** What is compared: the source package's version for Debian. */
  readonly version: string;
  /** Asked only of vulnerabilities of which the package's lookups before it say nothing. */
  readonly fallback?: true;
  /** The epoch of `version` is not known: epochs are left out of comparisons. */
  readonly epochUnknown?: true;
  /** Who it is was guessed: by a CPE name, or a jar's file name. */
  readonly confidence?: 'low';
}

/** A package of this ecosystem that no advisory can be asked of. */
export interface Unjudged {
  readonly reason: 'release-unknown' | 'version-unknown' | 'third-party';
  /** In words, to follow a colon: `Debian testing`. */
  readonly detail: string;
}

/** Is it the reason why there are no lookups, rather than lookups? */
export function isUnjudged(answer: readonly Lookup[] | Unjudged): answer is Unjudged {
  return 'reason' in answer;
}
