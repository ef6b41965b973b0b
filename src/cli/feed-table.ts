import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedFolder } from '../advisory/feed-folder.ts';
import { FormatError, messageOf, UnavailableError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { isOutdated } from '../inspection/feed-ages.ts';
import { ago, counted, formatBytes, formatCount } from '../report/formats/quantities.ts';

/** The feeds in a folder, as `tidewaiter db status --format json` shows them. */
export interface FeedOverview {
  readonly path: string;
  /** Of all files in the folder: the generation before the current one stays for a while. */
  readonly sizeBytes: number;
  /** A feed that was heard of last before so many days is outdated. */
  readonly maxFeedAgeDays: number;
  readonly feeds: readonly FeedRow[];
}

export interface FeedRow {
  readonly source: string;
  readonly feed: string;
  readonly advisories: number;
  /** Records that could not be understood. */
  readonly damaged: number;
  readonly sizeBytes: number;
  /** RFC 3339: when it was last heard to be current. */
  readonly checked: string;
  /** RFC 3339: when its publisher made it. */
  readonly published?: string;
  readonly outdated: boolean;
  /** Why its file cannot be used. */
  readonly unusable?: string;
}

/** Looks at every feed of the folder, which need not be there. */
export function overviewOf(folder: FeedFolder, { now, oldestDays }: { now: Date; oldestDays: number }): FeedOverview {
  const feeds = folder.list().map((manifest): FeedRow => {
    const { source, feed, advisories, damaged, sizeBytes, checked, published } = manifest;
    const unusable = reasonNotToOpen(folder, source, feed);
    return {
      source,
      feed,
      advisories,
      damaged,
      sizeBytes,
      checked,
      ...(published === undefined ? {} : { published }),
      outdated: isOutdated(checked, { now, oldestDays }),
      ...(unusable === undefined ? {} : { unusable }),
    };
  });
  return { path: folder.path, sizeBytes: sizeOf(folder.path), maxFeedAgeDays: oldestDays, feeds };
}

/** The same for people. */
export function overviewText({ path, sizeBytes, maxFeedAgeDays, feeds }: FeedOverview, now: Date): string {
  if (feeds.length === 0) {
    return `There are no advisories at hand yet, in ${path}.
A scan fetches those that its image needs. To have some before that:
  tidewaiter db update npm debian:12
`;
  }
  const rows = feeds.map((row) => [
    show(row.source),
    show(row.feed),
    formatCount(row.advisories),
    formatCount(row.damaged),
    formatBytes(row.sizeBytes),
    `${ago(row.checked, now)}${row.outdated ? ' *' : ''}`,
    row.published === undefined ? '-' : ago(row.published, now),
  ]);
  const outdated = feeds.filter((row) => row.outdated).length;
  const limit = counted(maxFeedAgeDays, 'day');
  return [
    ...columns([HEADINGS, ...rows]),
    '',
    `${counted(feeds.length, 'feed')}, ${formatBytes(sizeBytes)} in ${path}`,
    ...(outdated > 0 ? [`* not heard of for more than ${limit}: tidewaiter db update asks for newer ones`] : []),
    ...feeds.flatMap(({ source, feed, unusable }) =>
      unusable === undefined ? [] : [`! ${show(source)} ${show(feed)} cannot be used: ${show(unusable)}`],
    ),
    '',
  ].join('\n');
}

const HEADINGS = ['source', 'feed', 'advisories', 'damaged', 'size', 'heard', 'published'];
const NUMBERS = new Set([2, 3, 4]);

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (NUMBERS.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function show(text: string): string {
  return printable(text, 300);
}

function reasonNotToOpen(folder: FeedFolder, source: string, feed: string): string | undefined {
  try {
    folder.openFile(source, feed)?.file.close();
    return undefined;
  } catch (error) {
    if (error instanceof FormatError || error instanceof UnavailableError) return messageOf(error);
    throw error;
  }
}

function sizeOf(path: string): number {
  try {
    return readdirSync(path).reduce((sum, name) => {
      const stat = statSync(join(path, name), { throwIfNoEntry: false });
      return sum + (stat?.isFile() ? stat.size : 0);
    }, 0);
  } catch {
    return 0; // there is no folder yet
  }
}
