import { FormatError } from '../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { joinFullName } from '../inventory/package-name.ts';
import { parsePackageUrl } from '../inventory/package-url.ts';
import type { PackageUrl } from '../inventory/package-url-types.ts';

/** What another scanner found. */
export interface OtherReport {
  readonly scanner: 'grype' | 'trivy';
  readonly findings: readonly OtherFinding[];
}

export interface OtherFinding {
  /** All names that it gives the vulnerability, its own first. */
  readonly ids: readonly string[];
  /** The package's full name, as we write it where its package URL tells. */
  readonly name: string;
  readonly version: string;
  /** Without qualifiers. */
  readonly type?: string;
  readonly fixed?: string;
  /** Found by a CPE name only. */
  readonly byCpe?: true;
}

/** Reads Trivy's JSON (`SchemaVersion` 2) or Grype's. @throws FormatError where it is neither. */
export function readOtherReport(text: string): OtherReport {
  const document = asObject(parseJson(text));
  if (document?.SchemaVersion === 2 && Array.isArray(document.Results ?? [])) {
    return { scanner: 'trivy', findings: bounded(trivyFindings(document)) };
  }
  if (Array.isArray(document?.matches)) return { scanner: 'grype', findings: bounded(grypeFindings(document.matches)) };
  throw new FormatError('neither a report of Trivy (SchemaVersion 2) nor of Grype');
}

function bounded(findings: Iterable<OtherFinding>): OtherFinding[] {
  const all: OtherFinding[] = [];
  for (const finding of findings) {
    if (all.length >= limits.otherFindings) throw new FormatError(`more than ${limits.otherFindings} findings`);
    all.push(finding);
  }
  return all;
}

function* trivyFindings(document: JsonObject): Iterable<OtherFinding> {
  for (const result of asList(document.Results)) {
    for (const entry of asList(asObject(result)?.Vulnerabilities)) {
      const found = asObject(entry);
      const id = asText(found?.VulnerabilityID);
      const name = asText(found?.PkgName);
      if (!found || !id || !name) continue;
      const url = packageUrl(asObject(found.PkgIdentifier)?.PURL);
      const fixed = asText(found.FixedVersion);
      yield {
        ids: [id, ...asList(found.VendorIDs).filter((each) => typeof each === 'string')],
        ...packageOf(url, { name, version: asText(found.InstalledVersion) ?? '' }),
        ...(fixed ? { fixed } : {}),
      };
    }
  }
}

function* grypeFindings(matches: readonly Json[]): Iterable<OtherFinding> {
  for (const entry of matches) {
    const match = asObject(entry);
    const vulnerability = asObject(match?.vulnerability);
    const artifact = asObject(match?.artifact);
    const id = asText(vulnerability?.id);
    const name = asText(artifact?.name);
    if (!match || !id || !name) continue;
    const related = asList(match.relatedVulnerabilities).flatMap((each) => asText(asObject(each)?.id) ?? []);
    const kinds = asList(match.matchDetails).map((detail) => asText(asObject(detail)?.type));
    const fixed = asText(asList(asObject(vulnerability?.fix)?.versions)[0]);
    yield {
      ids: [...new Set([id, ...related])],
      ...packageOf(packageUrl(artifact?.purl), { name, version: asText(artifact?.version) ?? '' }),
      ...(fixed ? { fixed } : {}),
      ...(kinds.length > 0 && kinds.every((kind) => kind === 'cpe-match') ? { byCpe: true as const } : {}),
    };
  }
}

function packageUrl(value: Json | undefined): PackageUrl | undefined {
  try {
    return typeof value === 'string' && value !== '' ? parsePackageUrl(value) : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function packageOf(
  url: PackageUrl | undefined,
  own: { readonly name: string; readonly version: string },
): Pick<OtherFinding, 'name' | 'version' | 'type'> {
  return url ? { name: joinFullName(url.type, url), version: own.version, type: url.type } : own;
}
