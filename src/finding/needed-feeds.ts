import type { AdvisorySource } from '../advisory/advisory-source.ts';
import { compareText } from '../advisory/compare-text.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package } from '../inventory/package.ts';
import { packageSources } from './coverage.ts';
import { lookUp } from './look-up.ts';

/** A feed that may speak of something in the inventory. */
export interface NeededFeed {
  readonly source: AdvisorySource;
  readonly feed: string;
  /** The ecosystems in the inventory that it answers for, sorted. */
  readonly ecosystems: readonly string[];
}

/**
 * The feeds that a scan of this inventory needs, sorted by source and name, and no others; none where nothing can match.
 * `sources` are those that the user wants to be asked.
 */
export function neededFeeds(
  inventory: { readonly packages: readonly Package[]; readonly os?: OperatingSystem },
  sources: readonly AdvisorySource[],
): NeededFeed[] {
  const speaking = packageSources(sources);
  const covers = (ecosystem: string): boolean => speaking.some((source) => source.feedFor(ecosystem) !== undefined);
  const ecosystems = new Set<string>();
  for (const { asked } of lookUp(inventory, { covers })) {
    for (const { lookup } of asked) {
      // Records by CPE name are too many to fetch: each product is a feed of its own.
      ecosystems.add(lookup.ecosystem === 'CPE' ? `CPE:${lookup.name}` : lookup.ecosystem);
    }
  }
  return feedsOf(ecosystems, sources);
}

/** The feeds that speak of these ecosystems, sorted by source and name. */
export function feedsOf(ecosystems: Iterable<string>, sources: readonly AdvisorySource[]): NeededFeed[] {
  const needed = new Map<string, { source: AdvisorySource; feed: string; ecosystems: string[] }>();
  for (const ecosystem of [...new Set(ecosystems)].sort(compareText)) {
    for (const source of sources) {
      const feed = source.feedFor(ecosystem);
      if (feed === undefined) continue;
      const key = `${source.name}\n${feed}`;
      const known = needed.get(key) ?? { source, feed, ecosystems: [] };
      needed.set(key, known);
      known.ecosystems.push(ecosystem);
    }
  }
  return [...needed.values()].sort((a, b) => compareText(a.source.name, b.source.name) || compareText(a.feed, b.feed));
}
