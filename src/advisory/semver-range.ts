import {
  after,
  allVersions,
  before,
  intersectionOf,
  unionOf,
  type VersionInterval,
  type VersionSet,
} from './version-set.ts';
import { semver } from './versions/semver.ts';

const LONGEST_RANGE = 2_000;
const MOST_PARTS = 100;
const NOTHING_BEFORE = new Set(['0.0.0', '0.0.0-0']);

/**
 * The versions that a range of node-semver means: `^1.2.3 || 2.x`, `>=1.0 <2.0`, `1.2 - 1.4`. Pre-releases belong to the
 * versions around them. Undefined where it is no such range.
 */
export function semverRange(text: string): VersionSet | undefined {
  if (text.length > LONGEST_RANGE) return undefined;
  const alternatives = text.split('||');
  if (alternatives.length > MOST_PARTS) return undefined;
  const sets = alternatives.map(readAlternative);
  const known = sets.filter((set) => set !== undefined);
  if (known.length < sets.length) return undefined;
  // `<0.0.0` is how "none" is written.
  return unionOf(known.flat(), semver).filter(({ from, to }) => from || !to || !NOTHING_BEFORE.has(to.version));
}

/** What counts as the least version after another: exact in this order. */
export function semverAfter(version: string): string {
  if (version.includes('-')) return `${version}.0`;
  const [major = '0', minor = '0', patch = '0'] = version.split('.');
  return `${major}.${minor}.${BigInt(patch) + 1n}-0`;
}

function readAlternative(text: string): VersionSet | undefined {
  const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(text);
  const words = hyphen
    ? [`>=${hyphen[1]}`, `<=${hyphen[2]}`]
    : text
        .replace(/([<>=~^])\s+/g, '$1')
        .trim()
        .split(/[\s,]+/);
  if (words.length > MOST_PARTS) return undefined;
  let set = allVersions;
  for (const word of words) {
    const interval = word === '' ? {} : readComparator(word);
    if (!interval) return undefined;
    set = intersectionOf(set, [interval], semver);
  }
  return set;
}

interface Partial {
  readonly numbers: readonly bigint[];
  readonly prerelease: string;
}

function readComparator(word: string): VersionInterval | undefined {
  const [, operator = '', version = ''] = /^([<>]=?|=|~>?|\^)?(.*)$/.exec(word) ?? [];
  const partial = readPartial(version);
  if (!partial) return undefined;
  if (partial.numbers.length === 0)
    return operator.startsWith('<') && operator !== '<=' ? { to: before('0.0.0-0') } : {};
  const from = before(fullVersion(partial));
  const isFull = partial.numbers.length === 3;
  // A whole line begins with its pre-releases, where the line before it ends.
  const start = isFull ? from : before(`${from.version}-0`);
  const end = before(bumped(partial, partial.numbers.length - 1));
  switch (operator) {
    case '>=':
      return { from };
    case '>':
      return { from: isFull ? after(from.version) : before(end.version.replace(/-0$/, '')) };
    case '<':
      return { to: from };
    case '<=':
      return { to: isFull ? after(from.version) : end };
    case '^':
      return { from: start, to: before(bumped(partial, caretPosition(partial))) };
    case '~':
    case '~>':
      return { from: start, to: before(bumped(partial, Math.min(1, partial.numbers.length - 1))) };
    default:
      return isFull ? { from, to: after(from.version) } : { from: start, to: end };
  }
}

/** `1`, `1.x`, `1.2.*`, `v1.2.3-rc.1+build`; none of the numbers for `*`. */
function readPartial(text: string): Partial | undefined {
  const match =
    /^v?(\d{1,15}|[xX*])?(?:\.(\d{1,15}|[xX*]))?(?:\.(\d{1,15}|[xX*]))?(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?$/.exec(
      text,
    );
  if (!match) return undefined;
  const parts = match.slice(1, 4);
  const known = parts.findIndex((part) => part === undefined || /^[xX*]$/.test(part));
  const numbers = (known === -1 ? parts : parts.slice(0, known)).map((part) => BigInt(part ?? 0));
  return { numbers, prerelease: numbers.length === 3 ? (match[4] ?? '') : '' };
}

function fullVersion({ numbers, prerelease }: Partial): string {
  const [major = 0n, minor = 0n, patch = 0n] = numbers;
  return `${major}.${minor}.${patch}${prerelease === '' ? '' : `-${prerelease}`}`;
}

/** The first version after all that share the numbers up to a position, its pre-releases included. */
function bumped({ numbers }: Partial, position: number): string {
  const next = [0, 1, 2].map((at) =>
    at < position ? (numbers[at] ?? 0n) : at === position ? (numbers[at] ?? 0n) + 1n : 0n,
  );
  return `${next.join('.')}-0`;
}

/** `^` holds the first number that is not zero. */
function caretPosition({ numbers }: Partial): number {
  const first = numbers.findIndex((number) => number !== 0n);
  return first === -1 ? numbers.length - 1 : first;
}
