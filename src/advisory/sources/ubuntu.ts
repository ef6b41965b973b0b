import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { tarDocuments } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';
import { parseUbuntuRecord } from '../ubuntu/osv.ts';
import { ubuntuRelease } from '../ubuntu/releases.ts';

/**
 * Ubuntu's CVE records, with what subscribers of Pro get. OSV.dev has them too, in an archive of 800 MB instead of 50. It is
 * one archive for all releases, and each feed keeps what is said of one.
 */
export const ubuntu: AdvisorySource = {
  name: 'ubuntu',
  homepage: 'https://documentation.ubuntu.com/security/security-updates/osv/',
  license: 'CC-BY-SA-4.0',
  address: 'https://security-metadata.canonical.com/osv/',
  version: 1,
  feedFor: ubuntuRelease,
  fetch: fetchRecords,
  parse: parseRecord,
};

/** Notices (USN) repeat the fixes of the records that they name. */
async function fetchRecords(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download('osv-all.tar.xz');
  if (!file) return { kind: 'unchanged' };
  const documents = tarDocuments(file, (name) => /(?:^|\/)cve\/[^/]+\/[^/]+\.json$/.test(name));
  return { kind: 'whole', documents, ...newest([file]) };
}

function* parseRecord({ text }: FeedDocument, feed: string): Iterable<Advisory> {
  const advisory = parseUbuntuRecord(text, feed);
  if (advisory) yield advisory;
}
