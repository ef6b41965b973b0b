import type { VersionScheme } from '../advisory/version-scheme.ts';

const known = new WeakMap<VersionScheme, VersionScheme>();

/** The same order for versions of which one or both may lack their epoch. */
export function withoutEpochs(order: VersionScheme): VersionScheme {
  const made = known.get(order);
  if (made) return made;
  const bare: VersionScheme = {
    name: `${order.name} without epochs`,
    isValid: (version) => order.isValid(version),
    compare: (a, b) => order.compare(withoutEpoch(a), withoutEpoch(b)),
  };
  known.set(order, bare);
  return bare;
}

function withoutEpoch(version: string): string {
  return version.replace(/^\d+:/, '');
}
