import type { AffectedPackage } from '../advisory/advisory.ts';
import type { Package } from '../inventory/package.ts';

/** Is the package one of the builds an advisory speaks of: the same architecture and module stream? */
export function isBuiltFor(affected: AffectedPackage, found: Package): boolean {
  return isOfArchitecture(affected, found) && isOfModule(affected, found);
}

/** `nodejs:18:8090020240101:a75119d5` of an rpm's module label; undefined for packages of no module. */
export function moduleLabel({ purl, type }: Package): string | undefined {
  if (type !== 'rpm') return undefined;
  const label = /[?&](?:rpmmod|modularitylabel)=([^&#]+)/.exec(purl)?.[1];
  return label === undefined ? undefined : decoded(label);
}

function isOfArchitecture({ architectures }: AffectedPackage, { architecture }: Package): boolean {
  if (!architectures || architectures.length === 0 || !architecture) return true;
  return ANY.has(architecture) || architectures.some((other) => other === architecture || ANY.has(other));
}

const ANY: ReadonlySet<string> = new Set(['all', 'any', 'noarch']);

function isOfModule({ module, ranges }: AffectedPackage, found: Package): boolean {
  if (found.type !== 'rpm') return true;
  const label = moduleLabel(found);
  if (module !== undefined) {
    if (label === undefined) return isOfStream(found.version, module);
    return label === module || label.startsWith(`${module}:`);
  }
  // Records without labels still tell by their releases whether they mean a module's packages.
  const fixed = ranges.find((range) => range.fixed !== undefined)?.fixed;
  if (fixed === undefined) return label === undefined && !found.version.includes(MODULAR);
  return fixed.includes(MODULAR) === found.version.includes(MODULAR);
}

const MODULAR = 'module';

/** Without its label, a module's package shows by its version whether it can be of a stream that is named like a version. */
function isOfStream(version: string, module: string): boolean {
  if (!version.includes(MODULAR)) return false;
  const stream = module.slice(module.indexOf(':') + 1);
  const upstream = version.replace(/^\d+:/, '');
  return !/^\d/.test(stream) || (upstream.startsWith(stream) && !/^\d/.test(upstream.slice(stream.length)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
