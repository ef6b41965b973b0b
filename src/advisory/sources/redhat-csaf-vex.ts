import type { AdvisorySource } from '../advisory-source.ts';
import { fetchRedHatArchive } from '../csaf/redhat-archive.ts';
import { parseRedHatCsaf } from '../csaf/redhat-csaf.ts';

/** Red Hat Enterprise Linux: a VEX document for each CVE, all releases in one. */
export const redhatCsafVex: AdvisorySource = {
  name: 'redhat-csaf-vex',
  homepage: 'https://security.access.redhat.com/data/',
  license: 'CC-BY-4.0',
  address: 'https://security.access.redhat.com/data/csaf/v2/vex/',
  version: 1,
  feedFor: (ecosystem) => (/^Red Hat:\d{1,3}$/.test(ecosystem) ? 'vex' : undefined),
  fetch: (_feed, client) => fetchRedHatArchive(client),
  parse: ({ text }) => parseRedHatCsaf(text),
};
