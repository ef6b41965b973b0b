import { FormatError } from '../base/errors.ts';
import { applyTypeRules, type PackageUrl } from './package-url-types.ts';

/** `strict` refuses qualifier keys that begin with a capital, which `lenient` repairs: the specification's cases want both. */
export type PackageUrlReading = 'lenient' | 'strict';

const LONGEST_PACKAGE_URL = 8_192;
const TYPE = /^[a-z][a-z0-9.-]*$/;
const QUALIFIER_KEY = /^[a-z][a-z0-9._-]*$/;

/**
 * Takes a package URL apart and applies its type's rules (case, names, what must be there).
 * @throws FormatError when it is not one.
 */
export function parsePackageUrl(text: string, reading: PackageUrlReading = 'lenient'): PackageUrl {
  if (text.length > LONGEST_PACKAGE_URL) throw new FormatError('package URL is too long');
  const [beforeSubpath, subpath] = splitLast(text, '#');
  const [beforeQualifiers, query] = splitLast(beforeSubpath, '?');
  const colon = beforeQualifiers.indexOf(':');
  if (beforeQualifiers.slice(0, colon).toLowerCase() !== 'pkg')
    throw new FormatError('package URL must start with pkg:');
  const [path, version] = splitVersion(trimSlashes(beforeQualifiers.slice(colon + 1)));
  if (version !== undefined && path.endsWith('/')) throw new FormatError('package URL has no name');
  const [type = '', ...segments] = path.split('/').filter((segment) => segment !== '');
  // A `git` name is the repository's whole path; every other type's name is the last segment.
  const nameAt = type.toLowerCase() === 'git' ? 1 : segments.length - 1;
  return normalize({
    type,
    namespace: segments.slice(0, nameAt).map(decodeSegment).join('/'),
    name: segments.slice(nameAt).map(decode).join('/'),
    version: version === undefined ? '' : decode(version),
    qualifiers: parseQualifiers(query ?? '', reading),
    subpath: decodeSubpath(subpath ?? ''),
  });
}

/**
 * Writes a package URL in canonical form.
 * @throws FormatError when a part is missing or not allowed by its type.
 */
export function buildPackageUrl(parts: PackageUrlParts): string {
  const url = normalize(parts);
  const encodeName = url.type === 'git' ? encodePath : encode;
  const namespace = url.namespace ? `${encodePath(url.namespace)}/` : '';
  const version = url.version ? `@${encode(url.version)}` : '';
  const query = [...url.qualifiers].map(([key, value]) => `${key}=${encode(value)}`).join('&');
  const subpath = url.subpath ? `#${encodePath(url.subpath)}` : '';
  return `pkg:${url.type}/${namespace}${encodeName(url.name)}${version}${query ? `?${query}` : ''}${subpath}`;
}

/** The same package URL in canonical form. @throws FormatError when it is not one. */
export function canonicalPackageUrl(text: string): string {
  return buildPackageUrl(parsePackageUrl(text));
}

/** What a package URL is made of, before its type's rules are applied; empty and absent mean the same. */
export interface PackageUrlParts {
  readonly type: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly version?: string | undefined;
  readonly qualifiers?: ReadonlyMap<string, string> | undefined;
  readonly subpath?: string | undefined;
}

function normalize(parts: PackageUrlParts): PackageUrl {
  const type = parts.type.toLowerCase();
  if (!TYPE.test(type)) throw new FormatError('package URL has no valid type');
  if (parts.name === '') throw new FormatError('package URL has no name');
  const namespace = trimSlashes(parts.namespace ?? '').replace(/\/{2,}/g, '/');
  const subpath = cleanSubpath((parts.subpath ?? '').split('/'));
  return applyTypeRules({
    type,
    name: parts.name,
    qualifiers: sortQualifiers(parts.qualifiers ?? new Map()),
    ...(namespace ? { namespace } : {}),
    ...(parts.version ? { version: parts.version } : {}),
    ...(subpath ? { subpath } : {}),
  });
}

function sortQualifiers(qualifiers: ReadonlyMap<string, string>): Map<string, string> {
  const entries = [...qualifiers].map(([key, value]): [string, string] => [key.toLowerCase(), value]);
  for (const [key] of entries)
    if (!QUALIFIER_KEY.test(key)) throw new FormatError('package URL has a bad qualifier key');
  return new Map(entries.filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function parseQualifiers(query: string, reading: PackageUrlReading): Map<string, string> {
  const qualifiers = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    if (equals <= 0) throw new FormatError('package URL has a qualifier without key or value');
    const key = pair.slice(0, equals);
    if (reading === 'strict' && /^[A-Z]/.test(key)) {
      throw new FormatError('package URL has an upper-case qualifier key');
    }
    if (qualifiers.has(key.toLowerCase())) throw new FormatError('package URL has a qualifier twice');
    qualifiers.set(key.toLowerCase(), decode(pair.slice(equals + 1)));
  }
  return qualifiers;
}

/** The version follows the last `@`, unless that one opens a path segment, as an unencoded npm scope does. */
function splitVersion(path: string): [string, string | undefined] {
  const at = path.lastIndexOf('@');
  if (at < 0 || (path.charAt(at - 1) === '/' && path.includes('/', at))) return [path, undefined];
  return [path.slice(0, at), path.slice(at + 1)];
}

function splitLast(text: string, separator: string): [string, string | undefined] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function trimSlashes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charAt(start) === '/') start++;
  while (end > start && text.charAt(end - 1) === '/') end--;
  return text.slice(start, end);
}

function decodeSubpath(subpath: string): string {
  return cleanSubpath(subpath.split('/').map(decodeSegment));
}

function cleanSubpath(segments: readonly string[]): string {
  return segments.filter((segment) => segment !== '' && segment !== '.' && segment !== '..').join('/');
}

function decodeSegment(segment: string): string {
  const text = decode(segment);
  if (text.includes('/')) throw new FormatError('package URL has an encoded slash inside a segment');
  return text;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new FormatError('package URL has a bad percent-encoding');
  }
}

function encodePath(path: string): string {
  return path.split('/').map(encode).join('/');
}

/** Everything but letters, digits and `.-_~:` is encoded: more than encodeURIComponent does, less by the colon. */
function encode(text: string): string {
  if (/^[\w.~:-]*$/.test(text)) return text;
  // A lone surrogate has no UTF-8 form; through a Buffer it becomes U+FFFD.
  return encodeURIComponent(Buffer.from(text).toString())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%3A/g, ':');
}
