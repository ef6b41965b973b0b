import type { AdvisorySource } from '../advisory-source.ts';
import { parseSecdbPackage, secdbDocuments } from '../secdb.ts';

/** Chainguard's own packages, beyond those of Wolfi. */
export const chainguard: AdvisorySource = {
  name: 'chainguard',
  homepage: 'https://www.chainguard.dev/',
  license: 'CC-BY-NC-ND-4.0; for scanners the Chainguard License for Commercial Scanners',
  address: 'https://packages.cgr.dev/chainguard/',
  optIn:
    'scanners are to accept the Chainguard License for Commercial Scanners: https://github.com/wolfi-dev/advisories',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'Chainguard' ? 'chainguard' : undefined),
  async fetch(_feed, client) {
    const file = await client.download('security.json');
    if (!file) return { kind: 'unchanged' };
    const { published } = file;
    return { kind: 'whole', documents: secdbDocuments(file), ...(published === undefined ? {} : { published }) };
  },
  parse: (document) => parseSecdbPackage(document, { ecosystem: 'Chainguard' }),
};
