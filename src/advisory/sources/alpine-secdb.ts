import type { AdvisorySource, DownloadedFile, FeedDocument } from '../advisory-source.ts';
import { downloadAll } from '../download-all.ts';
import { parseSecdbPackage, secdbDocuments } from '../secdb.ts';

/** Alpine: which package version fixed what, for each branch. */
export const alpineSecdb: AdvisorySource = {
  name: 'alpine-secdb',
  homepage: 'https://security.alpinelinux.org/',
  license: 'CC-BY-SA-4.0',
  address: 'https://secdb.alpinelinux.org/',
  version: 1,
  feedFor: (ecosystem) => /^Alpine:(v\d{1,2}\.\d{1,2}|edge)$/.exec(ecosystem)?.[1],
  async fetch(feed, client) {
    const files = await downloadAll(
      client,
      repositories(feed).map((name) => `${feed}/${name}.json`),
    );
    if (!files) return { kind: 'unchanged' };
    const published = files
      .flatMap((file) => file.published ?? [])
      .sort()
      .at(-1);
    return { kind: 'whole', documents: documentsOf(files), ...(published === undefined ? {} : { published }) };
  },
  parse: (document, feed) =>
    parseSecdbPackage(document, {
      ecosystem: `Alpine:${feed}`,
      page: (id) => `https://security.alpinelinux.org/vuln/${encodeURIComponent(id)}`,
    }),
};

/** Before 3.3 there was no community repository. */
function repositories(branch: string): readonly string[] {
  return /^v(?:2\.|3\.[0-2]$)/.test(branch) ? ['main'] : ['main', 'community'];
}

async function* documentsOf(files: readonly DownloadedFile[]): AsyncGenerator<FeedDocument> {
  for (const file of files) yield* secdbDocuments(file);
}
