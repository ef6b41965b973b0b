import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import { type Pattern, REACH } from './pattern.ts';

/** What a file holds of one pattern: the versions in the order of their places, or '' for a pattern without a version. */
export type Matches = readonly string[];

const WINDOW = 1024 * 1024;
/** Enough to tell one from several. */
const MOST_MATCHES = 8;

/**
 * Looks for all patterns in one reading of the body. `isDone` may end the reading early; it is asked after each window.
 * @throws FormatError when an anchor comes up more often than `limits.classifierAnchors`.
 */
export function searchPatterns(
  body: RandomAccess,
  patterns: readonly Pattern[],
  isDone: (matches: readonly Matches[]) => boolean = () => false,
): readonly Matches[] {
  const matches: string[][] = patterns.map(() => []);
  const anchors: number[] = patterns.map(() => 0);
  for (let start = 0; start < body.size; start += WINDOW) {
    const from = Math.max(0, start - REACH);
    const bytes = body.readAt(from, start - from + WINDOW + 2 * REACH);
    const window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (const [i, pattern] of patterns.entries()) {
      const found = matches[i] ?? [];
      const seen = searchWindow({ window, from: start - from, pattern, found, most: limits.classifierAnchors });
      anchors[i] = (anchors[i] ?? 0) + seen;
      if ((anchors[i] ?? 0) > limits.classifierAnchors)
        throw new FormatError(`holds ${JSON.stringify(pattern.anchor.toString('latin1'))} too often to search`);
    }
    if (isDone(matches)) break;
  }
  return matches;
}

/** Looks at anchors that begin in this window's own part, which the next window does not look at. Tells how many. */
function searchWindow(search: {
  window: Buffer;
  from: number;
  pattern: Pattern;
  found: string[];
  most: number;
}): number {
  const { window, from, pattern, found, most } = search;
  const end = from + WINDOW;
  let seen = 0;
  for (
    let at = nextAnchor(window, from, pattern);
    at >= 0 && at < end && found.length < MOST_MATCHES && seen <= most;
    at = nextAnchor(window, at + 1, pattern)
  ) {
    seen++;
    const version = versionAt(window, at, pattern);
    if (version !== undefined && !found.includes(version)) found.push(version);
  }
  return seen;
}

function nextAnchor(window: Buffer, from: number, { anchor, digitFollows }: Pattern): number {
  if (!digitFollows) return window.indexOf(anchor, from);
  if (anchor.length > 1) {
    let at = window.indexOf(anchor, from);
    while (at >= 0 && !isDigit(window[at + anchor.length])) at = window.indexOf(anchor, at + 1);
    return at;
  }
  // Zero bytes are everywhere: a call for each would cost more than this loop.
  const [byte] = anchor;
  for (let at = from; at < window.length; at++) {
    if (window[at] === byte && isDigit(window[at + 1]) && isVersionByte(window[at + 2])) return at;
  }
  return -1;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isVersionByte(byte: number | undefined): boolean {
  return byte === 0x2e || isDigit(byte);
}

function versionAt(window: Buffer, at: number, { anchor, before, after, versionStart }: Pattern): string | undefined {
  const end = at + anchor.length;
  // What follows first: it is anchored at its start and fails sooner.
  const next = after?.exec(window.toString('latin1', end, end + REACH));
  if (after && !next) return undefined;
  const previous = before?.exec(window.toString('latin1', Math.max(0, at - REACH), at));
  if (before && !previous) return undefined;
  return versionStart + (previous?.[1] ?? next?.[1] ?? '');
}
