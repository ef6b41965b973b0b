import parseExpression from 'spdx-expression-parse';
import { sha256 } from '../base/digest.ts';
import { asList, asObject, asText, type Json } from '../base/json.ts';
import { isLicenseId, namedLicense } from './license-name.ts';

const LONGEST_DECLARATION = 2_000;
const MOST_PARTS = 50;
const LONGEST_REFERENCE = 64;
const MOST_REMEMBERED = 10_000;

const remembered = new Map<string, readonly string[]>();

/**
 * Declared licences as SPDX expressions, sorted; all of them apply, so none has `AND` at its top.
 * What SPDX has no name for becomes `LicenseRef-…`. Never throws.
 */
export function licensesOf(declared: readonly string[]): string[] {
  return [...new Set(declared.flatMap(expressionsOf))].sort();
}

/** The licence strings in a package.json or composer.json: a string, an object with `type` or `url`, or a list of these. */
export function licenseTexts(value: Json | undefined): string[] {
  const values = Array.isArray(value) ? asList(value) : [value];
  return values.flatMap((entry) => {
    const { type, name, url } = asObject(entry) ?? {};
    const text = asText(entry) ?? asText(type) ?? asText(name) ?? asText(url);
    return text === undefined || text.trim() === '' ? [] : [text];
  });
}

function expressionsOf(declared: string): readonly string[] {
  const spaced = declared.slice(0, LONGEST_DECLARATION).replace(/\s+/g, ' ').trim();
  // PyPI's classifiers: `License :: OSI Approved :: MIT License`.
  const text = spaced.slice(Math.max(0, spaced.lastIndexOf(' :: ') + 1)).replace(/^:: /, '');
  const known = remembered.get(text);
  if (known) return known;
  // Images choose these strings: the memory starts anew rather than grow with them.
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const expressions = interpret(text);
  remembered.set(text, expressions);
  return expressions;
}

const NOTHING = /^(?:|none|no ?assertion|unknown|undefined|null|n\/a|other|file licen[sc]e)$/i;

function interpret(text: string): readonly string[] {
  if (NOTHING.test(text)) return [];
  const whole = wholeLicense(text) ?? spaceSeparated(text);
  if (whole !== undefined) return conjuncts(whole);
  const combined = combine(text);
  const parts = combined === undefined ? [] : conjuncts(combined);
  return parts.length > 0 && parts.every(isCurrentExpression) ? parts : [licenseReference(text)];
}

/** The text as one licence or as a valid expression of current identifiers. */
function wholeLicense(text: string): string | undefined {
  if (isLicenseId(text) || /^LicenseRef-[A-Za-z0-9.-]+$/.test(text)) return text;
  return namedLicense(text) ?? (isCurrentExpression(text) ? text : undefined);
}

function isCurrentExpression(text: string): boolean {
  if (!isExpression(text)) return false;
  return text
    .replace(/ WITH [A-Za-z0-9.-]+/g, '')
    .split(/[\s()]+/)
    .every(
      (word) =>
        word === '' ||
        word === 'AND' ||
        word === 'OR' ||
        /^(?:DocumentRef-|LicenseRef-)/.test(word) ||
        isLicenseId(word),
    );
}

function isExpression(text: string): boolean {
  try {
    // The parser recurses at every parenthesis, and lets an empty pair pass.
    if ((text.match(/\(/g)?.length ?? 0) > MOST_PARTS || /\(\s*\)/.test(text)) return false;
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}

const OPERATORS = /(\(|\)|\s+(?:and|or|AND|OR|And|Or)\s+|\s*(?:\|\|?|&&?)\s*|\s*[,;]\s*|\s*\/\s*|\s+\+\s+)/;

/** `GPLv2+ and (MIT or BSD)`, `MIT/Apache-2.0`, `GPL-2 | GPL-3`: parts named one by one and joined again. */
function combine(text: string): string | undefined {
  const prepared = text
    .replace(/ w\/ ?/g, ' with ')
    .replace(/\(\s*>=\s*([\d.]+)\s*\)/g, '-$1+')
    .replace(/\s+\+\s+file licen[sc]e\b/gi, '')
    .replace(/,?\s+(?:or|and) (?:any )?(?:later|newer|greater)(?: version)?\b/gi, '+');
  const tokens = prepared.split(OPERATORS).filter((token) => token.trim() !== '');
  if (tokens.length > MOST_PARTS || tokens.length === 0) return undefined;
  const words = tokens.map((token) => operatorOf(token) ?? wholeLicense(token.trim()) ?? licenseReference(token));
  const expression = words.map((word) => (/ (?:AND|OR) /.test(word) ? `(${word})` : word)).join(' ');
  return isExpression(expression) ? expression : undefined;
}

function operatorOf(token: string): string | undefined {
  const word = token.trim().toLowerCase();
  if (word === '(' || word === ')') return word;
  if (['and', '&', '&&', ',', ';', '+'].includes(word)) return 'AND';
  return ['or', '|', '||', '/'].includes(word) ? 'OR' : undefined;
}

/** Old Alpine packages and Gentoo list licences with nothing but spaces between them. */
function spaceSeparated(text: string): string | undefined {
  const names = text.split(' ', MOST_PARTS).map(namedLicense);
  return names.length > 1 && names.length < MOST_PARTS && names.every((name) => name !== undefined)
    ? names.join(' AND ')
    : undefined;
}

/** A top-level `A AND B` says no more than the list of A and B. */
function conjuncts(expression: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let choice = false;
  for (let i = 0; i < expression.length; i++) {
    const character = expression.charAt(i);
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (depth === 0 && expression.startsWith(' OR ', i)) choice = true;
    else if (depth === 0 && expression.startsWith(' AND ', i)) {
      parts.push(expression.slice(start, i));
      start = i + ' AND '.length;
    }
  }
  parts.push(expression.slice(start));
  if (choice) return [expression];
  return parts.flatMap((part) => (isParenthesized(part) ? conjuncts(part.slice(1, -1).trim()) : [part]));
}

function isParenthesized(part: string): boolean {
  if (!part.startsWith('(') || !part.endsWith(')')) return false;
  let depth = 0;
  for (let i = 0; i < part.length - 1; i++) {
    const character = part.charAt(i);
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return false;
  }
  return true;
}

function licenseReference(text: string): string {
  const name = text.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  if (name !== '' && name.length <= LONGEST_REFERENCE) return `LicenseRef-${name}`;
  return `LicenseRef-${name.slice(0, LONGEST_REFERENCE - 17)}${name === '' ? '' : '-'}${sha256(text).slice(7, 23)}`;
}
