import type { Finding } from './finding.ts';

/** A finding that somebody has answered. It is listed, and counts for nothing. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: Suppression;
}

/** Who says that a finding does not matter here, and why. */
export interface Suppression {
  /** A file's name, an attestation, a repository of VEX statements. */
  readonly source: string;
  readonly kind: 'vex' | 'exception';
  /** `not_affected`, `fixed` of VEX; `accepted` of an exception. */
  readonly status: string;
  /** The justification or the reason, as written. */
  readonly reason: string;
  /** `YYYY-MM-DD`: an exception counts up to and with that day. */
  readonly until?: string;
}
