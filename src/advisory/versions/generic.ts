import {
  digitsEnd,
  isDigit,
  isLetter,
  lettersEnd,
  numberKey,
  outOfOrder,
  schemeOfKeys,
  type VersionKey,
  zeroKey,
} from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/**
 * Software that no package manager installed, as CPE names speak of it: numbers; words for pre-releases before the release;
 * patch levels (`7.2p2`) and letters (`1.0.2k`) after it; zeros at the end do not count.
 */
export const generic: VersionScheme = schemeOfKeys('generic', keyOf);

const TILDE = '\x01';
const END = '\x08';
const PATCH = '\x09';
const LETTERS = '\x0a';
const NUMBER = '\x0b';
const WORDS = new Map([
  ...ranked('\x02', ['dev', 'devel', 'snapshot', 'nightly', 'git']),
  ...ranked('\x03', ['alpha']),
  ...ranked('\x04', ['beta']),
  ...ranked('\x05', ['milestone']),
  ...ranked('\x06', ['pre', 'preview', 'prerelease', 'ea']),
  ...ranked('\x07', ['rc', 'cr', 'candidate']),
  ...ranked('', ['v', 'version', 'release', 'final', 'ga', 'stable', 'update', 'build', 'go', 'jdk', 'jre']),
  ...ranked(PATCH, ['pl', 'patch', 'patchlevel', 'sp', 'hotfix']),
]);
/** Letters that are short for a word where a number follows; else the letter of a patch. */
const BEFORE_DIGIT = new Map([
  ['a', '\x03'],
  ['b', '\x04'],
  ['m', '\x05'],
  ['p', PATCH],
  ['u', ''],
]);

function keyOf(version: string): VersionKey {
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._+~:,-]*$/.test(version) || !/[0-9]/.test(version)) return outOfOrder(version);
  let text = '';
  let zeros = '';
  for (let at = 0; at < version.length; ) {
    const code = version.charCodeAt(at);
    if (isDigit(code)) {
      const end = digitsEnd(version, at);
      const key = numberKey(version, at, end);
      zeros += NUMBER + key;
      if (key !== zeroKey) {
        text += zeros;
        zeros = '';
      }
      at = end;
    } else if (isLetter(code)) {
      const end = lettersEnd(version, at);
      const rank = wordKey(version, at, end);
      if (rank !== '') zeros = '';
      text += rank;
      at = end;
    } else {
      if (code === 0x7e) {
        text += TILDE;
        zeros = '';
      }
      at++;
    }
  }
  // What starts with a word, other than those that only say `version`, is a name rather than a version.
  return { text: text + END, valid: text === '' || text.startsWith(NUMBER) || zeros !== '' || /^0/.test(version) };
}

function wordKey(version: string, start: number, end: number): string {
  const word = version.slice(start, end).toLowerCase();
  const short = isDigit(version.charCodeAt(end)) ? BEFORE_DIGIT.get(word) : undefined;
  return short ?? WORDS.get(word) ?? `${LETTERS}${word}\0`;
}

function ranked(rank: string, words: readonly string[]): (readonly [string, string])[] {
  return words.map((word) => [word, rank] as const);
}
