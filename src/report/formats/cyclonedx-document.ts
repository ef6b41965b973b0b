import { digestAlgorithm, digestHex } from '../../base/digest.ts';
import { printable } from '../../base/printable.ts';
import { isLicenseId } from '../../inventory/license-name.ts';
import type { OperatingSystem } from '../../inventory/operating-system.ts';
import type { Package } from '../../inventory/package.ts';
import { splitFullName } from '../../inventory/package-name.ts';
import { imagePurl } from '../image-purl.ts';
import { isCpe, type SbomInput, sbomSerial, sbomText, sbomTimestamp, uniqueNames, webAddress } from '../sbom.ts';

export type CycloneDxVersion = '1.6' | '1.7';

/** The part of CycloneDX's JSON form that we write; its order of fields is that of the XML form. */
export interface CycloneDxDocument {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: CycloneDxVersion;
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: {
    readonly timestamp: string;
    readonly tools: { readonly components: readonly CycloneDxComponent[] };
    readonly component: CycloneDxComponent;
  };
  readonly components: readonly CycloneDxComponent[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

export interface CycloneDxComponent {
  readonly type: 'application' | 'container' | 'library' | 'machine-learning-model' | 'operating-system';
  readonly 'bom-ref'?: string;
  readonly supplier?: { readonly name: string };
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly CycloneDxLicense[];
  readonly cpe?: string;
  readonly purl?: string;
  readonly externalReferences?: readonly { readonly type: 'website'; readonly url: string }[];
  readonly properties?: readonly CycloneDxProperty[];
  readonly evidence?: {
    readonly identity: readonly CycloneDxIdentity[];
    readonly occurrences: readonly { readonly location: string; readonly additionalContext: string }[];
  };
}

export interface CycloneDxProperty {
  readonly name: string;
  readonly value: string;
}

export interface CycloneDxIdentity {
  readonly field: 'purl';
  readonly confidence: number;
  readonly methods: readonly { readonly technique: string; readonly confidence: number; readonly value: string }[];
}

export type CycloneDxLicense =
  | { readonly license: { readonly id: string } | { readonly name: string } }
  | { readonly expression: string };

/** The bill of materials as CycloneDX sees it: the image, its operating system, its packages. */
export function cycloneDxDocument(input: SbomInput, specVersion: CycloneDxVersion): CycloneDxDocument {
  const unique = uniqueNames('#');
  const image = imageComponent(input, unique);
  const system = input.os ? [systemComponent(input.os, unique)] : [];
  const components = [...system, ...input.packages.map((found) => packageComponent(found, unique))];
  const references = components.flatMap((component) => component['bom-ref'] ?? []);
  return {
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion,
    serialNumber: `urn:uuid:${sbomSerial(input)}`,
    version: 1,
    metadata: {
      timestamp: sbomTimestamp(input.created),
      tools: { components: [{ type: 'application', ...input.tool }] },
      component: image,
    },
    components,
    dependencies: [
      { ref: image['bom-ref'] ?? '', ...(references.length > 0 ? { dependsOn: references } : {}) },
      ...references.map((ref) => ({ ref })),
    ],
  };
}

function imageComponent({ image }: SbomInput, unique: (name: string) => string): CycloneDxComponent {
  const purl = imagePurl(image);
  const { os, architecture, variant } = image.platform;
  return {
    type: 'container',
    'bom-ref': unique(purl),
    name: printable(image.name, sbomText.name) || 'image',
    version: image.digest,
    hashes: [
      { alg: digestAlgorithm(image.digest) === 'sha512' ? 'SHA-512' : 'SHA-256', content: digestHex(image.digest) },
    ],
    purl,
    properties: [
      property('tidewaiter:image:digest', image.digest),
      property('tidewaiter:image:platform', [os, architecture, variant].filter(Boolean).join('/')),
      ...image.layers.map((layer) => property(`tidewaiter:layer:${layer.index}:diffID`, layer.diffID ?? 'unknown')),
    ],
  };
}

/** Trivy's names of the systems that it calls otherwise than os-release does; it matches by these. */
const SCANNER_NAMES: ReadonlyMap<string, string> = new Map([
  ['almalinux', 'alma'],
  ['amzn', 'amazon'],
  ['ol', 'oracle'],
  ['rhel', 'redhat'],
]);

function systemComponent(os: OperatingSystem, unique: (name: string) => string): CycloneDxComponent {
  const id = printable(os.id, sbomText.name) || 'unknown';
  const version = printable(os.version, sbomText.version);
  return {
    type: 'operating-system',
    'bom-ref': unique(`os:${id}${version ? `@${version}` : ''}`),
    name: SCANNER_NAMES.get(id) ?? id,
    ...(version ? { version } : {}),
    description: printable(os.name, sbomText.name),
    properties: [
      // Syft and Grype let these override name and version.
      property('syft:distro:id', id),
      property('syft:distro:prettyName', os.name),
      property('syft:distro:versionID', os.version),
      ...(os.like ?? []).map((like) => property('tidewaiter:os:like', like)),
      ...(os.codename ? [property('tidewaiter:os:codename', os.codename)] : []),
      ...(os.endOfLife ? [property('tidewaiter:os:endOfLife', os.endOfLife)] : []),
    ],
  };
}

function packageComponent(found: Package, unique: (name: string) => string): CycloneDxComponent {
  const { namespace, name } = splitFullName(found.type, found.name);
  const website = webAddress(found.homepage);
  const purl = printable(found.purl, sbomText.purl);
  const cpe = found.cpes?.find(isCpe);
  return {
    type: componentType(found),
    'bom-ref': unique(purl),
    ...(found.supplier ? { supplier: { name: printable(found.supplier, sbomText.name) } } : {}),
    ...(namespace ? { group: printable(namespace, sbomText.name) } : {}),
    name: printable(name, sbomText.name) || 'unknown',
    ...(found.version ? { version: printable(found.version, sbomText.version) } : {}),
    ...(found.licenses.length > 0 ? { licenses: licenseChoice(found.licenses) } : {}),
    ...(cpe ? { cpe } : {}),
    purl,
    ...(website ? { externalReferences: [{ type: 'website', url: website }] } : {}),
    properties: packageProperties(found),
    ...(found.locations.length > 0 ? { evidence: evidence(found) } : {}),
  };
}

function componentType(found: Package): CycloneDxComponent['type'] {
  if (found.type === 'huggingface' || found.type === 'mlflow') return 'machine-learning-model';
  return found.cpes?.length ? 'application' : 'library';
}

/** Either a list of plain licences or a single expression: 1.6 allows no mixture. */
function licenseChoice(licenses: readonly string[]): CycloneDxLicense[] {
  if (licenses.some((license) => / (?:AND|OR|WITH) /.test(license))) {
    const parts = licenses.map((license) =>
      licenses.length > 1 && / (?:AND|OR) /.test(license) ? `(${license})` : license,
    );
    return [{ expression: parts.join(' AND ') }];
  }
  return licenses.map((license) => ({ license: isLicenseId(license) ? { id: license } : { name: license } }));
}

function packageProperties({ type, architecture, source, cpes, foundBy }: Package): CycloneDxProperty[] {
  const isSystem = ['alpm', 'apk', 'deb', 'rpm'].includes(type);
  return [
    property('tidewaiter:package:type', type),
    ...(architecture ? [property('tidewaiter:package:architecture', architecture)] : []),
    ...(source ? [property('tidewaiter:package:source:name', source.name)] : []),
    ...(source ? [property('tidewaiter:package:source:version', source.version)] : []),
    ...foundBy.map((name) => property('tidewaiter:package:foundBy', name)),
    // Trivy matches distribution packages by their source package.
    ...(source && isSystem ? [property('aquasecurity:trivy:SrcName', source.name)] : []),
    ...(source && isSystem ? [property('aquasecurity:trivy:SrcVersion', source.version)] : []),
    ...(cpes ?? [])
      .filter(isCpe)
      .slice(1)
      .map((cpe) => property('syft:cpe23', cpe)),
  ];
}

function evidence(found: Package): NonNullable<CycloneDxComponent['evidence']> {
  const technique = found.cpes?.length ? 'binary-analysis' : 'manifest-analysis';
  const locations = found.locations.map(({ path, layer }) => ({
    location: `/${printable(path, sbomText.path)}`,
    layer,
  }));
  return {
    identity: [
      {
        field: 'purl',
        confidence: 1,
        methods: locations.slice(0, 1).map(({ location }) => ({ technique, confidence: 1, value: location })),
      },
    ],
    occurrences: locations.map(({ location, layer }) => ({ location, additionalContext: `layer=${layer}` })),
  };
}

function property(name: string, value: string): CycloneDxProperty {
  return { name, value: printable(value, sbomText.note) };
}
