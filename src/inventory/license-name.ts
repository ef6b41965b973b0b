import { createRequire } from 'node:module';
import { asList, asText, type Json } from '../base/json.ts';
import { exceptionNames, licenseAddresses, licenseNames } from './license-names.ts';

// Node 20 warns of every JSON module imported.
const require = createRequire(import.meta.url);
const ids = idList(require('spdx-license-ids'));
const deprecatedIds = idList(require('spdx-license-ids/deprecated.json'));

const idsByLowerCase: ReadonlyMap<string, string> = new Map(
  [...deprecatedIds, ...ids].map((id) => [id.toLowerCase(), id]),
);
const currentIds: ReadonlySet<string> = new Set(ids);

/** Is it an identifier of the SPDX licence list, and not a deprecated one? */
export function isLicenseId(text: string): boolean {
  return currentIds.has(text);
}

function idList(list: Json): string[] {
  return asList(list).flatMap((id) => asText(id) ?? []);
}

/**
 * The SPDX expression that one declared name or address stands for, as far as that is certain. Spelling is not guessed
 * at: of 17,000 names in Debian's copyright files, guesses by likeness hit mostly those that mean another licence.
 */
export function namedLicense(name: string): string | undefined {
  return addressedLicense(name) ?? withException(name) ?? plainLicense(name);
}

function plainLicense(name: string): string | undefined {
  const key = nameKey(name);
  return knownId(name) ?? gnuLicense(key) ?? licenseNames.get(key) ?? knownId(key.replaceAll(' ', '-'));
}

/** In the list's own spelling. `GPL-2.0` and `GPL-2.0+` were split into `-only` and `-or-later`. */
function knownId(name: string): string | undefined {
  const id = idsByLowerCase.get(name.toLowerCase());
  if (id === undefined || currentIds.has(id)) return id;
  const upgraded = id.endsWith('+') ? `${id.slice(0, -1)}-or-later` : `${id}-only`;
  return currentIds.has(upgraded) ? upgraded : undefined;
}

function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s,;:'"()/_-]+/g, ' ')
    .replace(/\b(?:the|licen[sc]es?|version|ver|v)\b\.?(?! ?$)|\blicen[sc]es?$|\bv(?=\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const GNU =
  /^(a|l|f)?gpl ?v?(\d(?:\.\d)?)?(?:\.0)? ?(\+|or later|or newer|or any later|only)?(?: [alf]?gpl ?v?[\d.]*\+?)?$/;
const GNU_WORDS: readonly [RegExp, string][] = [
  [/\bgnu (?:library or lesser|lesser|library) general public\b/g, 'lgpl'],
  [/\bgnu affero general public\b/g, 'agpl'],
  [/\bgnu free documentation\b/g, 'fgpl'],
  [/\b(?:gnu )?general public\b/g, 'gpl'],
  [/\bgnu (?=[alf]?gpl|gfdl)/g, ''],
  [/\bg?fdl(?![a-z])/g, 'fgpl'],
];
const GNU_FAMILIES: ReadonlyMap<string, string> = new Map([
  ['', 'GPL'],
  ['a', 'AGPL'],
  ['l', 'LGPL'],
  ['f', 'GFDL'],
]);

/** `gplv2+`, `lgpl 2.1`, `gnu lesser general public 3 or later (lgplv3+)`: no version means no claim. */
function gnuLicense(key: string): string | undefined {
  const shortened = GNU_WORDS.reduce((text, [words, short]) => text.replace(words, short), key).replace(/ ?\+/, '+');
  const [, family = '', number, later] = GNU.exec(shortened) ?? [];
  if (number === undefined) return undefined;
  const version = number.includes('.') ? number : `${number}.0`;
  const id = `${GNU_FAMILIES.get(family)}-${version}-${later === undefined || later === 'only' ? 'only' : 'or-later'}`;
  return currentIds.has(id) ? id : undefined;
}

function withException(name: string): string | undefined {
  const at = name.search(/\swith\s/i);
  if (at < 0) return undefined;
  const exception = exceptionNames.get(nameKey(name.slice(at + 6)));
  const license = exception === undefined ? undefined : plainLicense(name.slice(0, at));
  return license?.includes(' ') === false ? `${license} WITH ${exception}` : undefined;
}

function addressedLicense(name: string): string | undefined {
  if (!/^https?:\/\//i.test(name)) return undefined;
  const address = name
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/(?:\.(?:html?|txt|php|md))?\/?$/, '');
  for (const [start, license] of licenseAddresses) if (address.startsWith(start)) return license;
  const id = /^(?:opensource\.org\/licenses?|spdx\.org\/licenses)\/([a-z0-9.+-]+)$/.exec(address)?.[1];
  return id === undefined ? undefined : plainLicense(id);
}
