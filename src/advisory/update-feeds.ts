import { UnavailableError } from '../base/errors.ts';
import { throwIfAborted } from '../base/http/retry.ts';
import { defaultHttpTiming, type HttpTiming } from '../base/http/timing.ts';
import { createTransport, type Transport } from '../base/http/transport.ts';
import type { Problem } from '../base/problem.ts';
import type { AdvisorySource } from './advisory-source.ts';
import { compareText } from './compare-text.ts';
import type { FeedFolder } from './feed-folder.ts';
import { feedProblem } from './feed-problem.ts';
import { knownFeed, updateFeed } from './update-feed.ts';

export interface NeededFeed {
  readonly source: AdvisorySource;
  readonly feed: string;
}

export interface UpdateOptions {
  /** Where compiled feeds lie. */
  readonly folder: FeedFolder;
  /** Proxies, certificate authorities and TIDEWAITER_FEEDS. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Nothing is fetched: what is at hand has to do. */
  readonly offline?: boolean;
  /** A feed heard of less than so many hours ago is left as it is. Default 6; 0 asks for all. */
  readonly maxAgeHours?: number;
  /** Feeds that are updated at a time. Default 4. */
  readonly together?: number;
  /** For one feed, from the first question to the compiled file. Default 30 minutes. */
  readonly feedTimeoutMs?: number;
  readonly caFile?: string | undefined;
  readonly timing?: HttpTiming;
  readonly notice?: (message: string) => void;
  /** Told when a feed is being asked for, and what became of it. */
  readonly began?: (feed: { readonly source: string; readonly feed: string }) => void;
  readonly ended?: (outcome: FeedOutcome) => void;
}

export interface FeedOutcome {
  readonly source: string;
  readonly feed: string;
  /** `recent`: not asked for. `current`: asked for, nothing new. `stale`: not to be had, an older one is there. */
  readonly outcome: 'recent' | 'current' | 'updated' | 'stale' | 'unavailable';
}

export interface UpdateResult {
  /** Sorted by source and feed, each once. */
  readonly feeds: readonly FeedOutcome[];
  /** In the same order. */
  readonly problems: readonly Problem[];
}

/**
 * Brings the needed feeds up to date, several at a time. One that fails leaves the last good one in place and becomes a
 * problem; the others go on.
 * @throws UnavailableError `interrupted` or `timed-out` when the caller gives up. @throws UsageError for bad settings.
 */
export async function updateFeeds(needed: readonly NeededFeed[], options: UpdateOptions): Promise<UpdateResult> {
  const { signal, environment, caFile, timing = defaultHttpTiming, together = 4 } = options;
  throwIfAborted(signal);
  // Mostly nothing is to be fetched, and loading the certificates of all authorities takes longer than all the rest.
  let opened: Transport | undefined;
  const transport: Transport = {
    send(request) {
      opened ??= createTransport({ environment, caFile, timing });
      return opened.send(request);
    },
  };
  const queue = distinct(needed);
  const results = new Map<NeededFeed, { outcome: FeedOutcome; problem?: Problem }>();
  const waiting = [...queue];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      options.began?.({ source: next.source.name, feed: next.feed });
      const result = await updateOne(next, { ...options, transport, timing });
      options.ended?.(result.outcome);
      results.set(next, result);
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, together) }, work));
  const done = queue.flatMap((each) => results.get(each) ?? []);
  return { feeds: done.map(({ outcome }) => outcome), problems: done.flatMap(({ problem }) => problem ?? []) };
}

const HOUR_MS = 3600_000;
const DEFAULT_AGE_HOURS = 6;
const FEED_TIMEOUT_MS = 30 * 60_000;

type Context = UpdateOptions & { readonly transport: Transport; readonly timing: HttpTiming };

async function updateOne(needed: NeededFeed, context: Context): Promise<{ outcome: FeedOutcome; problem?: Problem }> {
  const { folder, signal, offline = false, maxAgeHours = DEFAULT_AGE_HOURS } = context;
  const names = { source: needed.source.name, feed: needed.feed };
  const isRecent = (): boolean => {
    const known = knownFeed(folder, needed);
    const age = Date.now() - Date.parse(known?.checked ?? '');
    // A clock that was wrong when the feed was heard of must not keep it for years.
    return age >= 0 && age < maxAgeHours * HOUR_MS;
  };
  try {
    if (offline) {
      if (hasFeed(context, needed)) return { outcome: { ...names, outcome: 'recent' } };
      throw new UnavailableError('not-found', 'it is not at hand, and nothing is fetched in offline mode');
    }
    if (isRecent()) return { outcome: { ...names, outcome: 'recent' } };
    const limited = AbortSignal.any([signal, AbortSignal.timeout(context.feedTimeoutMs ?? FEED_TIMEOUT_MS)]);
    const outcome = await updateFeed(needed, { ...context, signal: limited, isRecent });
    return { outcome: { ...names, outcome } };
  } catch (error) {
    throwIfAborted(signal);
    const outcome = hasFeed(context, needed) ? 'stale' : 'unavailable';
    return { outcome: { ...names, outcome }, problem: feedProblem(needed, outcome, error) };
  }
}

/** Also one that another version of its source compiled. */
function hasFeed({ folder }: Context, { source, feed }: NeededFeed): boolean {
  try {
    const opened = folder.openFile(source.name, feed);
    opened?.file.close();
    return opened !== undefined;
  } catch {
    return false;
  }
}

function distinct(needed: readonly NeededFeed[]): NeededFeed[] {
  const feeds = new Map(needed.map((each) => [`${each.source.name}\n${each.feed}`, each]));
  return [...feeds.values()].sort((a, b) => compareText(a.source.name, b.source.name) || compareText(a.feed, b.feed));
}
