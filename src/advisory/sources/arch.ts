import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { parseArchGroups } from '../arch-groups.ts';
import { wholeDocument } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';

const FILE = 'issues/all.json';

/** Arch Linux's security tracker: groups of vulnerabilities, each with the packages that one version fixes. */
export const arch: AdvisorySource = {
  name: 'arch',
  homepage: 'https://security.archlinux.org/',
  license: 'none stated',
  address: 'https://security.archlinux.org/',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'Arch Linux' ? 'arch' : undefined),
  fetch: fetchGroups,
  parse: ({ text }) => parseArchGroups(text),
};

async function fetchGroups(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download(FILE);
  if (!file) return { kind: 'unchanged' };
  return { kind: 'whole', documents: wholeDocument(file, FILE), ...newest([file]) };
}
