import { asList, asObject, asText, type Json } from '../base/json.ts';

const LONGEST_WORD = 256;
const LONGEST_LINE = 500;

/** A declared name or version: one printable word of sensible length. Anything else is undefined. */
export function declaredWord(value: Json | undefined): string | undefined {
  const text = asText(value)?.trim();
  return text && text.length <= LONGEST_WORD && !/[\s\p{C}]/u.test(text) ? text : undefined;
}

/** One declared line for people: a maintainer, a licence, an address. Blank, long and unprintable ones are undefined. */
export function declaredLine(value: Json | undefined): string | undefined {
  const text = asText(value)?.trim();
  return text && text.length <= LONGEST_LINE && !/\p{C}/u.test(text) ? text : undefined;
}

/** A web address that something declares as its home, without the credentials that some hold. */
export function declaredAddress(value: Json | undefined): string | undefined {
  const text = declaredWord(value);
  return text && /^https?:\/\/[^/]/i.test(text) ? text.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1') : undefined;
}

/** The usable lines among texts, without doubles. */
export function declaredLines(values: Iterable<Json | undefined>): readonly string[] {
  const lines = new Set<string>();
  for (const value of values) {
    const line = declaredLine(value);
    if (line) lines.add(line);
  }
  return [...lines];
}

/** Licences in the forms package.json had over the years: text, `{ type }`, and lists of these. */
export function declaredLicenses(...values: readonly (Json | undefined)[]): readonly string[] {
  const all = values.flatMap((value): readonly (Json | undefined)[] =>
    Array.isArray(value) ? asList(value) : [value],
  );
  return declaredLines(all.map((value) => asText(value) ?? asObject(value)?.type ?? asObject(value)?.name));
}

/** The fields that are set: what optional properties of a found package are made of. */
export function whatIsSet<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined && !isEmptyList(value));
  return Object.fromEntries(set) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
