import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { printable } from '../../base/printable.ts';

const LONGEST_ID = 256;
const LONGEST_TEXT = 2_000;

/** Vulnerability ids among the values: single words of bounded length, each once. */
export function vulnerabilityIds(values: readonly (Json | undefined)[]): string[] {
  const ids = new Set<string>();
  for (const value of values.slice(0, limits.advisoryNames)) {
    // OpenVEX may name a vulnerability by the address of its page.
    const id =
      asText(value)
        ?.trim()
        .replace(/^https?:\/\/.*\//, '') ?? '';
    if (id.length <= LONGEST_ID && /^[A-Za-z0-9][\w.:-]*$/.test(id)) ids.add(id);
  }
  return [...ids];
}

/** The objects in a list; at most as many as one VEX document may hold of anything. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return asList(value)
    .slice(0, limits.vexEntries)
    .map(asObject)
    .filter((entry) => entry !== undefined);
}

/** The texts in a list, bounded like `objectsIn`. */
export function textsIn(value: Json | undefined): string[] {
  return asList(value)
    .slice(0, limits.vexEntries)
    .map(asText)
    .filter((text) => text !== undefined);
}

/** Somebody's words, fit to be shown; undefined where there are none. */
export function shownText(value: Json | undefined): string | undefined {
  const text =
    asText(value)
      ?.slice(0, 2 * LONGEST_TEXT)
      .replace(/\s+/g, ' ')
      .trim() ?? '';
  return text === '' ? undefined : printable(text, LONGEST_TEXT);
}

/** RFC 3339 in UTC, whatever zone and precision it was written in; undefined where it is no time. */
export function timeOf(value: Json | undefined): string | undefined {
  const text = asText(value) ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)$/i.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return undefined;
  // Statements that were written by one program follow each other within a millisecond.
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${fraction.padEnd(9, '0').slice(0, 9)}Z`;
}

/** A digest of a kind that images and files are named by, in lower case: `sha256:…`. */
export function digestOf(algorithm: string, value: Json | undefined): string | undefined {
  const name = algorithm.toLowerCase().replace(/[^a-z0-9]/g, '');
  const hex = asText(value)?.toLowerCase() ?? '';
  return /^sha(?:256|384|512)$/.test(name) && /^[0-9a-f]{64,128}$/.test(hex) ? `${name}:${hex}` : undefined;
}
