import { isDigit, numberKey, outOfOrder, schemeOfKeys, type VersionKey, zeroKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Gem::Version: runs of digits and of letters; letters make a pre-release, a hyphen means `.pre.`. */
export const rubygems: VersionScheme = schemeOfKeys('rubygems', keyOf);

const VERSION = /^\s*[0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\s*$/;

const LETTERS = '\x01';
const ZERO_BEFORE_LETTERS = '\x02';
const END = '\x03';
const ZERO_BEFORE_NUMBER = '\x04';
const NUMBER = '\x05';

function keyOf(version: string): VersionKey {
  const segments = version.replaceAll('-', '.pre.').match(/[0-9]+|[a-z]+/gi);
  if (!segments) return outOfOrder(version);
  let text = '';
  let zeros = 0;
  let release = true;
  for (const segment of segments) {
    if (!isDigit(segment.charCodeAt(0))) {
      // Zeros between the release and its first letters do not count; later ones stand before what follows them.
      text += `${release ? '' : ZERO_BEFORE_LETTERS.repeat(zeros)}${LETTERS}${segment}\0`;
      zeros = 0;
      release = false;
      continue;
    }
    const key = numberKey(segment, 0, segment.length);
    if (key === zeroKey) zeros++;
    else {
      text += ZERO_BEFORE_NUMBER.repeat(zeros) + NUMBER + key;
      zeros = 0;
    }
  }
  return { text: text + END, valid: VERSION.test(version) };
}
