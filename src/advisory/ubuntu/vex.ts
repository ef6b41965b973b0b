import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import type { Advisory, AffectedPackage, AffectedState } from '../advisory.ts';
import { advisoryId, packageName, shortNote, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { ubuntuEcosystem } from './releases.ts';

/**
 * The advisory in one of Ubuntu's OpenVEX documents: what is not fixed, and why. Of what is fixed it tells only the newest
 * version, not the first one without the hole; that is for the OSV records. Undefined where nothing is left.
 * @throws FormatError when it is not such a document.
 */
export function parseUbuntuVex(text: string): Advisory | undefined {
  const document = asObject(parseJson(text));
  const statements = asList(document?.statements)
    .map(asObject)
    .filter((statement) => statement !== undefined);
  const vulnerability = asObject(statements[0]?.vulnerability);
  const id = advisoryId(asText(vulnerability?.name));
  if (id === undefined) throw new FormatError('a VEX document without vulnerability');
  const affected = statements
    .filter((statement) => asText(asObject(statement.vulnerability)?.name) === id)
    .flatMap(affectedPackages);
  if (affected.length === 0) return undefined;
  const modified = timestamp(asText(document?.timestamp));
  const published = timestamp(asText(statements[0]?.timestamp));
  return {
    id,
    aliases: [],
    summary: shortText(asText(vulnerability?.description)),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    cvss: [],
    references: webAddresses([`https://ubuntu.com/security/${id}`]),
    affected,
  };
}

function affectedPackages(statement: JsonObject): AffectedPackage[] {
  const state = stateOf(statement);
  if (!state) return [];
  const note = shortNote(
    remark(asText(statement.action_statement) ?? asText(statement.impact_statement)) ?? asText(statement.justification),
  );
  const packages = new Map<string, AffectedPackage>();
  for (const product of asList(statement.products)) {
    const source = sourcePackage(asText(asObject(product)?.['@id']) ?? '');
    if (!source) continue;
    const { ecosystem, name } = source;
    const ranges = [{ introduced: '0' }];
    packages.set(`${ecosystem} ${name}`, { ecosystem, name, ranges, state, ...(note !== '' && { note }) });
  }
  return [...packages.values()];
}

/** The sentences are the same in all documents; what they stand for is told in Ubuntu's documentation of its tracker. */
function stateOf(statement: JsonObject): AffectedState | undefined {
  const action = asText(statement.action_statement) ?? '';
  switch (asText(statement.status)) {
    case 'not_affected':
      // The release does not have the package at all.
      return asText(statement.justification) === 'component_not_present' ? undefined : 'not-affected';
    case 'under_investigation':
      return 'under-investigation';
    case 'affected':
      if (action.includes('decided to not fix')) return 'will-not-fix';
      if (action.includes('no longer supported')) return 'end-of-life';
      return action.includes('deferred') ? 'deferred' : 'affected';
    default:
      return undefined;
  }
}

/** What the security team itself wrote, after the sentence that all have. */
function remark(text: string | undefined): string | undefined {
  const marker = 'CVE Notes / justification:';
  const at = text?.indexOf(marker) ?? -1;
  return at < 0 ? undefined : text?.slice(at + marker.length);
}

/** `pkg:deb/ubuntu/curl@7.81.0-1ubuntu1.24?arch=source&distro=esm-infra/jammy` */
function sourcePackage(purl: string): { readonly ecosystem: string; readonly name: string } | undefined {
  if (!purl.includes('arch=source')) return undefined; // most are binary packages, by the thousand
  const match = /^pkg:deb\/ubuntu\/([^@?#/]{1,256})(?:@[^?#]{0,512})?\?([^#]{1,1024})$/.exec(purl);
  if (!match) return undefined;
  const qualifiers = new URLSearchParams(match[2]);
  const ecosystem = ubuntuEcosystem(qualifiers.get('distro') ?? '');
  const name = packageName(decoded(match[1] ?? ''));
  return qualifiers.get('arch') === 'source' && ecosystem && name ? { ecosystem, name } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
