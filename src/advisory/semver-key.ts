import { digitsEnd, isDigit, isLetter, numberKey, outOfOrder, type VersionKey, zeroKey } from './version-key.ts';

/** Where an order departs from semver.org. */
export interface SemverRules {
  /** Numbers before the pre-release: 3 unless told. */
  readonly numbers?: number;
  /** Upper and lower case are the same. */
  readonly foldCase?: true;
  /** Build metadata is ordered too: none is the oldest. */
  readonly ordersBuild?: true;
  /** A pre-release that is only a number is a revision, and newer. */
  readonly numberIsRevision?: true;
}

// End of a list, empty identifier, number, text; a release is above what any pre-release starts with.
const END = '\x01';
const EMPTY = '\x02';
const NUMBER = '\x03';
const TEXT = '\x04';
const RELEASE = '\x05';
const REVISION = '\x06';

/** The key of a semantic version; `v` in front, missing numbers and a missing hyphen (`1.2beta`) are forgiven. */
export function semverKey(version: string, rules: SemverRules = {}): VersionKey {
  const wanted = rules.numbers ?? 3;
  let at = /^[vV=]/.test(version) ? 1 : 0;
  let key = '';
  let numbers = 0;
  for (; ; at++) {
    const end = digitsEnd(version, at);
    if (end === at) return outOfOrder(version);
    if (numbers++ < wanted) key += numberKey(version, at, end);
    at = end;
    if (version.charCodeAt(at) !== 0x2e) break;
  }
  for (let missing = numbers; missing < wanted; missing++) key += zeroKey;

  const plus = version.indexOf('+', at);
  const end = plus < 0 ? version.length : plus;
  const suffix = suffixKey(version, { start: at, end, rules });
  const build = rules.ordersBuild && plus >= 0 ? identifiersKey(version, plus + 1, version.length) : END;
  if (suffix === undefined || build === undefined) return outOfOrder(version);
  const text = key + (rules.foldCase ? suffix.toLowerCase() : suffix) + build;
  return { text, valid: numbers <= wanted };
}

function suffixKey(
  version: string,
  { start, end, rules }: { readonly start: number; readonly end: number; readonly rules: SemverRules },
): string | undefined {
  if (start === end) return RELEASE;
  const hyphen = version.charCodeAt(start) === 0x2d;
  if (!hyphen && !isLetter(version.charCodeAt(start))) return undefined;
  const from = hyphen ? start + 1 : start;
  if (rules.numberIsRevision && from < end && digitsEnd(version, from) === end) {
    return REVISION + numberKey(version, from, end);
  }
  return identifiersKey(version, from, end);
}

/** Numbers below texts, a list below those that go on; undefined where a character has no place there. */
function identifiersKey(text: string, start: number, end: number): string | undefined {
  let key = '';
  for (let from = start; ; ) {
    let at = from;
    let digits = true;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x2e) break;
      if (isDigit(code)) continue;
      if (!isLetter(code) && code !== 0x2d) return undefined;
      digits = false;
    }
    if (at === from) key += EMPTY;
    else key += digits ? NUMBER + numberKey(text, from, at) : `${TEXT}${text.slice(from, at)}\0`;
    if (at >= end) return key + END;
    from = at + 1;
  }
}
