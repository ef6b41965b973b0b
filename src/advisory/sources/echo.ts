import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type Json, parseJson } from '../../base/json.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import type { AdvisorySource, FeedDocument } from '../advisory-source.ts';
import { jsonDocuments } from '../feed-documents.ts';
import { advisoryId, packageName, severityOf, versionText } from '../record-fields.ts';

/** Echo: which package version fixed what, and what is not fixed yet. */
export const echo: AdvisorySource = {
  name: 'echo',
  homepage: 'https://advisory.echohq.com/',
  license: 'not stated',
  address: 'https://advisory.echohq.com/',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'Echo' ? 'echo' : undefined),
  async fetch(_feed, client) {
    const file = await client.download('data.json');
    if (!file) return { kind: 'unchanged' };
    const { published } = file;
    return { kind: 'whole', documents: jsonDocuments(file), ...(published === undefined ? {} : { published }) };
  },
  parse: parsePackage,
};

/** A member of the file: a package's vulnerabilities, with the version that fixes each where there is one. */
function* parsePackage({ name, text }: FeedDocument): Generator<Advisory> {
  const source = packageName(name);
  const vulnerabilities = asObject(parseJson(text));
  if (source === undefined || !vulnerabilities) throw new FormatError('not a package of Echo');
  for (const [told, value] of Object.entries(vulnerabilities)) {
    const id = advisoryId(told);
    if (id === undefined) continue;
    yield {
      id,
      aliases: [],
      summary: '',
      cvss: [],
      references: [`https://advisory.echohq.com/cve/${encodeURIComponent(id)}`],
      affected: [affectedPackage(source, value)],
    };
  }
}

function affectedPackage(name: string, value: Json): AffectedPackage {
  const fields = asObject(value);
  const fixed = versionText(asText(fields?.fixed_version));
  const severity = severityOf(asText(fields?.severity));
  const known = { ecosystem: 'Echo', name, ...(severity === undefined ? {} : { severity }) };
  // `0` is fixed in all versions.
  if (fixed === '0') return { ...known, ranges: [{ introduced: '0' }], state: 'not-affected' };
  return { ...known, ranges: [{ introduced: '0', ...(fixed === undefined ? {} : { fixed }) }], state: 'affected' };
}
