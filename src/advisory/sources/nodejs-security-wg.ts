import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { jsonDocuments } from '../feed-documents.ts';
import { cveIds, packageName, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { semverAfter, semverRange } from '../semver-range.ts';
import { complementOf, intersectionOf, rangesOf } from '../version-set.ts';
import { semver } from '../versions/semver.ts';

const FEEDS: ReadonlyMap<string, string> = new Map([
  ['Node.js', 'core'],
  ['npm', 'npm'],
]);

/** The Node.js security working group: of Node.js itself, and its older advisories of npm packages. */
export const nodejsSecurityWg: AdvisorySource = {
  name: 'nodejs-security-wg',
  homepage: 'https://github.com/nodejs/security-wg',
  license: 'MIT',
  address: 'https://raw.githubusercontent.com/nodejs/security-wg/main/',
  version: 2,
  feedFor: (ecosystem) => FEEDS.get(ecosystem),
  fetch: fetchIndex,
  parse: (document, feed) => [feed === 'npm' ? readPackageRecord(document) : readCoreRecord(document)],
};

async function fetchIndex(feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download(`vuln/${feed}/index.json`);
  if (!file) return { kind: 'unchanged' };
  return { kind: 'whole', documents: jsonDocuments(file), ...(file.published ? { published: file.published } : {}) };
}

/** The document is named by the record's number. */
function readCoreRecord(document: FeedDocument): Advisory {
  const record = recordIn(document);
  const published = timestamp(asText(record.publish_date));
  const severity = severityOf(asText(record.severity));
  const summary = shortText(asText(record.overview) ?? asText(record.description));
  return {
    ...namesOf(`NODEJS-CORE-${numberOf(document.name)}`, record.cve),
    summary,
    ...(published ? { published } : {}),
    ...(severity && severity !== 'unknown' ? { severity } : {}),
    cvss: [],
    references: webAddresses([asText(record.ref)]),
    affected: [affectedOf({ ecosystem: 'Node.js', name: 'node' }, record.vulnerable, record.patched)],
  };
}

function readPackageRecord(document: FeedDocument): Advisory {
  const record = recordIn(document);
  const name = packageName(asText(record.module_name));
  if (name === undefined) throw new FormatError('an advisory without a package');
  const published = timestamp(asText(record.publish_date));
  const modified = timestamp(asText(record.updated_at));
  const vector = asText(record.cvss_vector);
  return {
    ...namesOf(`NSWG-ECO-${numberOf(document.name)}`, record.cves),
    summary: shortText(asText(record.title)),
    ...(published ? { published } : {}),
    ...(modified ? { modified } : {}),
    cvss: vector && vector.length < 200 ? [vector] : [],
    references: webAddresses(asList(record.references).map(asText)),
    affected: [affectedOf({ ecosystem: 'npm', name }, record.vulnerable_versions, record.patched_versions)],
  };
}

function recordIn(document: FeedDocument): JsonObject {
  const record = asObject(parseJson(document.text));
  if (!record) throw new FormatError('not an advisory');
  return record;
}

function numberOf(name: string): string {
  const number = /^(?:.*\/)?(\d{1,9})(?:\.json)?$/.exec(name)?.[1];
  if (number === undefined) throw new FormatError(`${name.slice(0, 80)} is not numbered`);
  return number;
}

/** Named by its CVE; where there are several, by its number. */
function namesOf(own: string, cves: Json | undefined): Pick<Advisory, 'id' | 'aliases' | 'upstream'> {
  const ids = cveIds(asList(cves).flatMap((cve) => asText(cve) ?? []));
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return { id: only, aliases: [own] };
  return { id: own, aliases: [], ...(ids.length > 0 ? { upstream: ids } : {}) };
}

/** Vulnerable lines without what was patched in them: `14.x` but not `^14.20.1`. */
function affectedOf(
  subject: Pick<AffectedPackage, 'ecosystem' | 'name'>,
  ...[vulnerable, patched]: readonly (Json | undefined)[]
): AffectedPackage {
  const [affected, fixed] = [semverRange(asText(vulnerable) ?? '?'), semverRange(asText(patched) ?? '<0.0.0')];
  if (!affected || !fixed) throw new FormatError(`not a range: ${JSON.stringify([vulnerable, patched]).slice(0, 200)}`);
  const set = intersectionOf(affected, complementOf(fixed), semver);
  return {
    ...subject,
    ranges: rangesOf(set, { fixed, next: semverAfter, scheme: semver }),
    state: 'affected',
  };
}
