import { unescapeAnsi } from '../../format/shell/quotes.ts';
import type { Parameter, ShellWord } from '../../format/shell/syntax.ts';
import { calculate } from './arithmetic.ts';
import { matches, matchingPrefix, matchingSuffix } from './pattern.ts';
import { isKnown, type Scene, UNKNOWN, variable } from './state.ts';

/** Given, because words hold parameters. */
export interface Expand {
  readonly expandText: (scene: Scene, word: ShellWord) => string;
  readonly expandPattern: (scene: Scene, word: ShellWord) => string;
}

/** What `${name…}` comes to when the name has that value. */
export function applyOperator(
  scene: Scene,
  part: Parameter,
  { value, expand }: { value: string | undefined; expand: Expand },
): string {
  const { operator, argument, prefix } = part;
  if (prefix === '!') {
    const named = value === undefined || !isKnown(value) ? undefined : variable(scene.state, value);
    return named ?? UNKNOWN;
  }
  if (operator === 'bad') return UNKNOWN;
  const text = (): string => (argument ? expand.expandText(scene, argument) : '');
  const plain = operator?.replace(':', '');
  if (operator && plain && '-=?+'.includes(plain) && plain.length === 1) {
    const set = value !== undefined && (value !== '' || !operator.startsWith(':'));
    if (plain === '+') return set ? text() : '';
    if (set) return value;
    if (plain === '?') return UNKNOWN;
    const chosen = text();
    if (plain === '=') scene.state.variables.set(part.name, chosen);
    return chosen;
  }
  const known = value ?? unset(part.name);
  if (prefix === '#') return isKnown(known) ? String(known.length) : UNKNOWN;
  if (!operator || !argument) return known;
  if (operator === ':') return substring(scene, known, { part, expand });
  if (operator === '@') return text() === 'E' ? unescapeAnsi(known) : known;
  return isKnown(known) ? edit(scene, known, { part, expand }) : UNKNOWN;
}

/** By custom, names in capitals come from outside, where they may be anything; others are the script's own. */
function unset(name: string): string {
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? UNKNOWN : '';
}

type Part = { readonly part: Parameter; readonly expand: Expand };

function substring(scene: Scene, text: string, { part, expand }: Part): string {
  const number = (word: ShellWord | undefined): number | undefined => {
    const result = word && calculate(scene, expand.expandText(scene, word));
    return result === undefined ? undefined : Number(result);
  };
  const offset = number(part.argument);
  const length = number(part.second);
  if (offset === undefined || (part.second && length === undefined) || !isKnown(text)) return UNKNOWN;
  const start = offset < 0 ? Math.max(text.length + offset, 0) : offset;
  if (length === undefined) return text.slice(start);
  return length < 0 ? text.slice(start, length) : text.slice(start, start + length);
}

function edit(scene: Scene, text: string, { part, expand }: Part): string {
  const { operator = '', argument, second } = part;
  const pattern = argument ? expand.expandPattern(scene, argument) : '';
  if (!isKnown(pattern)) return UNKNOWN;
  const { reading } = scene;
  const longest = operator.length === 2;
  if (operator.startsWith('#') || operator.startsWith('%')) {
    const find = operator.startsWith('#') ? matchingPrefix : matchingSuffix;
    const length = find(reading, text, { pattern, longest });
    if (length === undefined) return UNKNOWN;
    if (length < 0) return text;
    return operator.startsWith('#') ? text.slice(length) : text.slice(0, text.length - length);
  }
  if (operator.startsWith('/')) {
    const replacement = second ? expand.expandText(scene, second) : '';
    return replace(scene, text, { pattern, replacement, operator }) ?? UNKNOWN;
  }
  const change = operator.startsWith('^') ? 'toUpperCase' : 'toLowerCase';
  if (longest) return pattern === '' ? text[change]() : [...text].map((each) => changed(each)).join('');
  return text.slice(0, 1)[change]() + text.slice(1);

  function changed(character: string): string {
    return matches(reading, pattern, character) ? character[change]() : character;
  }
}

function replace(
  scene: Scene,
  text: string,
  { pattern, replacement, operator }: { pattern: string; replacement: string; operator: string },
): string | undefined {
  if (pattern === '') return text;
  if (operator === '/%') {
    const length = matchingSuffix(scene.reading, text, { pattern, longest: true });
    if (length === undefined || length < 0) return length === undefined ? undefined : text;
    return text.slice(0, text.length - length) + replacement;
  }
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const length = matchingPrefix(scene.reading, text.slice(at), { pattern, longest: true });
    if (length === undefined) return undefined;
    if (length > 0) {
      pieces.push(text.slice(start, at), replacement);
      at += length;
      start = at;
    } else at++;
    if (operator === '/#' || (operator === '/' && length > 0)) break;
  }
  return [...pieces, text.slice(start)].join('');
}
