import { digitsEnd, isLetter, lettersEnd, numberKey, schemeOfKeys, type VersionKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** apk-tools: `number{.number}…[letter]{_suffix[number]}…[~commit][-r#]`. */
export const apk: VersionScheme = schemeOfKeys('apk', keyOf);

// What may come next in a version, from the oldest to the newest.
const BEFORE = '\x01';
const INVALID = '\x02';
const END = '\x03';
const REVISION = '\x04';
const COMMIT = '\x05';
const SUFFIX_NUMBER = '\x06';
const AFTER = '\x07';
const LETTER = '\x08';
const COMPONENT = '\x09';

const SUFFIXES = new Map(
  [
    ...['alpha', 'beta', 'pre', 'rc'].map((name) => [name, BEFORE] as const),
    ...['cvs', 'svn', 'git', 'hg', 'p'].map((name) => [name, AFTER] as const),
  ].map(([name, rank], index) => [name, rank + String.fromCharCode(0x20 + index)]),
);

function keyOf(version: string): VersionKey {
  let at = digitsEnd(version, 0);
  let text = at > 0 ? numberKey(version, 0, at) : '';
  while (at > 0 && version.charCodeAt(at) === 0x2e) {
    const end = digitsEnd(version, at + 1);
    if (end === at + 1) break;
    text += COMPONENT + componentKey(version, at + 1, end);
    at = end;
  }
  const code = version.charCodeAt(at);
  if (at > 0 && code >= 0x61 && code <= 0x7a) text += LETTER + version.charAt(at++);
  while (at > 0 && version.charCodeAt(at) === 0x5f) {
    const wordEnd = lettersEnd(version, at + 1);
    const suffix = SUFFIXES.get(version.slice(at + 1, wordEnd));
    if (suffix === undefined) break;
    const end = digitsEnd(version, wordEnd);
    text += suffix;
    if (end > wordEnd) text += SUFFIX_NUMBER + numberKey(version, wordEnd, end);
    at = end;
  }
  return withTail(version, text, at);
}

/** As the comparison of texts has it where a number starts with 0, so that 1.05 is older than 1.1. */
function componentKey(version: string, start: number, end: number): string {
  return version.charCodeAt(start) === 0x30
    ? `\x01${version.slice(start, end)}\0`
    : `\x02${numberKey(version, start, end)}`;
}

function withTail(version: string, before: string, start: number): VersionKey {
  let text = before;
  let at = start;
  let valid = start > 0;
  if (valid && version.charCodeAt(at) === 0x7e) {
    const [commit = ''] = /^[0-9a-f]*/.exec(version.slice(at + 1)) ?? [];
    text += `${COMMIT}${commit}\0`;
    valid = commit !== '';
    at += 1 + commit.length;
  }
  if (start > 0 && version.startsWith('-r', at) && !isLetter(version.charCodeAt(at + 2))) {
    const end = digitsEnd(version, at + 2);
    text += REVISION + numberKey(version, at + 2, end);
    valid &&= end > at + 2;
    at = end;
  }
  if (at === version.length) return { text: text + END, valid };
  const rest = version.charCodeAt(at) === 0x2d ? '' : version.slice(at);
  return { text: `${text}${INVALID}${rest}`, valid: false };
}
