import { digitsEnd, lettersEnd, numberKey, outOfOrder, schemeOfKeys, type VersionKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Gentoo, Package Manager Specification 3.3: `number{.number}…[letter]{_suffix[number]}…[-r#]`. */
export const portage: VersionScheme = schemeOfKeys('portage', keyOf);

const END_OF_NUMBERS = '\x01';
const NUMBER = '\x02';
const END_OF_SUFFIXES = '\x05';
const SUFFIXES = new Map([
  ['alpha', '\x01'],
  ['beta', '\x02'],
  ['pre', '\x03'],
  ['rc', '\x04'],
  ['p', '\x06'],
]);

function keyOf(version: string): VersionKey {
  let at = digitsEnd(version, 0);
  if (at === 0) return outOfOrder(version);
  let text = numberKey(version, 0, at);
  while (version.charCodeAt(at) === 0x2e) {
    const end = digitsEnd(version, at + 1);
    if (end === at + 1) return outOfOrder(version);
    text += NUMBER + componentKey(version, at + 1, end);
    at = end;
  }
  text += END_OF_NUMBERS;
  const code = version.charCodeAt(at);
  text += code >= 0x61 && code <= 0x7a ? version.charAt(at++) : '\x01';
  while (version.charCodeAt(at) === 0x5f) {
    const wordEnd = lettersEnd(version, at + 1);
    const suffix = SUFFIXES.get(version.slice(at + 1, wordEnd));
    if (suffix === undefined) return outOfOrder(version);
    at = digitsEnd(version, wordEnd);
    text += suffix + numberKey(version, wordEnd, at);
  }
  text += END_OF_SUFFIXES;
  const revision = version.startsWith('-r', at) ? digitsEnd(version, at + 2) : at;
  if (revision !== version.length || revision === at + 2) return outOfOrder(version);
  return { text: text + numberKey(version, Math.min(at + 2, revision), revision), valid: true };
}

/** Where one starts with 0 they are compared as fractions: 1.05 is older than 1.1, and 1.10 is newer than 1.9. */
function componentKey(version: string, start: number, end: number): string {
  if (version.charCodeAt(start) !== 0x30) return `\x02${numberKey(version, start, end)}`;
  let last = end;
  while (last > start && version.charCodeAt(last - 1) === 0x30) last--;
  return `\x01${version.slice(start, last)}\0`;
}
