import { FormatError } from '../base/errors.ts';
import type { SbomComponent } from '../format/sbom/document.ts';
import { parseSbom } from '../format/sbom/sbom.ts';
import { licensesOf } from './license.ts';
import type { OperatingSystem } from './operating-system.ts';
import type { Location, Package, PackageType } from './package.ts';
import { joinFullName, type NameParts, splitFullName } from './package-name.ts';
import { isPackageType } from './package-types.ts';
import { buildPackageUrl, parsePackageUrl } from './package-url.ts';
import type { PackageUrl } from './package-url-types.ts';
import { purlOf } from './purl-of.ts';

/** What a bill of materials says of an image. */
export interface SbomContents {
  readonly packages: readonly Package[];
  readonly subject?: { readonly name: string; readonly digest?: string };
  readonly os?: OperatingSystem;
}

/**
 * Reads a bill of materials of any format that `parseSbom` knows.
 * @throws FormatError when it is none, damaged or too large.
 */
export function readSbom(input: string | Uint8Array): SbomContents {
  const { subject, components } = parseSbom(input);
  const system = components.find(({ kind }) => kind === 'operating-system');
  return {
    packages: components.filter(({ kind }) => kind === 'package').map(packageOf),
    ...(subject ? { subject } : {}),
    ...(system ? { os: systemOf(system) } : {}),
  };
}

function packageOf(component: SbomComponent): Package {
  const url = packageUrlOf(component);
  const type = typeOf(component, url);
  const isOurs = component.properties.has('tidewaiter:package:type');
  const name = isOurs ? joinFullName(type, namePartsOf(component)) : fullNameOf(component, url);
  const version = versionOf(component, url);
  const architecture = first(component, 'tidewaiter:package:architecture') ?? url?.qualifiers.get('arch');
  const source = isOurs ? ownSource(component) : sourceOf(component, url, { name, version });
  // Other tools guess such names for every package, and the guesses mislead.
  const cpes = isOurs || type === 'generic' ? component.cpes : [];
  const foundBy =
    component.properties.get('tidewaiter:package:foundBy') ?? component.properties.get('syft:package:foundBy');
  return {
    purl: url ? buildPackageUrl(url) : purlOf({ type, name, version }),
    type,
    name,
    version,
    ...(architecture ? { architecture } : {}),
    ...(source ? { source } : {}),
    licenses: licensesOf(component.licenses),
    ...(component.supplier ? { supplier: component.supplier } : {}),
    ...(component.homepage ? { homepage: component.homepage } : {}),
    ...(cpes.length > 0 ? { cpes } : {}),
    locations: component.locations.map(locationOf),
    foundBy: foundBy ?? ['sbom-file'],
  };
}

function packageUrlOf({ purl }: SbomComponent): PackageUrl | undefined {
  try {
    return purl === undefined ? undefined : parsePackageUrl(purl);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function typeOf(component: SbomComponent, url: PackageUrl | undefined): PackageType {
  const declared = first(component, 'tidewaiter:package:type') ?? url?.type ?? 'generic';
  return isPackageType(declared) ? declared : 'generic';
}

/** Package URLs lose upper case; group and name keep it, but not every tool parts a name at the same place. */
function fullNameOf(component: SbomComponent, url: PackageUrl | undefined): string {
  const { group, name } = component;
  if (!url) return group ? `${group}/${name}` : name;
  const candidates = [joinFullName(url.type, namePartsOf(component)), name];
  return candidates.find((candidate) => isNameOf(candidate, url)) ?? joinFullName(url.type, url);
}

function namePartsOf({ group, name }: SbomComponent): NameParts {
  return { name, ...(group ? { namespace: group } : {}) };
}

function isNameOf(candidate: string, url: PackageUrl): boolean {
  const parts = splitFullName(url.type, candidate);
  const namespace = parts.namespace ?? (joinFullName(url.type, url) === url.name ? url.namespace : undefined);
  try {
    const own = buildPackageUrl({
      ...url,
      name: parts.name,
      namespace: namespace ?? defaultNamespace(url, parts.name),
    });
    return own === buildPackageUrl(url);
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/** A jar without a group stands under its own name. */
function defaultNamespace(url: PackageUrl, name: string): string | undefined {
  return url.type === 'maven' ? name : undefined;
}

/** rpm's epoch is a qualifier of the package URL, and part of the version as rpm writes it. */
function versionOf(component: SbomComponent, url: PackageUrl | undefined): string {
  const version = component.version ?? url?.version ?? '';
  const epoch = url?.type === 'rpm' ? url.qualifiers.get('epoch') : undefined;
  return epoch === undefined || version.includes(':') || !/^[1-9]\d{0,9}$/.test(epoch)
    ? version
    : `${epoch}:${version}`;
}

function ownSource(component: SbomComponent): Package['source'] {
  const name = first(component, 'tidewaiter:package:source:name');
  return name === undefined
    ? undefined
    : { name, version: first(component, 'tidewaiter:package:source:version') ?? '' };
}

/** A source package is told where it has another name or version. */
function sourceOf(component: SbomComponent, url: PackageUrl | undefined, own: SourcePackage): Package['source'] {
  const name = first(component, 'aquasecurity:trivy:SrcName');
  const source =
    name === undefined ? upstreamOf(url, own.version) : { name, version: trivySourceVersion(component) ?? own.version };
  return source?.name === own.name && source.version === own.version ? undefined : source;
}

type SourcePackage = NonNullable<Package['source']>;

/** Trivy parts a source version into epoch, version and release. */
function trivySourceVersion(component: SbomComponent): string | undefined {
  const version = first(component, 'aquasecurity:trivy:SrcVersion');
  if (version === undefined) return undefined;
  const epoch = first(component, 'aquasecurity:trivy:SrcEpoch');
  const release = first(component, 'aquasecurity:trivy:SrcRelease');
  return `${epoch ? `${epoch}:` : ''}${version}${release ? `-${release}` : ''}`;
}

/** Syft's `upstream` qualifier: `name`, `name@version`, or a source rpm's file name. */
function upstreamOf(url: PackageUrl | undefined, version: string): Package['source'] {
  const upstream = url?.qualifiers.get('upstream');
  if (upstream === undefined) return undefined;
  const file = upstream.endsWith('.src.rpm') ? upstream.slice(0, -'.src.rpm'.length) : '';
  const dash = file.lastIndexOf('-', file.lastIndexOf('-') - 1);
  if (dash > 0) return { name: file.slice(0, dash), version: file.slice(dash + 1) };
  const at = upstream.indexOf('@');
  return at > 0 ? { name: upstream.slice(0, at), version: upstream.slice(at + 1) } : { name: upstream, version };
}

function locationOf({ path, layer }: SbomComponent['locations'][number]): Location {
  const valid = layer !== undefined && Number.isSafeInteger(layer) && layer >= 0;
  return { path: path.replace(/^\//, ''), layer: valid ? layer : 0 };
}

function systemOf(component: SbomComponent): OperatingSystem {
  const like = component.properties.get('tidewaiter:os:like');
  const codename = first(component, 'tidewaiter:os:codename');
  const endOfLife = first(component, 'tidewaiter:os:endOfLife');
  return {
    id: first(component, 'syft:distro:id') ?? component.name,
    version: component.version ?? '',
    name: component.description ?? component.name,
    ...(like ? { like } : {}),
    ...(codename ? { codename } : {}),
    ...(endOfLife ? { endOfLife } : {}),
  };
}

function first(component: SbomComponent, property: string): string | undefined {
  return component.properties.get(property)?.[0] || undefined;
}
