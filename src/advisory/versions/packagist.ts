import { isDigit, isLetter, numberKey, schemeOfKeys, type VersionKey, zeroKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Composer: PHP's version_compare over what Composer makes of a version: four numbers, a stability, `-dev`. */
export const packagist: VersionScheme = schemeOfKeys('packagist', keyOf);

const VERSION =
  /^v?[0-9]+(?:\.[0-9]+){0,3}(?:\.[x*])?(?:[._-]?(?:stable|beta|b|rc|alpha|a|patch|pl|p)(?:[.-]?[0-9]+)*)?(?:[.-]?dev)?(?:\+[^\s]*)?$/i;
const DATE = /^v?[0-9]{4}(?:[.:-]?[0-9]{2}){1,6}(?:[.:-]?[0-9]{1,3})?(?:[.-]?dev)?$/i;

const OTHER_WORD = '\x01';
const END = '\x06';
const NUMBER = '\x08';
const WORDS = new Map([
  ['dev', '\x02'],
  ['alpha', '\x03'],
  ['a', '\x03'],
  ['beta', '\x04'],
  ['b', '\x04'],
  ['rc', '\x05'],
  ['c', '\x05'],
  ['stable', ''],
  ['patch', '\x07'],
  ['pl', '\x07'],
  ['p', '\x07'],
]);
/** What Composer writes for `x` in `2.1.x-dev`. */
const ANY_NUMBER = numberKey('9999999', 0, 7);

function keyOf(version: string): VersionKey {
  const valid = VERSION.test(version) || DATE.test(version);
  const plus = version.indexOf('+');
  const end = plus < 0 ? version.length : plus;
  let text = '';
  let zeros = '';
  for (let at = /^v\.?[0-9]/i.test(version) ? 1 : 0; at < end; ) {
    const code = version.charCodeAt(at);
    let stop = at + 1;
    if (isDigit(code)) {
      while (stop < end && isDigit(version.charCodeAt(stop))) stop++;
      const key = numberKey(version, at, stop);
      zeros += NUMBER + key;
      if (key !== zeroKey) {
        text += zeros;
        zeros = '';
      }
    } else if (isLetter(code) || code === 0x2a) {
      while (stop < end && isLetter(version.charCodeAt(stop))) stop++;
      const word = version.slice(at, stop).toLowerCase();
      // Numbers are filled up with zeros before a stability, so zeros there do not count.
      const rank = word === 'x' || word === '*' ? (NUMBER + ANY_NUMBER).repeat(4) : WORDS.get(word);
      text += word === 'x' || word === '*' ? zeros + rank : (rank ?? OTHER_WORD);
      zeros = '';
    }
    at = stop;
  }
  return { text: text + END, valid };
}
