import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { xmlDocuments } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';
import { parseUpdateInfo } from '../rpm/update-info.ts';

/** Security advisories of Bottlerocket, the system that AWS makes for hosts of containers. */
export const bottlerocket: AdvisorySource = {
  name: 'bottlerocket',
  homepage: 'https://advisories.bottlerocket.aws/',
  license: 'Apache-2.0 or MIT',
  address: 'https://advisories.bottlerocket.aws/',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'Bottlerocket' ? 'bottlerocket' : undefined),
  fetch: fetchUpdates,
  parse: ({ text }) => parseUpdateInfo(text, { ecosystem: 'Bottlerocket' }),
};

async function fetchUpdates(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download('updateinfo.xml.gz');
  if (!file) return { kind: 'unchanged' };
  return { kind: 'whole', documents: xmlDocuments(file, ['update']), ...newest([file]) };
}
