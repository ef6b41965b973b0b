import type { AdvisoryStore, Statement } from './advisory-store.ts';
import { boundedMemo } from './compiled/bounded-memo.ts';

/** Statements, and packages nobody speaks of, that stay decoded; a service asks for the same ones again and again. */
const STATEMENTS_IN_MEMORY = 50_000;
const NOTHING: readonly Statement[] = [];

/** The same store, which remembers what it found lately. */
export function rememberFinds(store: AdvisoryStore): AdvisoryStore {
  const memo = boundedMemo<string, readonly Statement[]>(STATEMENTS_IN_MEMORY);
  return {
    ...store,
    find(ecosystem, name) {
      const key = `${ecosystem}\n${name}`;
      const known = memo.get(key);
      if (known) return known;
      const found = store.find(ecosystem, name);
      memo.set(key, found.length === 0 ? NOTHING : found, 1 + found.length);
      return found;
    },
  };
}
