import { readSections } from '../../behavior/ini.ts';

/** The place where a polkit rule says yes to whatever is asked by whomever. */
export function opensPolkit(text: string, path: string): string | undefined {
  return path.endsWith('.pkla') ? opensByTable(text) : opensByProgram(text);
}

function opensByTable(text: string): string | undefined {
  for (const { values } of readSections(text)) {
    const isForAll = /(?:^|;)unix-(?:user|group):\*(?:;|$)/.test(values.get('Identity') ?? '');
    const isOfAll = /(?:^|;)\*(?:;|$)/.test(values.get('Action') ?? '');
    const isOpen = ['ResultAny', 'ResultInactive', 'ResultActive'].some((key) => values.get(key) === 'yes');
    if (isForAll && isOfAll && isOpen) return `Identity=${values.get('Identity')} Action=* yes`;
  }
  return undefined;
}

const LONGEST_RULE = 4_000;

function opensByProgram(text: string): string | undefined {
  const plain = text
    .slice(0, 65_536)
    .replaceAll(/\/\/[^\n]{0,4000}/g, '')
    .replaceAll(/\/\*[^*]{0,4000}\*\//g, '');
  for (let at = plain.indexOf('addRule'); at >= 0; at = plain.indexOf('addRule', at + 7)) {
    const next = plain.indexOf('addRule', at + 7);
    const rule = plain.slice(at, Math.min(next < 0 ? plain.length : next, at + LONGEST_RULE));
    const yes = rule.search(/return\s{1,9}(?:polkit\.Result\.YES\b|["']yes["'])/);
    if (yes < 0) continue;
    const before = rule.slice(0, yes).replaceAll(/\bif\s{0,9}\(\s{0,9}(?:true|1)\s{0,9}\)/g, '');
    if (!/\b(?:if|switch|for|while)\b|\?|&&|\|\|/.test(before)) return rule.slice(0, 200).replaceAll(/\s+/g, ' ');
  }
  return undefined;
}
