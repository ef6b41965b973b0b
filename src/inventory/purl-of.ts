import { FormatError } from '../base/errors.ts';
import type { FoundPackage } from './cataloger.ts';
import type { OperatingSystem } from './operating-system.ts';
import { splitFullName } from './package-name.ts';
import { buildPackageUrl, type PackageUrlParts } from './package-url.ts';

/**
 * The package URL of a package, with the qualifiers that scanners match by: `arch`, `distro`, `epoch` and `upstream`
 * for packages of the operating system. What its own type's rules refuse becomes a generic package. Never throws.
 */
export function purlOf(found: FoundPackage, os?: OperatingSystem): string {
  try {
    return buildPackageUrl(partsOf(found, os));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return buildPackageUrl({ type: 'generic', name: found.name || 'unknown', version: found.version });
  }
}

function partsOf(found: FoundPackage, os: OperatingSystem | undefined): PackageUrlParts {
  const split = splitFullName(found.type, found.name);
  return {
    type: found.type,
    // A jar without a group is most often found under its own name as group, as peers write it.
    namespace:
      found.namespace ?? split.namespace ?? systemNamespace(found, os) ?? (found.type === 'maven' ? split.name : ''),
    name: nameOf(found, split.name),
    version: found.type === 'rpm' ? splitEpoch(found.version).rest : found.version,
    qualifiers: new Map([...systemQualifiers(found, os), ...Object.entries(found.qualifiers ?? {})]),
    subpath: found.subpath,
  };
}

function nameOf({ type, name }: FoundPackage, split: string): string {
  if (type === 'oci') return name.slice(name.lastIndexOf('/') + 1);
  // CPAN distributions are named after their main module.
  return type === 'cpan' ? split.replaceAll('::', '-') : split;
}

const SYSTEM_TYPES: ReadonlySet<string> = new Set(['alpm', 'apk', 'deb', 'opkg', 'rpm']);

/** Vendors whose name in package URLs is not their os-release ID. */
const RPM_VENDORS: ReadonlyMap<string, string> = new Map([
  ['rhel', 'redhat'],
  ['opensuse-leap', 'opensuse'],
  ['opensuse-tumbleweed', 'opensuse'],
]);

function systemNamespace(found: FoundPackage, os: OperatingSystem | undefined): string | undefined {
  if (!SYSTEM_TYPES.has(found.type)) return undefined;
  // Their definitions require a namespace, and an image without os-release names none.
  if (!os?.id) return 'unknown';
  return (found.type === 'rpm' ? RPM_VENDORS.get(os.id) : undefined) ?? os.id;
}

function systemQualifiers(found: FoundPackage, os: OperatingSystem | undefined): [string, string][] {
  const qualifiers: [string, string][] = [];
  const upstream = upstreamOf(found);
  if (!SYSTEM_TYPES.has(found.type)) return qualifiers;
  if (found.architecture) qualifiers.push(['arch', found.architecture]);
  if (os?.id) qualifiers.push(['distro', os.version ? `${os.id}-${os.version}` : os.id]);
  if (found.type === 'rpm') qualifiers.push(['epoch', splitEpoch(found.version).epoch]);
  if (upstream) qualifiers.push(['upstream', upstream]);
  return qualifiers;
}

/** The form that Syft gave this qualifier and Grype reads: `name`, `name@version`, or a source rpm's file name. */
function upstreamOf({ type, name, version, source }: FoundPackage): string | undefined {
  if (!source) return undefined;
  if (type === 'rpm') return `${source.name}-${splitEpoch(source.version).rest}.src.rpm`;
  if (type === 'deb' && source.version !== '' && source.version !== version) return `${source.name}@${source.version}`;
  return source.name === name ? undefined : source.name;
}

/** rpm's `1:2.3-4` has its epoch in a qualifier; epoch 0 is left out, as rpm itself does. */
function splitEpoch(version: string): { epoch: string; rest: string } {
  const colon = version.indexOf(':');
  const epoch = version.slice(0, Math.max(colon, 0));
  if (!/^\d{1,10}$/.test(epoch)) return { epoch: '', rest: version };
  return { epoch: Number(epoch) === 0 ? '' : epoch, rest: version.slice(colon + 1) };
}
