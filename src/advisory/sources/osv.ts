import type { AdvisorySource } from '../advisory-source.ts';
import { osvFolder } from '../osv/ecosystem-names.ts';
import { fetchFolder } from '../osv/fetch-bucket.ts';
import { parseOsvRecord } from '../osv/parse-record.ts';

/** OSV.dev: what GitHub, the registries' own databases and several distributions publish, malicious packages included. */
export const osv: AdvisorySource = {
  name: 'osv',
  homepage: 'https://osv.dev/',
  license: 'CC-BY-4.0, CC0-1.0, MIT and Apache-2.0, by database',
  address: 'https://osv-vulnerabilities.storage.googleapis.com/',
  version: 1,
  feedFor: osvFolder,
  fetch: fetchFolder,
  parse: (document, feed) => [parseOsvRecord(document.text, (ecosystem) => osvFolder(ecosystem) === feed)],
};
