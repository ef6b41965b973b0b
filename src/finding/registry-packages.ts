import type { Package, PackageType } from '../inventory/package.ts';
import type { Ecosystem, Lookup } from './ecosystem.ts';

/** Where packages of a language come from, and how advisories write their names. */
export interface Registry {
  /** OSV's name of the ecosystem. */
  readonly name: string;
  readonly type: PackageType;
  /** Under which names advisories may speak of it; its own name where absent, none where they cannot. */
  names?(found: Package): readonly string[];
  /** As advisories write it; its own where absent, '' where it is not known. */
  version?(found: Package): string;
}

/** The ecosystem of a language's packages. */
export function registryPackages(registry: Registry): Ecosystem {
  return {
    name: registry.name,
    types: [registry.type],
    lookups(found) {
      if (found.type !== registry.type) return [];
      const version = registry.version ? registry.version(found) : found.version;
      if (version === '') return { reason: 'version-unknown', detail: registry.name };
      const names = registry.names ? registry.names(found) : [found.name];
      return names.map((name): Lookup => ({ ecosystem: registry.name, name, version }));
    },
  };
}
