import { isDigit, numberKey, outOfOrder, schemeOfKeys, type VersionKey, zeroKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/**
 * Maven's version order specification, as its ComparableVersion has it since 3.9: qualifiers before and after the release,
 * zeros before a qualifier, a hyphen or the end do not count, `-1` is older than `.1`.
 */
export const maven: VersionScheme = schemeOfKeys('maven', keyOf);

const END = '\x06';
/** The release under its name, where numbers follow. */
const RELEASE = '\x07';
const OTHER = '\x09';
const AFTER_HYPHEN = '\x0a';
const AFTER_DOT = '\x0b';
const QUALIFIERS = new Map([
  ['alpha', '\x01'],
  ['beta', '\x02'],
  ['milestone', '\x03'],
  ['rc', '\x04'],
  ['cr', '\x04'],
  ['snapshot', '\x05'],
  ['ga', RELEASE],
  ['final', RELEASE],
  ['release', RELEASE],
  ['sp', '\x08'],
]);
const BEFORE_DIGIT = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);

function keyOf(version: string): VersionKey {
  const valid = /^[A-Za-z0-9][\x21-\x7e]*$/.test(version) && /[0-9]/.test(version) && !/[$@{}]/.test(version);
  if (!valid) return outOfOrder(version);
  let text = '';
  // What counts only if a number after a dot follows.
  let pending = '';
  let rank = AFTER_DOT;
  for (let at = 0; ; ) {
    const end = tokenEnd(version, at);
    const isNumber = end === at || isDigit(version.charCodeAt(at));
    if (!isNumber || rank === AFTER_HYPHEN) pending = '';
    const number = isNumber ? numberKey(version, at, end) : '';
    const key = isNumber ? rank + number : qualifierKey(version, at, end);
    pending += key;
    if (number !== zeroKey && key !== RELEASE) {
      text += pending;
      pending = '';
    }
    if (end === version.length) return { text: text + END, valid };
    const separator = version.charCodeAt(end);
    rank = separator === 0x2e ? AFTER_DOT : AFTER_HYPHEN;
    at = separator === 0x2e || separator === 0x2d ? end + 1 : end;
  }
}

/** Between digits and all else a hyphen is thought. */
function tokenEnd(version: string, start: number): number {
  const number = isDigit(version.charCodeAt(start));
  let end = start;
  for (; end < version.length; end++) {
    const code = version.charCodeAt(end);
    if (code === 0x2e || code === 0x2d || isDigit(code) !== number) break;
  }
  return end;
}

function qualifierKey(version: string, start: number, end: number): string {
  const word = version.slice(start, end).toLowerCase();
  const meant = isDigit(version.charCodeAt(end)) ? (BEFORE_DIGIT.get(word) ?? word) : word;
  return QUALIFIERS.get(meant) ?? `${OTHER}${meant}\0`;
}
