import type { Comparison } from '../../finding/compare-reports.ts';
import { counted, formatCount } from './quantities.ts';
import { show } from './text-layout.ts';

/** Every difference between two scanners' reports in lines, those of one reason together. */
export function comparisonText({ scanner, same, otherNames, onlyOurs, onlyTheirs }: Comparison): string {
  const name = scanner === 'trivy' ? 'Trivy' : 'Grype';
  const ours = onlyOurs.map(({ finding, reason, text }): Difference => ({ reason, text, of: finding.title }));
  const theirs = onlyTheirs.map(
    ({ other, reason, text }): Difference => ({ reason, text, of: `${other.ids[0]} ${other.name} ${other.version}` }),
  );
  return [
    `${counted(same, 'finding')} in both${otherNames > 0 ? `, ${formatCount(otherNames)} under other names` : ''}`,
    ...block(`only here, not in ${name}`, ours),
    ...block(`only in ${name}`, theirs),
    '',
  ].join('\n');
}

/** The same for programs. */
export function comparisonJson(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`;
}

interface Difference {
  readonly reason: string;
  readonly text: string;
  readonly of: string;
}

function block(title: string, differences: readonly Difference[]): string[] {
  const byReason = new Map<string, Difference[]>();
  for (const one of differences) byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one]);
  const lines = [...byReason]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .flatMap(([reason, some]) => [
      `  ${reason} (${formatCount(some.length)})`,
      ...some.flatMap(({ of, text }) => [`    ${show(of)}`, `      ${show(text)}`]),
    ]);
  return ['', `${formatCount(differences.length)} ${title}`, ...lines];
}
