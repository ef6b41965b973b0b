import { UnavailableError } from '../../base/errors.ts';
import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { fetchOval } from '../oval/fetch-oval.ts';
import { parseOracleOval } from '../oval/oracle.ts';

/** Oracle Linux's errata, a file for each release. */
export const oracle: AdvisorySource = {
  name: 'oracle',
  homepage: 'https://linux.oracle.com/security/',
  license: 'none stated; copyright Oracle',
  address: 'https://linux.oracle.com/security/oval/',
  version: 1,
  feedFor: (ecosystem) => /^Oracle Linux:(\d{1,3})$/.exec(ecosystem)?.[1],
  fetch: fetchErrata,
  parse: ({ text }, feed) => parseOracleOval(text, `Oracle Linux:${feed}`),
};

async function fetchErrata(feed: string, client: FeedClient): Promise<FeedUpdate> {
  // Where a mirror has only the file of all releases, that one: definitions of other releases come to nothing.
  const update = await fetchOval(client, [`com.oracle.elsa-ol${feed}.xml.bz2`, 'com.oracle.elsa-all.xml.bz2']);
  if (update !== 'missing') return update;
  throw new UnavailableError('not-found', `there is no OVAL of Oracle Linux ${feed}`);
}
