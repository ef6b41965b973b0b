import { UnavailableError } from '../../base/errors.ts';
import type { AdvisorySource, DownloadedFile, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { noticeLists, repositoryDocuments, vulnerabilityList } from '../debian/repository.ts';
import { parseTrackerJson } from '../debian/tracker-json.ts';
import { parseTrackerList } from '../debian/tracker-list.ts';
import { jsonDocuments } from '../feed-documents.ts';
import { downloadTogether, newest, unlessMissing } from '../feed-files.ts';

const FILE = 'tracker/data/json';

/** Debian's security tracker: all that it knows of each source package in each release, also what is not to be fixed. */
export const debianTracker: AdvisorySource = {
  name: 'debian-tracker',
  homepage: 'https://security-tracker.debian.org/tracker/',
  license: 'none stated',
  address: 'https://security-tracker.debian.org/',
  version: 1,
  feedFor: (ecosystem) => (ecosystem.startsWith('Debian:') ? 'debian-tracker' : undefined),
  fetch: fetchTracker,
  parse: ({ text }) => (/^\s*\{/.test(text) ? parseTrackerJson(text) : parseTrackerList(text)),
};

/** A mirror may hold a copy of the tracker's repository, from which the JSON is made, instead. */
async function fetchTracker(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await unlessMissing(client.download(FILE));
  if (file === undefined) return { kind: 'unchanged' };
  if (file !== 'missing') return { kind: 'whole', documents: packages(file), ...newest([file]) };
  const lists = await downloadTogether(client, [vulnerabilityList, ...noticeLists]);
  if (!lists) return { kind: 'unchanged' };
  if (lists.size === 0) throw new UnavailableError('not-found', `there is no ${FILE}`);
  return { kind: 'whole', documents: repositoryDocuments(lists), ...newest(lists.values()) };
}

/** Each member as a document of the same form as the whole file. */
async function* packages(file: DownloadedFile): AsyncGenerator<FeedDocument> {
  for await (const { name, text } of jsonDocuments(file)) {
    yield { name, text: `{${JSON.stringify(name)}:${text}}` };
  }
}
