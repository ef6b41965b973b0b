import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import { advisoryId, packageName, shortText, versionText, webAddresses } from '../record-fields.ts';
import { affectedPackage, type DebianStatement } from './statement.ts';

/**
 * The advisories in what the tracker's `data/json` says of some source packages: `{ "openssl": { "CVE-…": { releases } } }`.
 * @throws FormatError when it is not such a document.
 */
export function* parseTrackerJson(text: string): Iterable<Advisory> {
  const packages = asObject(parseJson(text));
  if (!packages) throw new FormatError('not an object of packages');
  for (const [name, vulnerabilities] of Object.entries(packages)) {
    const source = packageName(name);
    const records = asObject(vulnerabilities);
    if (!source || !records) throw new FormatError(`no vulnerabilities of ${JSON.stringify(name.slice(0, 100))}`);
    for (const [id, record] of Object.entries(records)) {
      const advisory = toAdvisory({ source, id, record: asObject(record) });
      if (advisory) yield advisory;
    }
  }
}

function toAdvisory(entry: { source: string; id: string; record: JsonObject | undefined }): Advisory | undefined {
  const id = advisoryId(entry.id);
  // Where there are no releases, PHP wrote the empty object as a list.
  const releases = asObject(entry.record?.releases);
  if (!id || !releases) return undefined;
  const affected: AffectedPackage[] = [];
  for (const [release, value] of Object.entries(releases)) {
    const statement = toStatement({ source: entry.source, release, value: asObject(value) });
    const stated = statement && affectedPackage(statement);
    if (stated) affected.push(stated);
  }
  if (affected.length === 0) return undefined;
  return {
    id,
    aliases: [],
    summary: shortText(asText(entry.record?.description)),
    cvss: [],
    references: webAddresses([`https://security-tracker.debian.org/tracker/${id}`]),
    affected: affected.sort((a, b) => (a.ecosystem < b.ecosystem ? -1 : 1)),
  };
}

function toStatement(entry: {
  source: string;
  release: string;
  value: JsonObject | undefined;
}): DebianStatement | undefined {
  const { source, release, value } = entry;
  const status = asText(value?.status);
  const urgency = asText(value?.urgency);
  const common = { package: source, release, ...(urgency !== undefined && { urgency }) };
  const fixed = versionText(asText(value?.fixed_version));
  if (fixed !== undefined && (status === 'resolved' || status === 'open')) return { ...common, fixed };
  if (status === 'undetermined') return { ...common, reason: 'undetermined' };
  if (status !== 'open') return undefined;
  const note = asText(value?.nodsa);
  // An empty reason stands for no-dsa by itself.
  const reason = note === undefined ? undefined : asText(value?.nodsa_reason) || 'no-dsa';
  return { ...common, ...(reason !== undefined && { reason }), ...(note !== undefined && { note }) };
}
