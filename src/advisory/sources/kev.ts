import { FormatError } from '../../base/errors.ts';
import { asObject, asText, parseJson } from '../../base/json.ts';
import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { jsonDocuments } from '../feed-documents.ts';
import { isCveId, shortText, webAddresses } from '../record-fields.ts';

const FILE = 'known_exploited_vulnerabilities.json';

/** CISA's catalog of vulnerabilities that are known to be used in attacks. It speaks of no package: of the vulnerability itself. */
export const kev: AdvisorySource = {
  name: 'kev',
  homepage: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
  license: 'CC0-1.0',
  address: 'https://www.cisa.gov/sites/default/files/feeds/',
  version: 1,
  feedFor: () => 'kev',
  fetch: fetchCatalog,
  parse: (document) => [readRecord(document)],
};

async function fetchCatalog(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download(FILE);
  if (!file) return { kind: 'unchanged' };
  const documents = jsonDocuments(file, { within: ['vulnerabilities'] });
  return { kind: 'whole', documents, ...(file.published ? { published: file.published } : {}) };
}

/** One entry of the catalog. */
function readRecord(document: FeedDocument): Advisory {
  const record = asObject(parseJson(document.text)) ?? {};
  const id = asText(record.cveID)?.trim() ?? '';
  const since = asText(record.dateAdded) ?? '';
  if (!isCveId(id) || !/^\d{4}-\d\d-\d\d$/.test(since)) throw new FormatError('an entry without a CVE or date');
  return {
    id,
    aliases: [],
    summary: shortText(asText(record.vulnerabilityName) ?? asText(record.shortDescription)),
    cvss: [],
    // Notes hold addresses between semicolons, and words.
    references: webAddresses((asText(record.notes) ?? '').split(/\s*;\s*/)),
    exploited: { since, ransomware: asText(record.knownRansomwareCampaignUse) === 'Known' },
    affected: [],
  };
}
