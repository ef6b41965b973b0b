import type { AdvisorySource, DownloadedFile, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { xmlDocuments } from '../feed-documents.ts';
import { downloadTogether, newest } from '../feed-files.ts';
import { updateInfoPaths } from '../rpm/repository.ts';
import { parseUpdateInfo } from '../rpm/update-info.ts';

/** Those that packages of images come from. No release has them all: PowerTools was called CRB from 9 on. */
const repositories = ['BaseOS', 'AppStream', 'CRB', 'PowerTools', 'extras'];

/** Errata in Rocky Linux's repositories. OSV has them too, by source package and without module streams. */
export const rocky: AdvisorySource = {
  name: 'rocky',
  homepage: 'https://errata.rockylinux.org/',
  license: 'BSD',
  address: 'https://dl.rockylinux.org/pub/rocky/',
  version: 1,
  feedFor: (ecosystem) => /^Rocky Linux:(\d{1,3})$/.exec(ecosystem)?.[1],
  fetch: fetchErrata,
  parse: ({ text }, feed) => parseUpdateInfo(text, { ecosystem: `Rocky Linux:${feed}`, page }),
};

async function fetchErrata(feed: string, client: FeedClient): Promise<FeedUpdate> {
  // Errata of other architectures have the same versions.
  const folders = repositories.map((repository) => `${feed}/${repository}/x86_64/os/`);
  const files = await downloadTogether(client, await updateInfoPaths(client, folders));
  if (!files) return { kind: 'unchanged' };
  return { kind: 'whole', documents: updates(files.values()), ...newest(files.values()) };
}

async function* updates(files: Iterable<DownloadedFile>): AsyncGenerator<FeedDocument> {
  for (const file of files) yield* xmlDocuments(file, ['update']);
}

function page(id: string): string {
  return `https://errata.rockylinux.org/${id}`;
}
