import type { AdvisoryStore, FeedStatus } from './advisory-store.ts';
import { compareText } from './compare-text.ts';

/** Several stores as one. Answers are sorted by source, feed and id, whatever the order of `stores`. */
export function joinStores(stores: readonly AdvisoryStore[]): AdvisoryStore {
  const feeds = stores.flatMap((store) => store.feeds).sort(byFeed);
  // A store of one feed answers sorted by id; with one such store after the other, all answers are sorted.
  const single = stores.every((store) => store.feeds.length === 1);
  const ordered = single ? [...stores].sort((a, b) => byFeed(a.feeds[0], b.feeds[0])) : stores;
  const sort = <T extends { feed: FeedStatus }>(answers: T[], idOf: (answer: T) => string): T[] =>
    single ? answers : answers.sort((a, b) => byFeed(a.feed, b.feed) || compareText(idOf(a), idOf(b)));
  return {
    feeds,
    find(ecosystem, name) {
      const answers = ordered.map((store) => store.find(ecosystem, name)).filter((found) => found.length > 0);
      const [first, ...others] = answers;
      if (first === undefined) return [];
      return others.length === 0 ? first : sort(answers.flat(), ({ id }) => id);
    },
    get(id) {
      return sort(
        ordered.flatMap((store) => store.get(id)),
        ({ advisory }) => advisory.id,
      );
    },
    close() {
      for (const store of stores) store.close();
    },
  };
}

function byFeed(a: FeedStatus | undefined, b: FeedStatus | undefined): number {
  return compareText(a?.source ?? '', b?.source ?? '') || compareText(a?.feed ?? '', b?.feed ?? '');
}
