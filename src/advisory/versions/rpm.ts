import { digitsEnd, isDigit, isLetter, lettersEnd, numberKey, schemeOfKeys, type VersionKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** rpm's `[epoch:]version[-release]`, rpm-version(7). */
export const rpm: VersionScheme = schemeOfKeys('rpm', keyOf);

const TILDE = '\x01';
const END = '\x02';
const CARET = '\x03';
const LETTERS = '\x04';
const NUMBER = '\x05';

function keyOf(version: string): VersionKey {
  const digits = digitsEnd(version, 0);
  const hasEpoch = version.charCodeAt(digits) === 0x3a;
  const start = hasEpoch ? digits + 1 : 0;
  const hyphen = version.lastIndexOf('-');
  const end = hyphen < start ? version.length : hyphen;
  const epoch = numberKey(version, 0, hasEpoch ? digits : 0);
  const release = end < version.length ? NUMBER + partKey(version, end + 1, version.length) : END;
  return { text: epoch + partKey(version, start, end) + release, valid: isValid(version, start, end) };
}

function isValid(version: string, start: number, end: number): boolean {
  return end > start && /^[A-Za-z0-9.+_~^:-]+$/.test(version) && /[A-Za-z0-9]/.test(version);
}

/** Runs of digits and of letters; what lies between only separates them, except `~` and `^`. */
function partKey(text: string, start: number, end: number): string {
  let key = '';
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const stop = Math.min(digitsEnd(text, at), end);
      key += NUMBER + numberKey(text, at, stop);
      at = stop;
    } else if (isLetter(code)) {
      const stop = Math.min(lettersEnd(text, at), end);
      key += `${LETTERS}${text.slice(at, stop)}\0`;
      at = stop;
    } else {
      if (code === 0x7e) key += TILDE;
      if (code === 0x5e) key += CARET;
      at++;
    }
  }
  return key + END;
}
