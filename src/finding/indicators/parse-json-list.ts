import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { type ListedIndicator, type ParsedList, parseIndicator } from './indicator.ts';

/** A STIX 2 bundle or a MISP event. @throws FormatError that says what is wrong with it. */
export function parseJsonList(text: string, name: string): ParsedList {
  const document = parseJson(text);
  const bundle = asObject(document);
  const out = createOutput(name);
  if (bundle && asText(bundle.type) === 'bundle') readBundle(bundle, out);
  else if (!readMisp(document, out, 0)) {
    throw new FormatError('neither a STIX bundle nor a MISP event nor a list of its attributes');
  }
  return { indicators: out.indicators, unused: out.unused() };
}

interface Output {
  readonly indicators: ListedIndicator[];
  readonly unused: () => number;
  add(value: string, at: { readonly id: string; readonly note: string | undefined }): void;
  skip(): void;
}

const LONGEST_NOTE = 120;

function createOutput(name: string): Output {
  const indicators: ListedIndicator[] = [];
  let unused = 0;
  return {
    indicators,
    unused: () => unused,
    skip: () => void unused++,
    add(value, { id, note }) {
      const indicator = parseIndicator(value);
      const shown = JSON.stringify(value.slice(0, 80));
      if (!indicator) throw new FormatError(`${id}: ${shown} is no hash, host, address or URL`);
      if (indicators.length >= limits.indicators) throw new FormatError(`more than ${limits.indicators} indicators`);
      const told = note?.trim().slice(0, LONGEST_NOTE);
      indicators.push({ ...indicator, at: `${name}: ${id}`, ...(told ? { note: told } : {}) });
    },
  };
}

/** `[file:hashes.'SHA-256' = '…']` and its like; several only where one of them is enough. */
const COMPARISON =
  /(file:hashes\.(?:'[\w-]{1,20}'|"[\w-]{1,20}"|[\w-]{1,20})|domain-name:value|ipv[46]-addr:value|url:value)\s{0,20}=\s{0,20}'((?:[^'\\]|\\.){0,2048})'/g;
const SEVERAL_NEEDED = /\b(?:AND|FOLLOWEDBY|NOT|REPEATS|WITHIN)\b/;

function readBundle(bundle: JsonObject, out: Output): void {
  for (const [index, one] of asList(bundle.objects).entries()) {
    const object = asObject(one);
    if (!object || asText(object.type) !== 'indicator' || object.revoked === true) continue;
    const id = (asText(object.id) ?? `object ${index + 1}`).slice(0, 80);
    const pattern = asText(object.pattern);
    if (pattern === undefined) throw new FormatError(`${id}: an indicator without a pattern`);
    const kind = asText(object.pattern_type);
    const bare = pattern.replace(/'(?:[^'\\]|\\.)*'/g, "''");
    const found = [...pattern.slice(0, LONGEST_PATTERN).matchAll(COMPARISON)].filter(([, path = '']) =>
      /^(?!file:)|(?:md5|sha-?1|sha-?256)['"]?$/i.test(path),
    );
    if ((kind !== undefined && kind !== 'stix') || found.length === 0 || SEVERAL_NEEDED.test(bare)) {
      out.skip();
      continue;
    }
    for (const [, , value = ''] of found) {
      out.add(value.replace(/\\(.)/g, '$1'), { id, note: asText(object.name) ?? asText(object.description) });
    }
  }
}

const LONGEST_PATTERN = 1 << 20;
const DEEPEST = 6;

/** An event, a list of events, the answer to a search, a feed of attributes. */
function readMisp(value: Json, out: Output, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) {
    const known = value.map((one: Json) => readMisp(one, out, depth + 1));
    return known.length > 0 && known.some(Boolean);
  }
  const object = asObject(value);
  if (!object) return false;
  if (asText(object.type) !== undefined && asText(object.value) !== undefined) {
    readAttribute(object, out);
    return true;
  }
  const inner = [object.response, object.Event, object.Attribute, object.Object];
  return inner
    .filter((one): one is Json => one !== undefined)
    .map((one) => (Array.isArray(one) && one.length === 0 ? true : readMisp(one, out, depth + 1)))
    .some(Boolean);
}

const ATTRIBUTE =
  /^(?:md5|sha1|sha256|domain|hostname|ip-dst|ip-src|url|uri|domain\|ip|(?:ip-dst|ip-src|hostname)\|port|filename\|(?:md5|sha1|sha256))$/;

function readAttribute(attribute: JsonObject, out: Output): void {
  const type = asText(attribute.type) ?? '';
  const value = asText(attribute.value) ?? '';
  // What only tells the context, as its makers say, is no sign of harm.
  if (!ATTRIBUTE.test(type) || attribute.to_ids === false || attribute.deleted === true || value.startsWith('/')) {
    return out.skip();
  }
  const [first = '', second = ''] = value.split('|', 2);
  const id = (asText(attribute.uuid) ?? `attribute ${type}`).slice(0, 80);
  const told = { id, note: asText(attribute.comment) };
  if (type.startsWith('filename|')) out.add(second, told);
  else if (type.endsWith('|port')) out.add(first.includes(':') ? `[${first}]:${second}` : `${first}:${second}`, told);
  else if (type === 'domain|ip') {
    out.add(first, told);
    out.add(second, told);
  } else out.add(first, told);
}
