import type { Severity } from '../advisory/severity.ts';
import type { Reach } from '../behavior/reach.ts';
import type { Vulnerability } from './vulnerability.ts';

/** One thing that an image has and should not, or should be known for. */
export interface Finding {
  /** Stable for the same image and rule. */
  readonly id: string;
  readonly kind: FindingKind;
  /** `kind/name` of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence for a person. */
  readonly title: string;
  /** Package URL. */
  readonly package?: string;
  readonly evidence: readonly Evidence[];
  readonly reach?: Reach;
  /** In a layer, but not in the final file tree. */
  readonly hidden?: boolean;
  /** Where all platforms of an index were looked into, and only some have it. */
  readonly platforms?: readonly string[];
  /** What to do. */
  readonly fix?: string;
  /** Of findings of kind `malware`: is it an attack, may it be one, or could it serve one? */
  readonly class?: MalwareClass;
  /** Two or three sentences: what, where, when it would run, what it would do, why we are sure. */
  readonly story?: string;
  /** Rules of all clues that it rests on, sorted. */
  readonly rules?: readonly string[];
  /** Of findings of kind `vulnerability`. */
  readonly vulnerability?: Vulnerability;
}

export type MalwareClass = 'malicious' | 'suspicious' | 'dual-use';

export type FindingKind =
  | 'vulnerability'
  | 'malware'
  | 'secret'
  | 'misconfiguration'
  | 'trust'
  | 'integrity'
  | 'license';

/** Where it was seen. Excerpts are bounded and printable, secrets masked. */
export interface Evidence {
  readonly path?: string;
  readonly layer?: number;
  /** From 1. */
  readonly line?: number;
  /** Field of the image config, where the evidence is not a file. */
  readonly field?: string;
  readonly excerpt?: string;
}
