import type { Arrival } from '../advisory/transfer/intake.ts';
import type { FeedOutcome } from '../advisory/update-feeds.ts';
import { printable } from '../base/printable.ts';
import { ago, counted, formatBytes } from '../report/formats/quantities.ts';

/** How much there is of a feed. */
interface Amount {
  readonly advisories: number;
  readonly sizeBytes: number;
}

/** `osv npm`, `kev`. */
export function feedTitle({ source, feed }: { readonly source: string; readonly feed: string }): string {
  return printable(source === feed ? feed : `${source} ${feed}`, 200);
}

/** `31,234 advisories, 12.3 MB`. */
export function amountOf({ advisories, sizeBytes }: Amount): string {
  return `${advisories === 1 ? '1 advisory' : counted(advisories, 'advisorie')}, ${formatBytes(sizeBytes)}`;
}

/** What became of an update, to stand behind the feed's name. `present` is what is at hand now. */
export function outcomeWords(
  { outcome }: FeedOutcome,
  present: (Amount & { readonly checked: string }) | undefined,
  now: Date,
): string {
  const heard = present ? ` ${ago(present.checked, now)}` : '';
  switch (outcome) {
    case 'updated':
      return `updated: ${present ? amountOf(present) : ''}`;
    case 'current':
      return 'nothing new';
    case 'recent':
      return `heard of${heard}, not asked again`;
    case 'stale':
      return `failed; what was heard${heard} stays`;
    case 'unavailable':
      return 'failed; there is none at hand';
  }
}

/** What became of a feed from elsewhere, to stand behind its name. */
export function arrivalWords({ outcome, manifest }: Arrival, now: Date): string {
  switch (outcome) {
    case 'taken':
      return `taken: ${amountOf(manifest)}, heard ${ago(manifest.checked, now)}`;
    case 'confirmed':
      return `the same is at hand, and is current as of ${ago(manifest.checked, now)}`;
    case 'not-newer':
      return 'left: what is at hand is as new';
    case 'unknown-source':
      return 'left: this version of tidewaiter does not know its source';
  }
}

/** A line for each, the second cells below one another. */
export function titled(title: string, words: string, titles: readonly string[]): string {
  const width = Math.min(40, Math.max(...titles.map(({ length }) => length), 0));
  return `${title.padEnd(width)}  ${words}\n`;
}
