import { digitsEnd, numberKey, outOfOrder, schemeOfKeys, type VersionKey, zeroKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Conan 2: any number of parts, letters allowed in them (`1.1.1k`), zeros at the end do not count; build metadata does. */
export const conan: VersionScheme = schemeOfKeys('conan', keyOf);

const END = '\x01';
const EMPTY = '\x02';
const NUMBER = '\x03';
const TEXT = '\x04';
const PRE_RELEASE = '\x01';
const RELEASE = '\x02';

function keyOf(version: string): VersionKey {
  if (!/^[A-Za-z0-9._+-]+$/.test(version) || !/[0-9]/.test(version)) return outOfOrder(version);
  const plus = version.lastIndexOf('+');
  const base = plus < 0 ? version : version.slice(0, plus);
  const hyphen = base.indexOf('-');
  const pre = hyphen < 0 ? RELEASE : PRE_RELEASE + partsKey(base.slice(hyphen + 1));
  const build = plus < 0 ? END : NUMBER + partsKey(version.slice(plus + 1));
  return { text: partsKey(hyphen < 0 ? base : base.slice(0, hyphen)) + pre + build, valid: true };
}

function partsKey(text: string): string {
  let key = '';
  let zeros = '';
  for (const part of text.split('.')) {
    const end = digitsEnd(part, 0);
    // Conan compares a number with a text as two texts, which no order can keep: here 1 < 1k < 2 < k.
    const number = end > 0 ? NUMBER + numberKey(part, 0, end) : part === '' ? EMPTY : TEXT;
    if (number === NUMBER + zeroKey && end === part.length) {
      zeros += `${number}\0`;
      continue;
    }
    key += `${zeros}${number}${part.slice(end)}\0`;
    zeros = '';
  }
  return key + END;
}
