import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package } from '../inventory/package.ts';
import { debianSource } from './debian-source.ts';
import type { Ecosystem, Lookup, Unjudged } from './ecosystem.ts';
import { isBuiltFor } from './package-build.ts';
import { foreignRpmVendor, thirdParty } from './third-party.ts';

/** What sets one distribution apart from others that use the same package manager. */
export interface Distribution {
  readonly name: string;
  readonly type: 'alpm' | 'apk' | 'deb' | 'rpm';
  /** os-release IDs of it, and of those that install its packages unchanged. */
  readonly ids: readonly string[];
  /**
   * The ecosystems whose advisories speak of this release's packages, the one that decides first; undefined where the
   * release is not known.
   */
  ecosystems(os: OperatingSystem, found: Package): readonly string[] | undefined;
  /** How the vendors of its own rpm packages begin, in lower case. Packages of other vendors are not its own. */
  readonly vendors?: readonly string[];
}

/** The ecosystem of a distribution: its records judge the packages that it built itself. */
export function distribution(of: Distribution): Ecosystem {
  const ids = new Set(of.ids);
  return {
    name: of.name,
    types: [of.type],
    applies: isBuiltFor,
    lookups(found, os) {
      if (!os || found.type !== of.type || !ids.has(os.id)) return [];
      const maker = of.type === 'rpm' ? foreignRpmVendor(found, of.vendors) : thirdParty(found)?.vendor;
      if (maker !== undefined) return { reason: 'third-party', detail: maker };
      const ecosystems = of.ecosystems(os, found);
      if (!ecosystems) return unknownRelease(of, os);
      if (found.version === '') return { reason: 'version-unknown', detail: of.name };
      const names = NAMES[of.type](found);
      return ecosystems.flatMap((ecosystem, index) =>
        names.map((name) => ({ ecosystem, ...name, ...(index > 0 ? { fallback: true as const } : {}) })),
      );
    },
  };
}

/** `9` of `9.4`; undefined where the version does not begin with a number. */
export function majorOf(version: string): string | undefined {
  return /^\d{1,4}(?=\.|$)/.exec(version)?.[0];
}

/** `3.20` of `3.20.3`; undefined where the version does not begin with two numbers. */
export function majorAndMinorOf(version: string): string | undefined {
  return /^\d{1,4}\.\d{1,4}(?=[.\d_-]|$)/.exec(version)?.[0];
}

function unknownRelease({ name }: Distribution, os: OperatingSystem): Unjudged {
  const words = [os.name || name, os.version === '' ? os.codename : undefined].filter((word) => word);
  return { reason: 'release-unknown', detail: words.join(' ') };
}

type Names = readonly Omit<Lookup, 'ecosystem'>[];

const NAMES: Readonly<Record<Distribution['type'], (found: Package) => Names>> = {
  deb: (found) => [debianSource(found)],
  // Most records name the origin; some name a package made from it.
  apk: (found) => ownOrSource(found, 'source first'),
  alpm: (found) => ownOrSource(found, 'own first'),
  rpm: rpmNames,
};

function ownOrSource({ name, version, source }: Package, order: 'own first' | 'source first'): Names {
  if (!source || source.name === name) return [{ name, version }];
  const from = { name: source.name, version: source.version || version };
  return order === 'own first'
    ? [
        { name, version },
        { ...from, fallback: true },
      ]
    : [from, { name, version, fallback: true }];
}

/** Errata name packages as they are installed. What is not fixed yet is told of the component: the source package. */
function rpmNames({ name, version, source }: Package): Names {
  if (!source || source.name === name) return [{ name, version }];
  const own = { name, version };
  const from = { name: source.name, version: source.version || version, fallback: true as const };
  // Source rpms' file names carry no epoch, and subpackages of another version may have another epoch.
  return [own, from.version === version ? from : { ...from, epochUnknown: true as const }];
}
