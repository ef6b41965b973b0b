import { digitsEnd, isDigit, isLetter, lettersEnd, numberKey, schemeOfKeys, type VersionKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** pacman's `[epoch:]version[-release]`, vercmp(8): `1.0a < 1.0rc < 1.0 < 1.0.a < 1.0.1`; more separators are newer. */
export const alpm: VersionScheme = schemeOfKeys('alpm', keyOf);

// What follows a segment directly, or nothing, or after separators, whose number counts first.
const LETTERS_AT_ONCE = '\x01';
const END = '\x02';
const NUMBER_AT_ONCE = '\x03';
const SEPARATED = '\x04';

const LETTERS = '\x01';
const NOTHING = '\x02';
const NUMBER = '\x03';

function keyOf(version: string): VersionKey {
  const digits = digitsEnd(version, 0);
  const hasEpoch = version.charCodeAt(digits) === 0x3a;
  const start = hasEpoch ? digits + 1 : 0;
  const hyphen = version.lastIndexOf('-');
  const end = hyphen < start ? version.length : hyphen;
  const epoch = numberKey(version, 0, hasEpoch ? digits : 0);
  // Without a release pacman compares no releases at all, which no order can keep: here none is the oldest.
  const release = end < version.length ? SEPARATED + partKey(version, end + 1, version.length) : END;
  return {
    text: epoch + partKey(version, start, end) + release,
    valid: end > start && /^[A-Za-z0-9.+_:~^@-]+$/.test(version),
  };
}

function partKey(text: string, start: number, end: number): string {
  let key = '';
  for (let at = start; at < end; ) {
    let separators = at;
    while (separators < end && !isDigit(text.charCodeAt(separators)) && !isLetter(text.charCodeAt(separators))) {
      separators++;
    }
    const count = String(separators - at);
    const separated = separators > at ? SEPARATED + numberKey(count, 0, count.length) : '';
    at = separators;
    if (at === end) return key + separated + NOTHING;
    const isNumber = isDigit(text.charCodeAt(at));
    const stop = Math.min(isNumber ? digitsEnd(text, at) : lettersEnd(text, at), end);
    if (separated) key += separated + (isNumber ? NUMBER : LETTERS);
    else key += isNumber ? NUMBER_AT_ONCE : LETTERS_AT_ONCE;
    key += isNumber ? numberKey(text, at, stop) : `${text.slice(at, stop)}\0`;
    at = stop;
  }
  return key + END;
}
