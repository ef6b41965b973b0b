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

/**
 * The version that a group calls affected is the one that was looked at, not the first: older ones count as well. Whatever
 * the status, a fixed version may be known: of what was not built yet, or was removed since.
 */
function judgement(
  group: JsonObject | undefined,
): { readonly ranges: readonly AffectedRange[]; readonly state: AffectedState } | undefined {
  const state = states.get(asText(group?.status) ?? '');
  if (!state) return undefined;
  const fixed = state === 'not-affected' ? undefined : versionText(asText(group?.fixed));
  return { ranges: [fixed === undefined ? { introduced: '0' } : { introduced: '0', fixed }], state };
}

const states: ReadonlyMap<string, AffectedState> = new Map([
  ['Fixed', 'affected'],
  ['Testing', 'affected'],
  ['Vulnerable', 'affected'],
  ['Unknown', 'under-investigation'],
  ['Not affected', 'not-affected'],
]);

function texts(list: Json | undefined): string[] {
  return asList(list).flatMap((value) => asText(value) ?? []);
}
