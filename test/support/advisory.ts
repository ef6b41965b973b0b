import type { Advisory, AffectedPackage, AffectedRange } from '../../src/advisory/advisory.ts';
import type { FeedStatus } from '../../src/advisory/advisory-store.ts';

/** An advisory of which only what matters is said. */
export function advisory(id: string, facts: Partial<Advisory> = {}): Advisory {
  return { id, aliases: [], summary: '', cvss: [], references: [], affected: [], ...facts };
}

/** What it says of a package: of all versions, unless the range says otherwise. */
export function says(
  ecosystem: string,
  name: string,
  range: Partial<AffectedRange>,
  facts: Partial<AffectedPackage> = {},
): AffectedPackage {
  return { ecosystem, name, ranges: [{ introduced: '0', ...range }], state: 'affected', ...facts };
}

/** A feed that is the only one of its source. */
export function feed(source: string): Partial<FeedStatus> {
  return { source, feed: source };
}
