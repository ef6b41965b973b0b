import type { Advisory, AffectedPackage } from './advisory.ts';
import type { AdvisoryStore, FeedStatus, Statement } from './advisory-store.ts';
import { compareText } from './compare-text.ts';

/**
 * A store of advisories at hand: a starter set, a test. All are of one feed; `joinStores` puts several together.
 * Unless it says otherwise, the feed counts as never checked.
 */
export function storeOf(advisories: Iterable<Advisory>, about: Partial<FeedStatus> = {}): AdvisoryStore {
  const sorted = [...advisories].sort((a, b) => compareText(a.id, b.id));
  const source = about.source ?? 'memory';
  const feed: FeedStatus = {
    checked: '1970-01-01T00:00:00Z',
    damaged: 0,
    ...about,
    source,
    feed: about.feed ?? source,
    advisories: sorted.length,
  };
  const byPackage = new Map<string, Statement[]>();
  const byName = new Map<string, Advisory[]>();
  for (const advisory of sorted) {
    for (const affected of advisory.affected) {
      append(byPackage, packageKey(affected.ecosystem, affected.name), statementOf(feed, advisory, affected));
    }
    for (const name of new Set([advisory.id, ...advisory.aliases])) append(byName, name, advisory);
  }
  return {
    feeds: [feed],
    find: (ecosystem, name) => byPackage.get(packageKey(ecosystem, name)) ?? [],
    get: (id) => (byName.get(id) ?? []).map((advisory) => ({ feed, advisory })),
    close: () => {},
  };
}

function statementOf(feed: FeedStatus, advisory: Advisory, affected: AffectedPackage): Statement {
  return {
    feed,
    id: advisory.id,
    affected,
    withdrawn: advisory.withdrawn !== undefined,
    advisory: () => advisory,
  };
}

function packageKey(ecosystem: string, name: string): string {
  return `${ecosystem}\n${name}`;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
