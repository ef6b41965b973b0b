import type { Severity } from '../../advisory/severity.ts';
import { sha256 } from '../../base/digest.ts';
import { printable } from '../../base/printable.ts';
import type { Reach } from '../../behavior/reach.ts';
import type { Evidence, Finding } from '../finding.ts';

/** What a detector says of something that is not as whoever made it left it. */
export interface IntegrityClaim {
  readonly rule: `integrity/${string}`;
  /** What tells this finding from others of its rule: a path, a package, a layer. */
  readonly about: string;
  readonly severity: Severity;
  readonly title: string;
  readonly evidence: readonly Evidence[];
  readonly fix: string;
  readonly package?: string;
  readonly reach?: Reach;
}

const ID_DIGITS = 16;
const LONGEST_TITLE = 300;

export function integrityFinding({ rule, about, title, ...claim }: IntegrityClaim): Finding {
  const id = sha256(`${rule}\n${about}`).slice('sha256:'.length, 'sha256:'.length + ID_DIGITS);
  return { id, kind: 'integrity', rule, title: printable(title, LONGEST_TITLE), ...claim };
}
