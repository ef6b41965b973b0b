import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { wholeDocument } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';
import { parsePhotonRecords } from '../photon-records.ts';

/** What VMware says of Photon OS: one file a release, also of what is not affected. */
export const photon: AdvisorySource = {
  name: 'photon',
  homepage: 'https://github.com/vmware/photon/wiki/Security-Advisories',
  license: 'CC-BY-SA-4.0',
  address: 'https://packages.broadcom.com/photon/photon_cve_metadata/',
  version: 1,
  feedFor: (ecosystem) => /^Photon OS:(\d{1,3}\.\d{1,3})$/.exec(ecosystem)?.[1],
  fetch: fetchRecords,
  parse: ({ text }, feed) => parsePhotonRecords(text, `Photon OS:${feed}`),
};

async function fetchRecords(feed: string, client: FeedClient): Promise<FeedUpdate> {
  const name = `cve_data_photon${feed}.json`;
  const file = await client.download(name);
  if (!file) return { kind: 'unchanged' };
  return { kind: 'whole', documents: wholeDocument(file, name), ...newest([file]) };
}
