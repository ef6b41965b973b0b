import type { Finding } from '../finding.ts';
import type { AnsweredFindings, SuppressedFinding, Suppression } from '../suppression.ts';
import { speaksOf } from './same-product.ts';
import type { VexStatement } from './statement.ts';
import type { VexSubject } from './subject.ts';

/**
 * Takes out the findings that a VEX statement calls fixed or not affected. Of several statements about the same thing the one
 * said last decides; of those without a time, or with the same, the last given.
 */
export function applyStatements(
  findings: readonly Finding[],
  { statements, subjectOf }: { statements: readonly VexStatement[]; subjectOf: (purl: string) => VexSubject },
): AnsweredFindings {
  const byId = groupById(statements);
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const by = suppressionOf(finding, { byId, subjectOf });
    if (by) suppressed.push({ finding, by });
    else kept.push(finding);
  }
  return { kept, suppressed };
}

interface Numbered {
  readonly statement: VexStatement;
  readonly position: number;
}

function groupById(statements: readonly VexStatement[]): Map<string, Numbered[]> {
  const byId = new Map<string, Numbered[]>();
  for (const [position, statement] of statements.entries()) {
    for (const id of new Set(statement.ids.map((each) => each.toUpperCase()))) {
      const group = byId.get(id) ?? [];
      group.push({ statement, position });
      byId.set(id, group);
    }
  }
  return byId;
}

function suppressionOf(
  finding: Finding,
  { byId, subjectOf }: { byId: ReadonlyMap<string, readonly Numbered[]>; subjectOf: (purl: string) => VexSubject },
): Suppression | undefined {
  if (!finding.vulnerability || finding.package === undefined) return undefined;
  const candidates = finding.vulnerability.ids.flatMap((id) => byId.get(id.toUpperCase()) ?? []);
  if (candidates.length === 0) return undefined;
  const subject = subjectOf(finding.package);
  const last = candidates
    .filter(({ statement }) => speaksOf(statement, subject))
    .reduce<Numbered | undefined>((a, b) => (a && isLater(a, b) ? a : b), undefined)?.statement;
  if (last?.status !== 'not-affected' && last?.status !== 'fixed') return undefined;
  return { kind: 'vex', who: last.author, source: last.source, reason: reasonOf(last) };
}

function isLater(a: Numbered, b: Numbered): boolean {
  const [first, second] = [a.statement.timestamp ?? '', b.statement.timestamp ?? ''];
  return first === second ? a.position > b.position : first > second;
}

function reasonOf({ status, justification, text }: VexStatement): string {
  const state = status === 'fixed' ? 'fixed' : 'not affected';
  const words = justification?.replaceAll('_', ' ');
  return [state, words, text].filter((part) => part !== undefined).join(': ');
}
