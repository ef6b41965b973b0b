import type { FeedFolder } from '../advisory/feed-folder.ts';
import { advisorySources } from '../advisory/sources/index.ts';
import { forgetDamaged } from '../advisory/transfer/outgoing.ts';
import { type NeededFeed, type UpdateOptions, updateFeeds } from '../advisory/update-feeds.ts';
import { UsageError } from '../base/errors.ts';
import { packageSources } from '../finding/coverage.ts';
import { ecosystemNamed } from '../finding/ecosystem-named.ts';
import { feedsOf } from '../finding/needed-feeds.ts';
import { chosenSources } from '../inspection/chosen-sources.ts';
import { feedTitle, outcomeWords, titled } from './feed-words.ts';

/** Which feeds to bring up to date. */
export interface FeedChoice {
  /** As users write them; all feeds at hand where there are none. */
  readonly ecosystems: readonly string[];
  readonly withSources?: readonly string[];
  readonly withoutSources?: readonly string[];
}

/** The feeds that are meant. @throws UsageError for names that mean none. */
export function chosenFeeds(folder: FeedFolder, choice: FeedChoice): readonly NeededFeed[] {
  const chosen = chosenSources(choice);
  if (choice.ecosystems.length > 0) {
    return feedsOf(
      choice.ecosystems.map((text) => spokenOf(text, chosen)),
      chosen,
    );
  }
  const declined = new Set(choice.withoutSources);
  return folder.list().flatMap(({ source, feed }) => {
    const known = advisorySources.find(({ name }) => name === source);
    return known && !declined.has(source) ? [{ source: known, feed }] : [];
  });
}

/** @throws UsageError where none of the sources speaks of it. */
function spokenOf(text: string, chosen: ReturnType<typeof chosenSources>): string {
  const ecosystem = ecosystemNamed(text);
  if (packageSources(chosen).some((source) => source.feedFor(ecosystem) !== undefined)) return ecosystem;
  const other = packageSources(advisorySources).find((source) => source.feedFor(ecosystem) !== undefined);
  const why = other?.optIn === undefined ? '' : ` (${other.optIn})`;
  const advice = other ? `only ${other.name} does: --with-feed ${other.name} asks it${why}` : 'no feed does';
  throw new UsageError('bad-flag', `none of the feeds that are asked speaks of ${text}; ${advice}`);
}

/** What to tell, and where to. */
export interface UpdateTalk {
  /** A line of the result. */
  readonly say: (text: string) => void;
  /** A line that is of interest only meanwhile. */
  readonly notice: (text: string) => void;
  /** A line about something that went wrong. */
  readonly warn: (text: string) => void;
}

/** Updates the feeds and says what became of each. Tells whether all went well. */
export async function updateAll(
  needed: readonly NeededFeed[],
  { say, notice, warn, ...options }: UpdateTalk & Omit<UpdateOptions, 'notice' | 'began' | 'ended'>,
): Promise<boolean> {
  const { folder } = options;
  const titles = needed.map(({ source, feed }) => feedTitle({ source: source.name, feed }));
  for (const { source, feed } of needed) {
    if (forgetDamaged(folder, source.name, feed)) {
      warn(`${feedTitle({ source: source.name, feed })} was damaged on disk and is fetched anew`);
    }
  }
  const { feeds, problems } = await updateFeeds(needed, {
    ...options,
    notice,
    began: (feed) => notice(`${feedTitle(feed)} …`),
    ended(outcome) {
      const present = folder.list().find(({ source, feed }) => source === outcome.source && feed === outcome.feed);
      say(titled(feedTitle(outcome), outcomeWords(outcome, present, new Date()), titles));
    },
  });
  for (const { message } of problems) warn(message);
  return feeds.every(({ outcome }) => outcome !== 'stale' && outcome !== 'unavailable');
}
