import { UnavailableError } from '../../base/errors.ts';
import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { parseAzureLinuxOval } from '../oval/azure-linux.ts';
import { fetchOval } from '../oval/fetch-oval.ts';

/** Azure Linux and CBL-Mariner. OSV's copy is fed from an export that stopped in the spring of 2026. */
export const azureLinux: AdvisorySource = {
  name: 'azure-linux',
  homepage: 'https://github.com/microsoft/AzureLinuxVulnerabilityData',
  license: 'MIT',
  address: 'https://raw.githubusercontent.com/microsoft/AzureLinuxVulnerabilityData/main/',
  version: 1,
  feedFor: feedOf,
  fetch: fetchRecords,
  parse: ({ text }, feed) => parseAzureLinuxOval(text, ecosystemOf(feed)),
};

/** `azurelinux-3.0`, `cbl-mariner-2.0`: the files' names. */
function feedOf(ecosystem: string): string | undefined {
  const [, product, release] = /^(Azure Linux|CBL-Mariner):(\d{1,3}\.\d{1,3})$/.exec(ecosystem) ?? [];
  return product === undefined ? undefined : `${product.replace(' ', '').toLowerCase()}-${release}`;
}

function ecosystemOf(feed: string): string {
  const release = feed.slice(feed.lastIndexOf('-') + 1);
  return `${feed.startsWith('azurelinux-') ? 'Azure Linux' : 'CBL-Mariner'}:${release}`;
}

async function fetchRecords(feed: string, client: FeedClient): Promise<FeedUpdate> {
  const update = await fetchOval(client, [`${feed}-oval.xml`]);
  if (update !== 'missing') return update;
  throw new UnavailableError('not-found', `there is no OVAL of ${ecosystemOf(feed)}`);
}
