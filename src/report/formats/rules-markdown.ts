import type { Rule } from '../../finding/detector.ts';
import { referenceAddress } from './rules-text.ts';

const KINDS: readonly (readonly [string, string])[] = [
  ['malware', 'Hostile content'],
  ['integrity', 'Tampered files'],
  ['secret', 'Secrets'],
  ['misconfiguration', 'Misconfiguration'],
  ['trust', 'Trust'],
  ['license', 'Licences'],
  ['vulnerability', 'Vulnerabilities'],
];

/** Rules as a page; `shownBy` are the names of fixtures that have each of them. */
export function writeRulesMarkdown(
  rules: readonly Rule[],
  shownBy: ReadonlyMap<string, readonly string[]> = new Map(),
): string {
  const sections = KINDS.flatMap(([kind, heading]) => {
    const own = rules.filter(({ id }) => id.startsWith(`${kind}/`));
    return own.length === 0 ? [] : [`## ${heading}`, ...own.map((rule) => ruleText(rule, shownBy.get(rule.id) ?? []))];
  });
  return `${sections.join('\n\n')}\n`;
}

const MOST_CASES = 12;

function ruleText(
  { id, title, severity, meaning, falsePositives, references }: Rule,
  cases: readonly string[],
): string {
  const shown = cases.slice(0, MOST_CASES).map((name) => `\`${name}\``);
  const more = cases.length > MOST_CASES ? `, and ${cases.length - MOST_CASES} more` : '';
  return [
    `### \`${id}\``,
    `**${title}**, ${severity}. ${meaning}`,
    `*What else looks like it:* ${falsePositives}`,
    ...(references.length > 0 ? [`*See* ${references.map(linked).join(', ')}.`] : []),
    ...(shown.length > 0 ? [`*Fixtures:* ${shown.join(', ')}${more}.`] : []),
  ].join('\n\n');
}

function linked(reference: string): string {
  const address = referenceAddress(reference);
  return address === reference ? `<${reference}>` : `[${reference}](${address})`;
}
