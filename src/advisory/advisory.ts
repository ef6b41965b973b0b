import type { Severity } from './severity.ts';

/** What one source says of one vulnerability, or of one malicious package. */
export interface Advisory {
  /** As the source names it: `CVE-…`, `GHSA-…`, `DSA-…`, `MAL-…`. */
  readonly id: string;
  /** Other names of the same vulnerability, sorted, without `id`. */
  readonly aliases: readonly string[];
  /** For an advisory that answers for several: the vulnerabilities it is about, sorted (OSV `upstream`, the CVEs of an erratum). */
  readonly upstream?: readonly string[];
  /** One sentence or a short text, as the source has it. */
  readonly summary: string;
  /** RFC 3339. */
  readonly published?: string;
  /** RFC 3339. */
  readonly modified?: string;
  /** RFC 3339; the source no longer stands by it. */
  readonly withdrawn?: string;
  /** The source's own word for all packages; a package may have its own. */
  readonly severity?: Severity;
  /** CVSS vectors as written: `CVSS:3.1/AV:N/…`, version 2 as `AV:N/AC:L/…`. */
  readonly cvss: readonly string[];
  /** Web addresses, the advisory's own page first; a few at most. */
  readonly references: readonly string[];
  /** Known to be used in attacks (KEV). */
  readonly exploited?: Exploitation;
  /** How likely an attack is in the next 30 days (EPSS). */
  readonly epss?: ExploitPrediction;
  readonly affected: readonly AffectedPackage[];
}

export interface Exploitation {
  /** `YYYY-MM-DD`. */
  readonly since: string;
  readonly ransomware: boolean;
}

export interface ExploitPrediction {
  /** 0 to 1. */
  readonly probability: number;
  /** 0 to 1. */
  readonly percentile: number;
}

/** Which versions of one package an advisory speaks of, and what the source says of them. */
export interface AffectedPackage {
  /** OSV name, with the release where there is one: `npm`, `Debian:12`, `Alpine:v3.20`, `AlmaLinux:9`. */
  readonly ecosystem: string;
  /** The ecosystem's own key for it: normalised for PyPI, `group:artifact` for Maven, the source package for Debian. */
  readonly name: string;
  /** A version in any of them is affected. */
  readonly ranges: readonly AffectedRange[];
  /** Versions named one by one; affected beside the ranges. */
  readonly versions?: readonly string[];
  readonly state: AffectedState;
  readonly severity?: Severity;
  /** Only builds for these; the distribution's names. */
  readonly architectures?: readonly string[];
  /** Only builds of this module stream: `nodejs:18`. */
  readonly module?: string;
  /** Why the source says so, in its own words: `Minor issue`, `vulnerable_code_not_present`. Bounded. */
  readonly note?: string;
}

/** introduced ≤ version < fixed, or ≤ lastAffected where the fix is not the next version. Without an end: all later ones. */
export interface AffectedRange {
  /** `0` means from the first version. */
  readonly introduced: string;
  readonly fixed?: string;
  readonly lastAffected?: string;
  /** The source says nothing of versions from here on (OSV `limit`). */
  readonly limit?: string;
  /** Compared in this order instead of the ecosystem's own (OSV ranges of type SEMVER elsewhere). */
  readonly order?: 'semver';
}

export type AffectedState =
  /** Affected in the ranges; where they have an end, there is a fix. */
  | 'affected'
  | 'will-not-fix'
  /** To be fixed, not now: no-dsa, postponed. */
  | 'deferred'
  /** Affected, and no longer cared for. */
  | 'end-of-life'
  | 'under-investigation'
  /** Looked at: the versions in the ranges are not affected. Overrides what upstream's records say of the package. */
  | 'not-affected';
