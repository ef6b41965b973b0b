import type { AdvisorySource } from '../advisory-source.ts';
import { parseSecdbPackage, secdbDocuments } from '../secdb.ts';

/** Chainguard's own packages, beyond those of Wolfi. */
export const chainguard: AdvisorySource = {
  name: 'chainguard',
  homepage: 'https://www.chainguard.dev/',
  license: 'of Chainguard; commercial scanners are asked to agree first',
  address: 'https://packages.cgr.dev/chainguard/',
  optIn: 'the licence of its data asks commercial scanners to come to terms with Chainguard first',
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
