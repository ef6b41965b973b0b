import type { Finding } from './finding.ts';

/** A finding that somebody answered: listed apart, with who says so and why. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: Suppression;
}

export interface Suppression {
  readonly kind: 'vex' | 'exception';
  /** The author of the VEX document, or the file of exceptions. */
  readonly who: string;
  /** Where it was read: a file, with the line of an exception; an attestation; a repository. */
  readonly source: string;
  /** In words. */
  readonly reason: string;
  /** `YYYY-MM-DD`: the last day of an exception; absent where it has none. */
  readonly until?: string;
}

/** What is left of findings once others had their say. */
export interface AnsweredFindings {
  readonly kept: readonly Finding[];
  /** In the order of the findings. */
  readonly suppressed: readonly SuppressedFinding[];
}
