import { type Reading, spend } from './state.ts';

/** A pattern's characters, one by one; quoted ones stand behind a backslash. */
type Token = { readonly kind: 'any' | 'one' } | { readonly kind: 'set'; readonly has: (character: string) => boolean };

/** Whether the text matches the whole pattern; undefined where that is too dear to tell. */
export function matches(reading: Reading, pattern: string, text: string): boolean | undefined {
  const tokens = tokensOf(pattern);
  if (!tokens || !spend(reading, tokens.length + text.length)) return undefined;
  const starred = tokens.some(({ kind }) => kind === 'any');
  if (starred && !spend(reading, tokens.length * text.length)) return undefined;
  return matchTokens(tokens, text);
}

/** The length of the shortest or longest beginning that matches; -1 for none. */
export function matchingPrefix(
  reading: Reading,
  text: string,
  { pattern, longest }: { pattern: string; longest: boolean },
): number | undefined {
  return matchingPart(reading, pattern, { length: text.length, longest, part: (length) => text.slice(0, length) });
}

/** The length of the shortest or longest end that matches; -1 for none. */
export function matchingSuffix(
  reading: Reading,
  text: string,
  { pattern, longest }: { pattern: string; longest: boolean },
): number | undefined {
  const part = (length: number): string => text.slice(text.length - length);
  return matchingPart(reading, pattern, { length: text.length, longest, part });
}

function matchingPart(
  reading: Reading,
  pattern: string,
  { length, longest, part }: { length: number; longest: boolean; part: (length: number) => string },
): number | undefined {
  const tokens = tokensOf(pattern);
  if (!tokens) return undefined;
  if (!spend(reading, pattern.length + 1)) return undefined;
  const fixed = tokens.every(({ kind }) => kind !== 'any') ? tokens.length : undefined;
  if (fixed !== undefined) return fixed <= length && matchTokens(tokens, part(fixed)) ? fixed : -1;
  for (let step = 0; step <= length; step++) {
    const size = longest ? length - step : step;
    if (!spend(reading, (size + 1) * tokens.length)) return undefined;
    if (matchTokens(tokens, part(size))) return size;
  }
  return -1;
}

/** Where only the last `*` is ever tried anew: at most tokens × characters. */
function matchTokens(tokens: readonly Token[], text: string): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const next = tokens[token];
    if (next?.kind === 'any') {
      star = token++;
      starAt = at;
    } else if (next && (next.kind === 'one' || (next.kind === 'set' && next.has(text[at] ?? '')))) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (tokens[token]?.kind === 'any') token++;
  return token === tokens.length;
}

/** Undefined for patterns of alternatives. */
function tokensOf(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  const lastBracket = pattern.lastIndexOf(']');
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if ('?*+@!'.includes(character) && pattern[at + 1] === '(') return undefined;
    if (character === '*') tokens.push({ kind: 'any' });
    else if (character === '?') tokens.push({ kind: 'one' });
    else if (character === '[' && at < lastBracket) {
      const end = pattern.indexOf(']', at + (/^\[[!^]/.test(pattern.slice(at, at + 2)) ? 3 : 2));
      if (end < 0) tokens.push(exactly('['));
      else tokens.push({ kind: 'set', has: setOf(pattern.slice(at + 1, end)) });
      if (end >= 0) at = end;
    } else tokens.push(exactly(character === '\\' ? (pattern[++at] ?? '\\') : character));
  }
  return tokens;
}

function exactly(character: string): Token {
  return { kind: 'set', has: (other) => other === character };
}

/** What `[…]` holds. */
export function setOf(inside: string): (character: string) => boolean {
  const negated = inside.startsWith('!') || inside.startsWith('^');
  const members = new Set(expandSet(negated ? inside.slice(1) : inside));
  return (character) => members.has(character) !== negated;
}

const CLASSES: Readonly<Record<string, string>> = {
  '[:lower:]': 'a-z',
  '[:upper:]': 'A-Z',
  '[:digit:]': '0-9',
  '[:alpha:]': 'A-Za-z',
  '[:alnum:]': 'A-Za-z0-9',
  '[:space:]': ' \t\n\r\f\v',
  '[:blank:]': ' \t',
  '[:punct:]': '!-/:-@[-`{-~',
};

/** The characters of `a-z0-9_`, in order; ranges of at most 256 characters. */
export function expandSet(set: string): string[] {
  const text = set.replace(/\[:[a-z]{5}:\]/g, (name) => CLASSES[name] ?? name);
  const characters: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const from = text.charCodeAt(at);
    const to = text[at + 1] === '-' && at + 2 < text.length ? text.charCodeAt(at + 2) : from;
    if (to !== from) at += 2;
    for (let code = from; code <= to && code - from < 256; code++) characters.push(String.fromCharCode(code));
  }
  return characters;
}
