import { parse } from 'smol-toml';
import { FormatError, messageOf } from '../base/errors.ts';
import { asObject, type Json, type JsonObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';

const DEEPEST_TOML = 100;

/**
 * Parses TOML of unknown origin into plain data; dates become text.
 * @throws FormatError when it is not TOML, over `limits.toml`, or holds a number that loses digits.
 */
export function parseToml(text: string): JsonObject {
  if (text.length > limits.toml) throw new FormatError(`TOML longer than ${limits.toml} characters`);
  try {
    const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    return asObject(plain(parse(source, { maxDepth: DEEPEST_TOML }), 0)) ?? {};
  } catch (error) {
    throw new FormatError(`not TOML: ${messageOf(error).slice(0, 200)}`);
  }
}

function plain(value: unknown, depth: number): Json {
  if (depth > DEEPEST_TOML * 2) throw new FormatError('TOML nested too deep');
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (typeof value !== 'object' || value === null) return null;
  const object: Record<string, Json> = Object.create(null);
  for (const [key, item] of Object.entries(value)) object[key] = plain(item, depth + 1);
  return object;
}
