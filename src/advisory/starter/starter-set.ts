import type { Advisory } from '../advisory.ts';
import type { AdvisoryStore } from '../advisory-store.ts';
import { storeOf } from '../memory-store.ts';
import { derivedFacts } from './derived-facts.ts';
import { householdNames } from './household-names.ts';

import { readFacts } from './read-facts.ts';

/**
 * What ships with the program, for where a feed cannot be had: exploited vulnerabilities of software that images carry, and
 * household names. Never all there is.
 */
export function starterSet(): AdvisoryStore {
  return storeOf(starterAdvisories(), { source: 'starter', feed: 'starter', starter: true });
}

export function starterAdvisories(): Advisory[] {
  const byId = new Map<string, Advisory>();
  for (const advisory of [...readFacts(householdNames), ...readFacts(derivedFacts)]) {
    const known = byId.get(advisory.id);
    byId.set(advisory.id, known ? { ...known, ...withBoth(known, advisory) } : advisory);
  }
  return [...byId.values()];
}

function withBoth(named: Advisory, derived: Advisory): Pick<Advisory, 'exploited' | 'references' | 'affected'> {
  const exploited = named.exploited ?? derived.exploited;
  return {
    ...(exploited ? { exploited } : {}),
    references: [...named.references, ...derived.references],
    affected: [...named.affected, ...derived.affected],
  };
}
