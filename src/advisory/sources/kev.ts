import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedDocument } from '../advisory-source.ts';
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
  fetch: () => Promise.resolve({ kind: 'unchanged' }),
  parse: parseCatalog,
};

function* parseCatalog(document: FeedDocument): Iterable<Advisory> {
  const catalog = asObject(parseJson(document.text));
  if (!Array.isArray(catalog?.vulnerabilities)) throw new FormatError(`${FILE} has no list of vulnerabilities`);
  for (const entry of asList(catalog.vulnerabilities)) {
    const record = asObject(entry);
    const advisory = record && readRecord(record);
    if (advisory) yield advisory;
  }
}

function readRecord(record: JsonObject): Advisory | undefined {
  const id = asText(record.cveID)?.trim() ?? '';
  const since = asText(record.dateAdded) ?? '';
  if (!isCveId(id) || !/^\d{4}-\d\d-\d\d$/.test(since)) return undefined;
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
