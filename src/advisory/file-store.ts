import type { Advisory } from './advisory.ts';
import type { AdvisoryStore, FeedStatus, Statement } from './advisory-store.ts';
import { boundedMemo } from './compiled/bounded-memo.ts';
import type { FeedFile, StoredStatement } from './feed-file.ts';

/** Statements, and packages nobody speaks of, that stay decoded. */
const STATEMENTS_IN_MEMORY = 20_000;
/** Advisories that stay decoded, a package of each counted as one more. */
const ADVISORIES_IN_MEMORY = 20_000;
const NOTHING: readonly Statement[] = [];

/**
 * The advisories of an open file. Where the file turns out to be damaged, `onDamage` is called, once, and the store
 * answers nothing from then on: its feed then counts as one that could not be had.
 */
export function storeOfFile(file: FeedFile, feed: FeedStatus, onDamage: (error: unknown) => void): AdvisoryStore {
  const statements = boundedMemo<string, readonly Statement[]>(STATEMENTS_IN_MEMORY);
  const advisories = boundedMemo<number, Advisory>(ADVISORIES_IN_MEMORY);
  let damaged = false;

  const orElse = <T>(read: () => T, otherwise: () => T): T => {
    if (damaged) return otherwise();
    try {
      return read();
    } catch (error) {
      damaged = true;
      onDamage(error);
      return otherwise();
    }
  };
  const advisoryOf = (stored: StoredStatement): Advisory => {
    const known = advisories.get(stored.record);
    if (known) return known;
    const advisory = orElse(stored.advisory, () => bareAdvisory(stored));
    advisories.set(stored.record, advisory, 1 + advisory.affected.length);
    return advisory;
  };
  const statementOf = (stored: StoredStatement): Statement => ({
    feed,
    id: stored.id,
    affected: stored.affected,
    withdrawn: stored.withdrawn,
    advisory: () => advisoryOf(stored),
  });
  return {
    feeds: [feed],
    find(ecosystem, name) {
      const key = `${ecosystem}\n${name}`;
      const known = statements.get(key);
      if (known) return known;
      const found = orElse(
        () => file.find(ecosystem, name).map(statementOf),
        () => NOTHING,
      );
      statements.set(key, found.length === 0 ? NOTHING : found, 1 + found.length);
      return found;
    },
    get: (id) =>
      orElse(
        () => file.get(id),
        () => [],
      ).map((advisory) => ({ feed, advisory })),
    close: file.close,
  };
}

/** What is still known of an advisory that cannot be read any more. */
function bareAdvisory({ id, affected }: StoredStatement): Advisory {
  return { id, aliases: [], summary: '', cvss: [], references: [], affected: [affected] };
}
