import { FormatError } from '../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../base/json.ts';
import type { Advisory, AffectedRange, AffectedState } from './advisory.ts';
import { advisoryId, cveIds, packageName, severityOf, shortText, versionText, webAddresses } from './record-fields.ts';

/**
 * The advisories in Arch Linux's list of vulnerability groups, `issues/all.json`. A group that cannot be understood is left out.
 * @throws FormatError when it is no such list, or nothing in it can be understood.
 */
export function parseArchGroups(text: string): Advisory[] {
  const root = parseJson(text);
  const groups = Array.isArray(root) ? asList(root) : [root];
  const advisories = groups.flatMap((group) => toAdvisory(asObject(group)) ?? []);
  if (advisories.length === 0 && groups.length > 0) throw new FormatError('no group of vulnerabilities in it');
  return advisories;
}

const TRACKER = 'https://security.archlinux.org/';

function toAdvisory(group: JsonObject | undefined): Advisory | undefined {
  const id = advisoryId(asText(group?.name));
  const names = [...new Set(texts(group?.packages).flatMap((name) => packageName(name) ?? []))].sort();
  const judged = judgement(group);
  if (!id || names.length === 0 || !judged) return undefined;
  const severity = severityOf(asText(group?.severity));
  const upstream = cveIds(texts(group?.issues));
  return {
    id,
    aliases: [],
    ...(upstream.length > 0 && { upstream }),
    summary: shortText(`${names.join(', ')}: ${asText(group?.type) ?? 'unknown'}`),
    ...(severity && { severity }),
    cvss: [],
    references: webAddresses([id, ...texts(group?.advisories)].map((name) => `${TRACKER}${name}`)),
    affected: names.map((name) => ({ ecosystem: 'Arch Linux', name, ...judged })),
  };
}

/** The version that a group calls affected is the one that was looked at, not the first: older ones count as well. */
function judgement(
  group: JsonObject | undefined,
): { readonly ranges: readonly AffectedRange[]; readonly state: AffectedState } | undefined {
  const fixed = versionText(asText(group?.fixed));
  const all = [{ introduced: '0' }];
  switch (asText(group?.status)) {
    case 'Fixed':
    case 'Testing':
      return { ranges: fixed === undefined ? all : [{ introduced: '0', fixed }], state: 'affected' };
    case 'Vulnerable':
      return { ranges: all, state: 'affected' };
    case 'Unknown':
      return { ranges: all, state: 'under-investigation' };
    case 'Not affected':
      return { ranges: all, state: 'not-affected' };
    default:
      return undefined;
  }
}

function texts(list: Json | undefined): string[] {
  return asList(list).flatMap((value) => asText(value) ?? []);
}
