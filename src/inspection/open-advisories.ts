import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import { feedFolderPath, openFeedFolder } from '../advisory/feed-folder.ts';
import { fillGaps } from '../advisory/fill-gaps.ts';
import { openAdvisoryStore } from '../advisory/open-store.ts';
import { starterSet } from '../advisory/starter/starter-set.ts';
import { updateFeeds } from '../advisory/update-feeds.ts';
import { defaultCacheFolder } from '../base/cache-folder.ts';
import { dayOf } from '../base/day.ts';
import type { Problem } from '../base/problem.ts';
import { coverageOf } from '../finding/coverage.ts';
import { endOfSupport } from '../finding/end-of-life.ts';
import type { MatchInput, MatchOptions } from '../finding/match.ts';
import { neededFeeds } from '../finding/needed-feeds.ts';
import type { ImageIdentity } from '../finding/vex/subject.ts';
import { chosenSources } from './chosen-sources.ts';
import { feedAgeProblems } from './feed-ages.ts';

/** Which advisories to compare with, and whose answers to them count. */
export interface AdvisoryOptions {
  /** A mirror of the feeds, as TIDEWAITER_FEEDS names one. */
  readonly feeds?: string;
  /** Nothing is fetched: what is at hand has to do. */
  readonly offline?: boolean;
  /** A feed heard of less than so many hours ago is used as it is; 6 when absent, 0 asks for all. */
  readonly maxAgeHours?: number;
  /** A feed not heard of for so many days makes the verdict incomplete; 5 when absent. */
  readonly oldestDays?: number;
  /** Sources to ask that are asked only by those who opt in, and sources not to ask. */
  readonly withSources?: readonly string[];
  readonly withoutSources?: readonly string[];
  /** VEX documents, and folders that hold a VEX repository. */
  readonly vex?: readonly string[];
  /** File of exceptions; `.tidewaiterignore` of the current folder where there is one. */
  readonly ignoreFile?: string;
}

export interface CheckOptions extends AdvisoryOptions {
  readonly cacheFolder?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly image: ImageIdentity;
  readonly caFile?: string | undefined;
  readonly now: Date;
  readonly notice?: (message: string) => void;
}

/** Advisories for one inventory, opened. Close the store. */
export interface OpenedAdvisories {
  readonly store: AdvisoryStore;
  /** Is there a full feed at hand that speaks of this ecosystem? */
  readonly covers: (ecosystem: string) => boolean;
  /** What is missing, old or damaged; ask when all reading is done. */
  problems(): Problem[];
}

/** Brings the feeds that these packages need up to date and opens them, with the starter set for those that cannot be had. */
export async function openAdvisories(inventory: MatchInput, options: CheckOptions): Promise<OpenedAdvisories> {
  const sources = chosenSources(options);
  const { environment, signal, offline = false, maxAgeHours, caFile, notice, now, oldestDays } = options;
  const folder = openFeedFolder(feedFolderPath(options.cacheFolder ?? defaultCacheFolder(environment)));
  const needed = neededFeeds(inventory, sources);
  const updated = await updateFeeds(needed, {
    folder,
    environment: options.feeds === undefined ? environment : { ...environment, TIDEWAITER_FEEDS: options.feeds },
    signal,
    offline,
    ...(maxAgeHours === undefined ? {} : { maxAgeHours }),
    ...(caFile === undefined ? {} : { caFile }),
    ...(notice ? { notice } : {}),
  });
  const opened = openAdvisoryStore(
    folder,
    needed.map(({ source, feed }) => ({ source: source.name, feed })),
  );
  const covers = coverageOf(opened.store, sources);
  const asked = needed.flatMap(({ ecosystems }) => ecosystems);
  const store = fillGaps(opened.store, starterSet, { asked, covers });
  const problems = (): Problem[] => [
    ...updated.problems,
    ...feedAgeProblems(opened.store.feeds, { now, ...(oldestDays === undefined ? {} : { oldestDays }) }),
    ...opened.damaged.map(
      ({ source, feed, message }): Problem => ({
        code: 'feed-unavailable',
        message: `The advisories of ${source === feed ? feed : `${source} ${feed}`} cannot be read: ${message}`,
      }),
    ),
  ];
  return { store, covers, problems };
}

/** How to match the inventory against them. */
export function matchOptions({ covers }: OpenedAdvisories, { os }: MatchInput, now: Date): MatchOptions {
  const last = endOfSupport(os, dayOf(now));
  return { covers, ...(last === undefined ? {} : { endOfLife: `${os?.name || os?.id} since ${last}` }) };
}
