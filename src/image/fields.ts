import { FormatError } from '../base/errors.ts';
import { asObject, asText, type Json, type JsonObject, parseJson } from '../base/json.ts';
import { limits } from '../base/limits.ts';

/** A document as one JSON object. @throws FormatError when it is too large, too deep or anything else. */
export function parseDocument(bytes: Uint8Array): JsonObject {
  if (bytes.length > limits.manifest) {
    throw new FormatError(`${bytes.length} bytes long, more than the ${limits.manifest} allowed`);
  }
  const document = asObject(parseJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')));
  if (!document) throw new FormatError('not a JSON object');
  return document;
}

/**
 * The field of that name in any letter case: the decoders of container runtimes ignore case, and an `EntryPoint`
 * that they obey must not be hidden from us.
 * @throws FormatError when it is there twice, since then it depends on the reader which one counts.
 */
export function field(object: JsonObject, name: string): Json | undefined {
  const wanted = fold(name);
  const keys = Object.keys(object).filter((key) => key.length === name.length && fold(key) === wanted);
  if (keys.length > 1) throw new FormatError(`has the field ${name} twice, in different letter case`);
  const [key] = keys;
  const value = key === undefined ? undefined : object[key];
  return value === null ? undefined : value;
}

/** The field as a text. @throws FormatError when it is there and is something else. */
export function textField(object: JsonObject, name: string): string | undefined {
  const value = field(object, name);
  if (value === undefined || typeof value === 'string') return value;
  throw new FormatError(`${name} is not a text`);
}

/** The field as an object. @throws FormatError when it is there and is something else. */
export function objectField(object: JsonObject, name: string): JsonObject | undefined {
  const value = field(object, name);
  const found = asObject(value);
  if (value !== undefined && !found) throw new FormatError(`${name} is not an object`);
  return found;
}

/** The field as a list; absent is undefined. @throws FormatError when it is there and is something else. */
export function listField(object: JsonObject, name: string): readonly Json[] | undefined {
  const value = field(object, name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new FormatError(`${name} is not a list`);
  return value;
}

/** The field as a list of texts. @throws FormatError when it is there and is something else. */
export function textListField(object: JsonObject, name: string): readonly string[] | undefined {
  return listField(object, name)?.map((item) => {
    const text = asText(item);
    if (text === undefined) throw new FormatError(`${name} holds something that is not a text`);
    return text;
  });
}

/** The field as texts by name, without a prototype that names from outside could reach. @throws FormatError */
export function textMapField(object: JsonObject, name: string): Readonly<Record<string, string>> {
  const texts: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(objectField(object, name) ?? {})) {
    if (typeof value !== 'string') throw new FormatError(`${name} holds something that is not a text`);
    texts[key] = value;
  }
  return texts;
}

/** Both ways, because ſ only folds upwards and the Kelvin sign only downwards. */
function fold(text: string): string {
  return text.toUpperCase().toLowerCase();
}
