import { limits } from '../base/limits.ts';
import type { VersionScheme } from './version-scheme.ts';

/** A version written so that its text sorts, code unit by code unit, where the version does. */
export interface VersionKey {
  readonly text: string;
  readonly valid: boolean;
}

/** Most versions come up again and again; of those only the keys are compared. */
const REMEMBERED = 16_384;
const LONGEST_REMEMBERED = 128;

/**
 * A version order out of what turns a version into its key. Texts are in a total order, so versions are, invalid ones
 * included. Keys of valid versions start with a character above `\0`.
 */
export function schemeOfKeys(name: string, keyOf: (version: string) => VersionKey): VersionScheme {
  let recent = new Map<string, VersionKey>();
  let older = new Map<string, VersionKey>();

  function key(version: string): VersionKey {
    const known = recent.get(version);
    if (known) return known;
    const made = older.get(version) ?? (version.length > limits.version ? outOfOrder(version) : keyOf(version));
    if (version.length > LONGEST_REMEMBERED) return made;
    if (recent.size >= REMEMBERED) {
      older = recent;
      recent = new Map();
    }
    recent.set(version, made);
    return made;
  }

  return {
    name,
    isValid: (version) => key(version).valid,
    compare(a, b) {
      if (a === b) return 0;
      const left = key(a).text;
      const right = key(b).text;
      return left < right ? -1 : left > right ? 1 : 0;
    },
  };
}

/** Below all valid versions, and among its like by its text. */
export function outOfOrder(version: string): VersionKey {
  return { text: `\0${version}`, valid: false };
}

/** A run of digits as text that sorts by its value, whatever its length; an empty run is 0. Nothing needs to end it. */
export function numberKey(text: string, start: number, end: number): string {
  let from = start;
  while (from < end && text.charCodeAt(from) === 0x30) from++;
  const length = end - from;
  if (length < 0x80) return String.fromCharCode(0x20 + length) + text.slice(from, end);
  const count = String(length);
  return String.fromCharCode(0xa0 + count.length) + count + text.slice(from, end);
}

/** `numberKey` of 0. */
export const zeroKey = '\x20';

/** Where the run of digits ends that starts here. */
export function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Where the run of ASCII letters ends that starts here. */
export function lettersEnd(text: string, start: number): number {
  let end = start;
  while (isLetter(text.charCodeAt(end))) end++;
  return end;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
