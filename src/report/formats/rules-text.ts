import type { Rule } from '../../finding/detector.ts';
import type { FormatOptions } from '../format-options.ts';
import { createLayout, wrap } from './text-layout.ts';

/** Rules for a terminal: a line for each, or all that there is to say of them. */
export function writeRulesText(
  rules: readonly Rule[],
  { whole, ...options }: FormatOptions & { readonly whole: boolean },
): string {
  const { paint, width } = createLayout(options);
  if (!whole) {
    const longest = Math.max(0, ...rules.map(({ id }) => id.length));
    return rules
      .map(({ id, severity, title }) => `${id.padEnd(longest)}  ${severity.padEnd(LONGEST_SEVERITY)}  ${title}\n`)
      .join('');
  }
  return rules
    .map((rule) =>
      [
        `${paint('bold', rule.id)}  ${rule.severity}`,
        ...wrap('  ', `${rule.title}. ${rule.meaning}`, width),
        ...wrap('  What else looks like it: ', rule.falsePositives, width),
        ...rule.references.map((reference) => `  ${referenceAddress(reference)}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

const LONGEST_SEVERITY = 'critical'.length;

/** Of a technique of ATT&CK, the page about it. */
export function referenceAddress(reference: string): string {
  const [, technique, part] = /^(T\d{4})(?:\.(\d{3}))?$/.exec(reference) ?? [];
  if (technique === undefined) return reference;
  return `https://attack.mitre.org/techniques/${technique}/${part === undefined ? '' : `${part}/`}`;
}
