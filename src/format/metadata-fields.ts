import { linesOf } from './text-lines.ts';

/** Fields by lower-case name, each with all its values in the order written. */
export type MetadataFields = ReadonlyMap<string, readonly string[]>;

/** Real ones have at most some hundreds: a classifier or dependency each. */
const MOST_FIELDS = 20_000;

/**
 * Reads `Name: value` lines as mail headers, Python's METADATA, R's DESCRIPTION and GHC's package database write them.
 * Indented lines continue the value above. `until` says whether a blank line ends the fields, as in mail, or not.
 */
export function metadataFields(text: string, until: 'blank line' | 'end of text'): MetadataFields {
  const fields: { readonly name: string; readonly lines: string[] }[] = [];
  for (const line of linesOf(text)) {
    if (line.trim() === '') {
      if (until === 'blank line' && fields.length > 0) break;
      continue;
    }
    const colon = line.indexOf(':');
    if (line.startsWith(' ') || line.startsWith('\t')) fields.at(-1)?.lines.push(line.trim());
    else if (colon > 0) {
      if (fields.length === MOST_FIELDS) break;
      fields.push({ name: line.slice(0, colon).trim().toLowerCase(), lines: [line.slice(colon + 1).trim()] });
    }
  }
  const values = new Map<string, string[]>();
  for (const { name, lines } of fields) {
    const value = lines.join('\n').trim();
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return values;
}

/** The first value of a field. */
export function firstField(fields: MetadataFields, name: string): string | undefined {
  return fields.get(name)?.[0];
}
