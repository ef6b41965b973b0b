import { digestAlgorithm, digestHex } from '../../base/digest.ts';
import type { JsonObject } from '../../base/json.ts';
import { printable } from '../../base/printable.ts';
import type { OperatingSystem } from '../../inventory/operating-system.ts';
import type { Package } from '../../inventory/package.ts';
import { imagePurl } from '../image-purl.ts';
import { isCpe, type SbomInput, sbomSerial, sbomText, sbomTimestamp, uniqueNames, webAddress } from '../sbom.ts';

const IMAGE = 'SPDXRef-Image';
const SYSTEM = 'SPDXRef-OperatingSystem';

/** The bill of materials as SPDX 2.3 JSON. The same input gives the same bytes. */
export function writeSpdxJson(input: SbomInput): string {
  const unique = uniqueNames('-');
  const { image, os, packages, tool } = input;
  const annotation = { annotator: `Tool: ${tool.name}-${tool.version}`, date: sbomTimestamp(input.created) };
  const listed = packages.map((found) =>
    packageElement(found, unique(`SPDXRef-Package-${spdxName(found)}`), annotation),
  );
  const contained = [...(os ? [SYSTEM] : []), ...listed.map(({ SPDXID }) => SPDXID)];
  const references = licenseReferences(packages);
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: printable(image.name, sbomText.name) || 'image',
    // The form that the specification offers to those without an address of their own.
    documentNamespace: `https://spdx.org/spdxdocs/${tool.name}-${sbomSerial(input)}`,
    creationInfo: { created: annotation.date, creators: [annotation.annotator] },
    ...(references.length > 0 ? { hasExtractedLicensingInfos: references } : {}),
    packages: [imageElement(input), ...(os ? [systemElement(os, annotation)] : []), ...listed],
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: IMAGE },
      ...contained.map((id) => ({ spdxElementId: IMAGE, relationshipType: 'CONTAINS', relatedSpdxElement: id })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

interface Annotator {
  readonly annotator: string;
  readonly date: string;
}

const UNKNOWN = {
  downloadLocation: 'NOASSERTION',
  filesAnalyzed: false,
  licenseConcluded: 'NOASSERTION',
  copyrightText: 'NOASSERTION',
} as const;

function imageElement({ image }: SbomInput): JsonObject {
  const algorithm = digestAlgorithm(image.digest) === 'sha512' ? 'SHA512' : 'SHA256';
  return {
    SPDXID: IMAGE,
    name: printable(image.name, sbomText.name) || 'image',
    versionInfo: image.digest,
    primaryPackagePurpose: 'CONTAINER',
    ...UNKNOWN,
    licenseDeclared: 'NOASSERTION',
    checksums: [{ algorithm, checksumValue: digestHex(image.digest) }],
    externalRefs: [purlReference(imagePurl(image))],
  };
}

function systemElement(os: OperatingSystem, annotator: Annotator): JsonObject {
  return {
    SPDXID: SYSTEM,
    name: printable(os.id, sbomText.name) || 'unknown',
    ...(os.version ? { versionInfo: printable(os.version, sbomText.version) } : {}),
    summary: printable(os.name, sbomText.name),
    primaryPackagePurpose: 'OPERATING_SYSTEM',
    ...UNKNOWN,
    licenseDeclared: 'NOASSERTION',
    annotations: [
      annotation(annotator, {
        ...(os.like ? { like: os.like.map((like) => printable(like, sbomText.name)) } : {}),
        ...(os.codename ? { codename: printable(os.codename, sbomText.name) } : {}),
        ...(os.endOfLife ? { endOfLife: printable(os.endOfLife, sbomText.name) } : {}),
      }),
    ],
  };
}

function packageElement(found: Package, id: string, annotator: Annotator): JsonObject & { SPDXID: string } {
  const homepage = webAddress(found.homepage);
  const version = printable(found.version, sbomText.version);
  return {
    SPDXID: id,
    name: printable(found.name, sbomText.name) || 'unknown',
    ...(version ? { versionInfo: version } : {}),
    supplier: found.supplier ? `Organization: ${printable(found.supplier, sbomText.name)}` : 'NOASSERTION',
    ...(homepage ? { homepage } : {}),
    ...UNKNOWN,
    licenseDeclared: conjunction(found.licenses),
    externalRefs: [
      purlReference(printable(found.purl, sbomText.purl)),
      ...(found.cpes ?? []).filter(isCpe).map(cpeReference),
    ],
    // SPDX has no field for a place inside an image, nor for how a package was found.
    annotations: [annotation(annotator, packageFacts(found))],
  };
}

function packageFacts({ type, architecture, source, locations, foundBy }: Package): JsonObject {
  return {
    type,
    ...(architecture ? { architecture: printable(architecture, sbomText.name) } : {}),
    ...(source
      ? {
          source: { name: printable(source.name, sbomText.name), version: printable(source.version, sbomText.version) },
        }
      : {}),
    locations: locations.map(({ path, layer }) => ({ path: `/${printable(path, sbomText.path)}`, layer })),
    foundBy: foundBy.map((name) => printable(name, sbomText.name)),
  };
}

function annotation({ annotator, date }: Annotator, facts: JsonObject): JsonObject {
  return { annotationType: 'OTHER', annotator, annotationDate: date, comment: JSON.stringify(facts) };
}

function conjunction(licenses: readonly string[]): string {
  if (licenses.length === 0) return 'NOASSERTION';
  return licenses
    .map((license) => (licenses.length > 1 && / (?:AND|OR) /.test(license) ? `(${license})` : license))
    .join(' AND ');
}

function purlReference(purl: string): JsonObject {
  return { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl };
}

function cpeReference(cpe: string): JsonObject {
  return { referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: cpe };
}

function spdxName({ type, name, version }: Package): string {
  return `${type}-${name}-${version}`
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .slice(0, 100)
    .replace(/-+$/, '');
}

/** Every `LicenseRef-…` that is used must be explained; its name is all that the image says. */
function licenseReferences(packages: readonly Package[]): JsonObject[] {
  const names = packages.flatMap(({ licenses }) =>
    licenses.flatMap((text) => text.match(/LicenseRef-[A-Za-z0-9.-]+/g) ?? []),
  );
  return [...new Set(names)]
    .sort()
    .map((name) => ({ licenseId: name, name: name.slice('LicenseRef-'.length), extractedText: 'NOASSERTION' }));
}
