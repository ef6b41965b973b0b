import type { AffectedPackage } from '../advisory/advisory.ts';
import type { VersionScheme } from '../advisory/version-scheme.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package } from '../inventory/package.ts';

/** One distribution or language: whose packages, which version order, which advisories speak of them. */
export interface Ecosystem {
  readonly name: string;
  readonly versions: VersionScheme;
  /** The names under which advisories may speak of this package; empty where it is not of this ecosystem. */
  lookups(found: Package, os: OperatingSystem | undefined): readonly Lookup[];
  /** False where the advisory means other builds: another module stream, another architecture. Absent: all apply. */
  applies?(affected: AffectedPackage, found: Package): boolean;
}

export interface Lookup {
  /** As in `AffectedPackage.ecosystem`. */
  readonly ecosystem: string;
  readonly name: string;
  /** What is compared: the source package's version for Debian. */
  readonly version: string;
}
