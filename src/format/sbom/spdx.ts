import { FormatError } from '../../base/errors.ts';
import { asList, asNumber, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { asDigestText, type SbomComponent, type SbomDocument } from './document.ts';

/** Reads SPDX 2.2 and 2.3 from their JSON form. @throws FormatError when it holds too much. */
export function readSpdx(root: JsonObject): SbomDocument {
  const packages = asList(root.packages)
    .map(asObject)
    .filter((entry) => entry !== undefined);
  if (packages.length > limits.packagesPerFile) throw new FormatError(`more than ${limits.packagesPerFile} packages`);
  const described = describedIds(root);
  const first = packages.find((entry) => isSubject(entry, described));
  const subject = first && readSubject(first);
  return {
    format: 'spdx',
    version: (asText(root.spdxVersion) ?? '').replace(/^SPDX-/, ''),
    ...(subject ? { subject } : {}),
    components: packages.flatMap((entry) => (isSubject(entry, described) ? [] : readPackage(entry))),
  };
}

function describedIds(root: JsonObject): ReadonlySet<string> {
  const ids = new Set(asList(root.documentDescribes).flatMap((id) => asText(id) ?? []));
  for (const entry of asList(root.relationships)) {
    const { spdxElementId, relationshipType, relatedSpdxElement } = asObject(entry) ?? {};
    const isDescription = spdxElementId === 'SPDXRef-DOCUMENT' && relationshipType === 'DESCRIBES';
    if (isDescription) ids.add(asText(relatedSpdxElement) ?? '');
  }
  return ids;
}

/** What the document is about is no package found in it, unless it is named like one. */
function isSubject(entry: JsonObject, described: ReadonlySet<string>): boolean {
  if (!described.has(asText(entry.SPDXID) ?? '')) return false;
  const purl = purlsOf(entry)[0];
  return purl === undefined || /^pkg:(?:oci|docker)\//.test(purl);
}

function readSubject(entry: JsonObject): NonNullable<SbomDocument['subject']> {
  const checksum = asList(entry.checksums).find((sum) => asObject(sum)?.algorithm === 'SHA256');
  const digest =
    asDigestText(asText(entry.versionInfo)) ?? asDigestText(`sha256:${asText(asObject(checksum)?.checksumValue)}`);
  return { name: asText(entry.name) ?? '', ...(digest ? { digest } : {}) };
}

function readPackage(entry: JsonObject): SbomComponent[] {
  const name = asText(entry.name);
  const purpose = asText(entry.primaryPackagePurpose)?.replace('-', '_');
  const purl = purlsOf(entry)[0];
  const version = asText(entry.versionInfo);
  // Trivy's older documents name no purpose.
  const isSystem =
    purpose === 'OPERATING_SYSTEM' || asText(entry.SPDXID)?.startsWith('SPDXRef-OperatingSystem-') === true;
  if (name === undefined || (purl === undefined && version === undefined && !isSystem)) return [];
  const facts = ownFacts(entry);
  const homepage = statement(entry.homepage);
  const supplier = (statement(entry.supplier) ?? statement(entry.originator))?.replace(
    /^(?:Organization|Person): */,
    '',
  );
  const license = statement(entry.licenseDeclared) ?? statement(entry.licenseConcluded);
  const summary = asText(entry.summary);
  return [
    {
      kind: isSystem ? 'operating-system' : 'package',
      name,
      ...(version === undefined ? {} : { version }),
      ...(summary === undefined ? {} : { description: summary }),
      ...(purl === undefined ? {} : { purl }),
      cpes: references(entry, /^cpe23Type$/),
      licenses: license === undefined ? [] : [license],
      ...(supplier === undefined ? {} : { supplier }),
      ...(homepage === undefined ? {} : { homepage }),
      properties: propertiesOf(facts),
      locations: asList(facts?.locations).flatMap(readLocation),
    },
  ];
}

function purlsOf(entry: JsonObject): string[] {
  return references(entry, /^purl$/);
}

function references(entry: JsonObject, type: RegExp): string[] {
  return asList(entry.externalRefs).flatMap((reference) => {
    const { referenceType, referenceLocator } = asObject(reference) ?? {};
    return type.test(asText(referenceType) ?? '') ? (asText(referenceLocator) ?? []) : [];
  });
}

function statement(value: Json | undefined): string | undefined {
  const text = asText(value);
  return text === '' || text === 'NOASSERTION' || text === 'NONE' ? undefined : text;
}

/** What we ourselves wrote into an annotation, because SPDX has no field for it. */
function ownFacts(entry: JsonObject): JsonObject | undefined {
  for (const annotation of asList(entry.annotations)) {
    const { annotator, comment } = asObject(annotation) ?? {};
    if (!asText(annotator)?.startsWith('Tool: tidewaiter-')) continue;
    try {
      return asObject(parseJson(asText(comment) ?? ''));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
  return undefined;
}

function propertiesOf(facts: JsonObject | undefined): Map<string, string[]> {
  const source = asObject(facts?.source);
  const values: [string, readonly (Json | undefined)[]][] = [
    ['tidewaiter:package:type', [facts?.type]],
    ['tidewaiter:package:architecture', [facts?.architecture]],
    ['tidewaiter:package:source:name', [source?.name]],
    ['tidewaiter:package:source:version', [source?.version]],
    ['tidewaiter:package:foundBy', asList(facts?.foundBy)],
    ['tidewaiter:os:like', asList(facts?.like)],
    ['tidewaiter:os:codename', [facts?.codename]],
    ['tidewaiter:os:endOfLife', [facts?.endOfLife]],
  ];
  const texts = values.map(([name, list]): [string, string[]] => [name, list.flatMap((value) => asText(value) ?? [])]);
  return new Map(texts.filter(([, list]) => list.length > 0));
}

function readLocation(entry: Json): { path: string; layer?: number }[] {
  const path = asText(asObject(entry)?.path);
  const layer = asNumber(asObject(entry)?.layer);
  return path === undefined ? [] : [{ path, ...(layer === undefined ? {} : { layer }) }];
}
