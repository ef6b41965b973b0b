import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { parseAlmaErrata } from '../alma-errata.ts';
import { jsonDocuments } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';

/** AlmaLinux's own errata: as in OSV, with the module stream and architectures of each build and the vendor's severity. */
export const almaErrata: AdvisorySource = {
  name: 'alma-errata',
  homepage: 'https://errata.almalinux.org/',
  license: 'MIT',
  address: 'https://errata.almalinux.org/',
  optIn:
    'OSV has the same advisories; this one tells module streams and architectures apart, in some 25 MB for each release',
  version: 1,
  feedFor: (ecosystem) => /^AlmaLinux:(\d{1,3})$/.exec(ecosystem)?.[1],
  fetch: fetchErrata,
  parse: ({ text }, feed) => parseAlmaErrata(text, `AlmaLinux:${feed}`),
};

async function fetchErrata(feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download(`${feed}/errata.full.json`);
  if (!file) return { kind: 'unchanged' };
  const documents: AsyncIterable<FeedDocument> = jsonDocuments(file, { within: ['data'] });
  return { kind: 'whole', documents, ...newest([file]) };
}
