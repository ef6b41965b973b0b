import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { tarDocuments } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';
import { parseUbuntuRecord } from '../ubuntu/osv.ts';

/** Ubuntu's CVE records, with what subscribers of Pro get. OSV.dev has them too, in an archive of 800 MB instead of 50. */
export const ubuntu: AdvisorySource = {
  name: 'ubuntu',
  homepage: 'https://documentation.ubuntu.com/security/security-updates/osv/',
  license: 'CC-BY-SA-4.0',
  address: 'https://security-metadata.canonical.com/osv/',
  version: 1,
  feedFor: (ecosystem) => (/^Ubuntu:(?:Pro:)?\d{1,2}\.\d{2}$/.test(ecosystem) ? 'ubuntu' : undefined),
  fetch: fetchRecords,
  parse: ({ text }) => [parseUbuntuRecord(text)],
};

/** Notices (USN) repeat the fixes of the records that they name. */
async function fetchRecords(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download('osv-all.tar.xz');
  if (!file) return { kind: 'unchanged' };
  const documents = tarDocuments(file, (name) => /(?:^|\/)cve\/[^/]+\/[^/]+\.json$/.test(name));
  return { kind: 'whole', documents, ...newest([file]) };
}
