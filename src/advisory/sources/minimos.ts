import type { AdvisorySource } from '../advisory-source.ts';
import { parseSecdbPackage, secdbDocuments } from '../secdb.ts';

/** MinimOS, by Minimus. */
export const minimos: AdvisorySource = {
  name: 'minimos',
  homepage: 'https://www.minimus.io/',
  license: 'not stated',
  address: 'https://packages.mini.dev/advisories/secdb/',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'MinimOS' ? 'minimos' : undefined),
  async fetch(_feed, client) {
    const file = await client.download('security.json');
    if (!file) return { kind: 'unchanged' };
    const { published } = file;
    return { kind: 'whole', documents: secdbDocuments(file), ...(published === undefined ? {} : { published }) };
  },
  parse: (document) => parseSecdbPackage(document, { ecosystem: 'MinimOS' }),
};
