import { digitsEnd, isDigit, isLetter, numberKey } from './version-key.ts';

const END = '\x02';

/**
 * Debian's order of one part of a version, deb-version(7): text and numbers by turns; in text `~` is below the end, the end
 * below letters, letters below all else.
 */
export function debianKey(text: string, start: number, end: number): string {
  let key = '';
  let at = start;
  do {
    for (; at < end && !isDigit(text.charCodeAt(at)); at++) key += characterKey(text.charCodeAt(at));
    const stop = Math.min(digitsEnd(text, at), end);
    key += END + numberKey(text, at, stop);
    at = stop;
  } while (at < end);
  return key + END;
}

function characterKey(code: number): string {
  if (code === 0x7e) return '\x01';
  return String.fromCharCode(isLetter(code) ? code : 0x80 + (code & 0x7f));
}
