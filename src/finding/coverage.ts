import type { AdvisorySource } from '../advisory/advisory-source.ts';
import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import { speaksOfNoPackage } from '../advisory/feed-problem.ts';

/** Does a full feed at hand speak of the ecosystem? What ships with the product knows household names only. */
export function coverageOf(
  { feeds }: Pick<AdvisoryStore, 'feeds'>,
  sources: readonly AdvisorySource[],
): (ecosystem: string) => boolean {
  const speaking = packageSources(sources);
  const atHand = new Set(feeds.filter(({ starter }) => !starter).map(({ source, feed }) => `${source}\n${feed}`));
  const answers = new Map<string, boolean>();
  return (ecosystem) => {
    const known = answers.get(ecosystem);
    if (known !== undefined) return known;
    const answer = speaking.some((source) => {
      const feed = source.feedFor(ecosystem);
      return feed !== undefined && atHand.has(`${source.name}\n${feed}`);
    });
    answers.set(ecosystem, answer);
    return answer;
  };
}

/** Sources that speak of packages; the others (KEV, EPSS) answer for whatever ecosystem is asked. */
export function packageSources(sources: readonly AdvisorySource[]): readonly AdvisorySource[] {
  return sources.filter((source) => !speaksOfNoPackage(source));
}
