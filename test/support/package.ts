import type { OperatingSystem } from '../../src/inventory/operating-system.ts';
import type { Package } from '../../src/inventory/package.ts';
import { purlOf } from '../../src/inventory/purl-of.ts';

/** What a test says of a package; the rest is made up. */
export type PackageSketch = Pick<Package, 'type' | 'name' | 'version'> & Partial<Package>;

export function packageOf(sketch: PackageSketch, os?: OperatingSystem): Package {
  return {
    licenses: [],
    locations: [{ path: `somewhere/${sketch.name}`, layer: 0 }],
    foundBy: ['test'],
    ...sketch,
    purl: sketch.purl ?? purlOf(sketch, os),
  };
}
