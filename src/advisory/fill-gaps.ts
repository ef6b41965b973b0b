import type { AdvisoryStore } from './advisory-store.ts';
import { joinStores } from './join-stores.ts';

/**
 * The store, with the starter set where it has no feed: for ecosystems that are asked for and not covered. Where all are
 * covered the starter set is not even loaded.
 */
export function fillGaps(
  store: AdvisoryStore,
  starter: () => AdvisoryStore,
  { asked, covers }: { readonly asked: readonly string[]; readonly covers: (ecosystem: string) => boolean },
): AdvisoryStore {
  if (asked.every((ecosystem) => covers(ecosystem))) return store;
  const facts = starter();
  return joinStores([
    store,
    {
      ...facts,
      find: (ecosystem, name) => (covers(ecosystem) ? [] : facts.find(ecosystem, name)),
    },
  ]);
}
