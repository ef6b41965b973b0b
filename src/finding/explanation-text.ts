import type { AffectedRange } from '../advisory/advisory.ts';
import { printableField } from '../base/printable.ts';
import type { ExplainedPackage, ExplainedStatement, Explanation } from './explain.ts';

/** The explanation in sentences, one a line; lines about a package are indented below it. */
export function explanationText({ id, names, advisories, packages }: Explanation): string {
  const lines: string[] = [];
  const others = names.filter((name) => name !== id);
  lines.push(others.length > 0 ? `${id}, also known as ${others.join(', ')}.` : `${id}.`);
  if (advisories.length === 0 && packages.length === 0) {
    lines.push('No feed at hand knows it.');
  }
  for (const { source, id: own, withdrawn, packages: named, speaksOf } of advisories) {
    const more = speaksOf > named.length ? ` and ${speaksOf - named.length} more` : '';
    const what = speaksOf === 0 ? 'no package' : `${named.join(', ')}${more}`;
    lines.push(
      `${source} has ${own}${withdrawn ? `, withdrawn on ${withdrawn.slice(0, 10)}` : ''}: it speaks of ${what}.`,
    );
  }
  if (packages.length === 0 && advisories.length > 0) lines.push('None of these packages is in the inventory.');
  for (const each of packages) lines.push(...packageLines(each));
  return `${lines.map(printableField).map(unindented).join('\n')}\n`;
}

const INDENT = '·';

function packageLines({ package: found, found: isFound, statements, leftTo, unjudged }: ExplainedPackage): string[] {
  const name = `${found.name} ${found.version}`.trim();
  const lines = [`${name}: ${isFound ? 'in the report' : 'not in the report'}.`];
  if (leftTo !== undefined) {
    lines.push(`${INDENT}${leftTo} brought it along: the distribution answers for it, and backports fixes.`);
  }
  if (unjudged) lines.push(`${INDENT}It could not be looked up: ${unjudged.reason}, ${unjudged.detail}.`);
  for (const statement of statements) lines.push(`${INDENT}${statementLine(statement)}`);
  const denied = statements.find(({ outcome }) => outcome === 'not-affected');
  if (!isFound && denied && statements.some(({ outcome }) => outcome === 'affected')) {
    lines.push(`${INDENT}The word of ${denied.source} that it is not affected counts more than the others' ranges.`);
  }
  return lines;
}

function statementLine({ source, id, lookup, affected, outcome, fixed }: ExplainedStatement): string {
  const asked = `${lookup.ecosystem} ${lookup.name} ${lookup.version}${lookup.fallback ? ' (asked where others are silent)' : ''}`;
  return `${source} ${id} on ${asked}: ${OUTCOMES[outcome](rangesText(affected), affected.note ?? '')}${fixed === undefined ? '' : `; fixed in ${fixed}`}.`;
}

const OUTCOMES: Readonly<Record<ExplainedStatement['outcome'], (ranges: string, note: string) => string>> = {
  affected: (ranges) => `affected, being in ${ranges}`,
  'not-affected': (_, note) => `its source says that it is not affected${note === '' ? '' : ` (${note})`}`,
  'other-version': (ranges) => `not affected, not being in ${ranges}`,
  incomparable: (ranges) => `it cannot be told whether it is in ${ranges}`,
  'other-build': () => 'it speaks of another architecture or module stream',
  withdrawn: () => 'its source has withdrawn it',
};

const MOST_RANGES = 6;

function rangesText({
  ranges,
  versions = [],
}: {
  readonly ranges: readonly AffectedRange[];
  readonly versions?: readonly string[];
}): string {
  const texts = ranges.slice(0, MOST_RANGES).map(rangeText);
  if (ranges.length > MOST_RANGES) texts.push(`${ranges.length - MOST_RANGES} more ranges`);
  if (versions.length > 0)
    texts.push(versions.length === 1 ? `${versions[0]} alone` : `a list of ${versions.length} versions`);
  return texts.join(', ') || 'no range';
}

function rangeText({ introduced, fixed, lastAffected, limit }: AffectedRange): string {
  const end = lastAffected !== undefined ? ` ≤ ${lastAffected}` : fixed !== undefined ? ` < ${fixed}` : '';
  const bound = limit === undefined ? '' : ` before ${limit}`;
  if (introduced === '0') return end === '' ? `all versions${bound}` : `${end.trim()}${bound}`;
  return end === '' ? `≥ ${introduced}${bound}` : `${introduced} ≤ …${end}${bound}`;
}

function unindented(line: string): string {
  return line.startsWith(INDENT) ? `  ${line.slice(INDENT.length)}` : line;
}
