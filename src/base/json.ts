import { FormatError } from './errors.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

const DEEPEST_JSON = 256;

/**
 * Parses JSON of unknown origin: a byte order mark is skipped, nesting is bounded.
 * @throws FormatError when it is not JSON or nested too deep.
 */
export function parseJson(text: string): Json {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  assertDepth(source);
  try {
    return JSON.parse(source) as Json;
  } catch (error) {
    // The engine's own words differ from version to version; reports must not.
    throw new FormatError('not JSON', { cause: error });
  }
}

/** The value as an object, or undefined when it is anything else. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value as a list; anything else is the empty list. */
export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a string, or undefined. */
export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a finite number, or undefined. */
export function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** JSON.parse recurses on some engines; a document that only nests must not reach it. */
function assertDepth(source: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST_JSON) throw new FormatError(`JSON nested deeper than ${DEEPEST_JSON}`);
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
}
