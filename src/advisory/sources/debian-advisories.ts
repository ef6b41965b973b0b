import { UnavailableError } from '../../base/errors.ts';
import type { AdvisorySource, DownloadedFile, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { listDocuments } from '../debian/list-documents.ts';
import { parseTrackerList } from '../debian/tracker-list.ts';
import { downloadTogether, newest } from '../feed-files.ts';

const lists = ['data/DSA/list', 'data/DLA/list'];

/** Debian's own notices, DSA and DLA, with the versions that they released. */
export const debianAdvisories: AdvisorySource = {
  name: 'debian-advisories',
  homepage: 'https://www.debian.org/security/',
  license: 'none stated',
  address: 'https://salsa.debian.org/security-tracker-team/security-tracker/-/raw/master/',
  mirrorFolder: 'debian-tracker',
  version: 1,
  feedFor: (ecosystem) => (ecosystem.startsWith('Debian:') ? 'debian-advisories' : undefined),
  fetch: fetchLists,
  parse: ({ text }) => parseTrackerList(text),
};

async function fetchLists(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const files = await downloadTogether(client, lists);
  if (!files) return { kind: 'unchanged' };
  if (files.size === 0) throw new UnavailableError('not-found', `there is no ${lists.join(' or ')}`);
  return { kind: 'whole', documents: documents(files.values()), ...newest(files.values()) };
}

async function* documents(files: Iterable<DownloadedFile>): AsyncGenerator<FeedDocument> {
  for (const file of files) yield* listDocuments(file);
}
