import type { FeedStatus } from '../advisory/advisory-store.ts';
import type { Problem } from '../base/problem.ts';

const DAY_MS = 86_400_000;
const OLDEST_DAYS = 5;

/** Feeds that nothing was heard of for longer than is bearable. */
export function feedAgeProblems(
  feeds: readonly FeedStatus[],
  { now, oldestDays = OLDEST_DAYS }: { readonly now: Date; readonly oldestDays?: number },
): Problem[] {
  return feeds.flatMap(({ source, feed, checked, starter }): Problem[] => {
    if (starter || !isOutdated(checked, { now, oldestDays })) return [];
    const days = daysSince(checked, now);
    const name = source === feed ? feed : `${source} ${feed}`;
    const message = `The advisories of ${name} are ${days} days old: what became known since is missing`;
    return [{ code: 'feed-outdated', message }];
  });
}

/** Was a feed heard of last before what is bearable? */
export function isOutdated(
  checked: string,
  { now, oldestDays = OLDEST_DAYS }: { readonly now: Date; readonly oldestDays?: number },
): boolean {
  return daysSince(checked, now) > oldestDays;
}

function daysSince(moment: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(moment)) / DAY_MS);
}
