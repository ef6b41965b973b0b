import type { Severity } from '../../advisory/severity.ts';
import { isPlaceholder } from './placeholder.ts';
import { type FoundSecret, mask, type SecretKind, type SecretPlace } from './secret-kind.ts';
import { hasBase62Checksum, looksRandom } from './token-tests.ts';

interface Row {
  readonly name: string;
  readonly title: string;
  /** `high` where absent. */
  readonly severity?: Severity;
  /** A further test of what the body matched. */
  readonly test?: (body: string) => boolean;
  readonly textOnly?: boolean;
  readonly publicInBrowsers?: boolean;
}

/** A token that starts with, or has in it, a text of its own. */
export interface TokenRow extends Row {
  readonly prefix: string | readonly string[];
  /** Expression of what follows the prefix: no groups that capture, every repetition bounded. */
  readonly body: string;
  /** The checksum that the body ends in. */
  readonly checksum?: 'base62';
  /** Words that stand on the line before a token whose prefix is too short to be searched for everywhere. */
  readonly near?: readonly string[];
  /** Searched for instead of the prefix, and how far into the token it may stand. */
  readonly middle?: { readonly keywords: readonly string[]; readonly before: number };
}

/** A value without a shape of its own, told by the names that it is given. */
export interface NamedRow extends Row {
  readonly names: readonly string[];
  readonly body: string;
}

/** Kinds of tokens that are told by their own shape. */
export function tokens(rows: readonly TokenRow[]): SecretKind[] {
  return rows.map(({ prefix, body, checksum, middle, near = [], test, ...row }) => {
    const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
    const shape = new RegExp(`(${prefixes.map(escaped).join('|')})(${body})`, 'y');
    const find = (place: SecretPlace): FoundSecret | undefined => {
      for (const start of starts(place, prefixes, { middle, near })) {
        shape.lastIndex = start;
        const [value, first = '', rest = ''] = shape.exec(place.text) ?? [];
        if (value === undefined || start + value.length <= place.at) continue;
        if (checksum ? !hasBase62Checksum(rest) : !looksRandom(rest)) continue;
        // A checksum proves it even where a binary has texts back to back.
        if (!(checksum && !place.isText) && !standsAlone(place.text, start, start + value.length)) continue;
        if (isPlaceholder(value) || (test && !test(rest))) continue;
        return { value, masked: mask(value, Math.min(first.length, 16)) };
      }
      return undefined;
    };
    return {
      severity: 'high',
      ...row,
      keywords: middle?.keywords ?? [...keywordsOf(prefixes), ...near],
      told: checksum ? 'checksum' : 'shape',
      find,
    };
  });
}

/** Kinds of values that are told by their names: `CLOUDFLARE_API_TOKEN=…`. */
export function named(rows: readonly NamedRow[]): SecretKind[] {
  return rows.map(({ names, body, test, ...row }) => {
    const shape = new RegExp(`[\\w.-]{0,12}${ASSIGNED}(${body})`, 'y');
    const find = ({ text, at, keyword }: SecretPlace): FoundSecret | undefined => {
      shape.lastIndex = at + keyword.length;
      const match = shape.exec(text);
      const [, value = ''] = match ?? [];
      if (!match || !standsAlone(text, shape.lastIndex - value.length, shape.lastIndex)) return undefined;
      if (!looksRandom(value) || isPlaceholder(value) || (test && !test(value))) return undefined;
      return { value, masked: `${text.slice(at, at + keyword.length)}=${mask(value, 0)}` };
    };
    return {
      severity: 'high',
      ...row,
      keywords: names.map(keywordOf),
      told: 'name',
      textOnly: true,
      find,
    };
  });
}

/** Between a name and its value: `=`, `: `, `" => "`, and one or two blanks, as in `ENV NAME value`. */
export const ASSIGNED = '\\\\?["\'`]?(?:\\]|\\))?(?:[ \\t]{0,8}(?:=>|:=|[:=,])[ \\t]{0,4}|[ \\t]{1,2})(?:\\\\?["\'`])?';

/** Does a token stand by itself, and not inside of a longer one? */
export function standsAlone(text: string, start: number, end: number): boolean {
  return !BEFORE.test(text.slice(Math.max(0, start - 3), start)) && !AFTER.test(text.slice(end, end + 2));
}

/** A letter after a backslash, and the digits of `%3D`, belong to an escape. */
const BEFORE = /(?<!\\)(?<!%[0-9A-F])[A-Za-z0-9](?<!%[0-9A-F]{2})$/;
const AFTER = /^(?:[A-Za-z0-9_+/]|-[A-Za-z0-9])/;

/** Short prefixes are searched for with what stands before a value; blanks and colons are too common for it. */
const OPENERS = ['"', "'", '='];
/** How far a token stands behind a word that is near it. */
const NEAR = 80;

/** The form in which a keyword is compared: short ones as written, long ones without regard to case. */
export function keywordOf(text: string): string {
  return text.length < 7 ? text : text.toLowerCase();
}

function keywordsOf(prefixes: readonly string[]): string[] {
  return prefixes.flatMap((prefix) =>
    prefix.length >= 4 ? [keywordOf(prefix)] : OPENERS.map((opener) => opener + prefix),
  );
}

function starts(
  { text, at, keyword }: SecretPlace,
  prefixes: readonly string[],
  { middle, near }: { middle: TokenRow['middle']; near: readonly string[] },
): number[] {
  if (near.includes(keyword)) {
    const from = at + keyword.length;
    return prefixes.flatMap((prefix) => {
      const found = text.slice(from, from + NEAR).indexOf(prefix);
      return found < 0 ? [] : [from + found];
    });
  }
  if (!middle) return [at, at + 1];
  const first = Math.max(0, at - middle.before);
  let start = at;
  while (start > first && /[\w~.+/-]/.test(text.charAt(start - 1))) start--;
  if (prefixes.includes('')) return [start];
  return prefixes.map((prefix) => text.indexOf(prefix, start)).filter((found) => found >= 0 && found < at);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
