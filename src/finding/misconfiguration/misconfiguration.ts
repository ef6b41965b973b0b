import type { Severity } from '../../advisory/severity.ts';
import { sha256 } from '../../base/digest.ts';
import type { Rule } from '../detector.ts';
import type { Evidence, Finding } from '../finding.ts';

/** A rule of kind `misconfiguration`, and what to do about what it finds. */
export interface Misconfiguration extends Rule {
  readonly id: `misconfiguration/${string}`;
  /** One line. */
  readonly fix: string;
}

/** What one image has against a rule. */
export interface Breach {
  /** One sentence for a person. */
  readonly title: string;
  readonly evidence: readonly Evidence[];
  /** Of the rule where absent. */
  readonly severity?: Severity;
  /** What tells several findings of one rule apart; they are one where absent. */
  readonly about?: string;
}

const MOST_EVIDENCE = 25;

/** One finding for all places of a rule: a list of a thousand files says no more than its beginning and the number. */
export function misconfigured({ id: rule, severity, fix }: Misconfiguration, breach: Breach): Finding {
  const { title, evidence, about = '' } = breach;
  return {
    id: sha256(`${rule}\n${about}`).slice('sha256:'.length, 'sha256:'.length + 16),
    kind: 'misconfiguration',
    rule,
    severity: breach.severity ?? severity,
    title,
    evidence: evidence.slice(0, MOST_EVIDENCE),
    fix,
  };
}

/** `1 file`, `3 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const LONGEST_EXCERPT = 200;

/** Cut to what evidence may hold. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, LONGEST_EXCERPT * 2)
    .replaceAll('\ufffc', '…')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT - 1)}…` : line;
}

/** The CIS Docker Benchmark, section 4 and 5, by number. */
export function cis(number: string): string {
  return `CIS Docker Benchmark ${number}`;
}

/** A check of Trivy's, by number. */
export function trivyCheck(number: string): string {
  return `AVD-DS-${number}`;
}
