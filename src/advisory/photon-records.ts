import { FormatError } from '../base/errors.ts';
import { asList, asNumber, asObject, asText, type JsonObject, parseJson } from '../base/json.ts';
import type { Advisory, AffectedPackage } from './advisory.ts';
import { advisoryId, isCveId, packageName, severityOfScore, versionText, webAddresses } from './record-fields.ts';

/**
 * The advisories in VMware's `cve_data_photon5.0.json`, one for each vulnerability. Records that cannot be understood are left out.
 * @throws FormatError when it is no such list, or nothing in it can be understood.
 */
export function parsePhotonRecords(text: string, ecosystem: string): Advisory[] {
  const records = asList(parseJson(text));
  const vulnerabilities = new Map<string, Vulnerability>();
  for (const value of records) {
    const record = asObject(value);
    const id = vulnerabilityId(asText(record?.cve_id));
    const affected = record && affectedPackage(record, ecosystem);
    if (id === undefined || !affected) continue;
    const known = vulnerabilities.get(id) ?? { packages: [], score: undefined };
    known.packages.push(affected);
    known.score ??= asNumber(record.cve_score);
    vulnerabilities.set(id, known);
  }
  if (vulnerabilities.size === 0) throw new FormatError('no vulnerability in it');
  return [...vulnerabilities].map(([id, vulnerability]) => toAdvisory(id, vulnerability));
}

interface Vulnerability {
  readonly packages: AffectedPackage[];
  score: number | undefined;
}

function toAdvisory(id: string, { packages, score }: Vulnerability): Advisory {
  const severity = severityOfScore(score);
  return {
    id,
    aliases: [],
    summary: '',
    ...(severity && { severity }),
    cvss: [],
    references: webAddresses([isCveId(id) ? `https://www.cve.org/CVERecord?id=${id}` : undefined]),
    affected: packages,
  };
}

/** `UNK-1` and the like number nothing that others know; `CVE-2019-3828-0001` is a slip of the pen. */
function vulnerabilityId(text: string | undefined): string | undefined {
  const id = advisoryId(text);
  return id !== undefined && (isCveId(id) || /^BDSA-\d{4}-\d{1,10}$/.test(id)) ? id : undefined;
}

function affectedPackage(record: JsonObject, ecosystem: string): AffectedPackage | undefined {
  const name = packageName(asText(record.pkg));
  if (name === undefined) return undefined;
  const fixed = /^\d/.test(asText(record.res_ver) ?? '') ? versionText(asText(record.res_ver)) : undefined;
  const status = asText(record.status)?.toLowerCase();
  if (status === 'not affected') return { ecosystem, name, ranges: [{ introduced: '0' }], state: 'not-affected' };
  if (fixed !== undefined) return { ecosystem, name, ranges: [{ introduced: '0', fixed }], state: 'affected' };
  // What is called fixed in no version says nothing that could be compared.
  return status === undefined || status === 'fixed'
    ? undefined
    : { ecosystem, name, ranges: [{ introduced: '0' }], state: 'affected' };
}
