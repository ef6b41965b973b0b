import type { AdvisorySource } from '../advisory-source.ts';
import { parseSecdbPackage, secdbDocuments } from '../secdb.ts';

/** Wolfi: which package version fixed what. */
export const wolfi: AdvisorySource = {
  name: 'wolfi',
  homepage: 'https://github.com/wolfi-dev/advisories',
  license: 'CC-BY-NC-ND-4.0; for scanners the Chainguard License for Commercial Scanners',
  address: 'https://packages.wolfi.dev/os/',
  optIn:
    'scanners are to accept the Chainguard License for Commercial Scanners: https://github.com/wolfi-dev/advisories',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'Wolfi' ? 'wolfi' : undefined),
  async fetch(_feed, client) {
    const file = await client.download('security.json');
    if (!file) return { kind: 'unchanged' };
    const { published } = file;
    return { kind: 'whole', documents: secdbDocuments(file), ...(published === undefined ? {} : { published }) };
  },
  parse: (document) => parseSecdbPackage(document, { ecosystem: 'Wolfi' }),
};
