import type { AffectedPackage } from '../advisory.ts';
import { packageName, versionText } from '../record-fields.ts';

/** One binary package of an erratum, in which its vulnerabilities are fixed. */
export interface RpmBuild {
  readonly name: string;
  /** `epoch:version-release`; no epoch where it is 0. */
  readonly version: string;
  readonly architecture: string;
  /** Module and stream: `nodejs:18`. */
  readonly module?: string;
}

/** A build from its fields as errata have them; undefined where one is missing or the package holds nothing that runs. */
export function rpmBuild(fields: {
  readonly name: string | undefined;
  readonly epoch: string | undefined;
  readonly version: string | undefined;
  readonly release: string | undefined;
  readonly architecture: string | undefined;
  readonly module?: string | undefined;
}): RpmBuild | undefined {
  const { epoch = '', architecture = 'noarch', module } = fields;
  const name = packageName(fields.name);
  const version = versionText(fields.version);
  const release = versionText(fields.release);
  if (!name || !version || !release || architecture === 'src' || architecture === 'nosrc') return undefined;
  if (/-debug(?:info|source)(?:-|$)/.test(name)) return undefined;
  const prefix = /^[1-9]\d{0,9}$/.test(epoch) ? `${epoch}:` : '';
  return { name, version: `${prefix}${version}-${release}`, architecture, ...(module !== undefined && { module }) };
}

/**
 * Every package that is fixed by the builds, sorted. Architectures are named only where their versions differ: most errata
 * are read from one architecture's repository and speak of the others too.
 */
export function fixedBuilds(ecosystem: string, builds: readonly RpmBuild[]): AffectedPackage[] {
  const groups = new Map<string, RpmBuild[]>();
  for (const build of builds) {
    const key = `${build.name} ${build.module ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(build);
    else groups.set(key, [build]);
  }
  return [...groups.keys()].sort().flatMap((key) => fixedPackage(ecosystem, groups.get(key) ?? []));
}

function fixedPackage(ecosystem: string, builds: readonly RpmBuild[]): AffectedPackage[] {
  const versions = new Map<string, Set<string>>();
  for (const { version, architecture } of builds) {
    const architectures = versions.get(version);
    if (architectures) architectures.add(architecture);
    else versions.set(version, new Set([architecture]));
  }
  const [first] = builds;
  if (!first) return [];
  const { name, module } = first;
  return [...versions].map(([fixed, architectures]) => ({
    ecosystem,
    name,
    ranges: [{ introduced: '0', fixed }],
    state: 'affected',
    ...(versions.size > 1 && !architectures.has('noarch') && { architectures: [...architectures].sort() }),
    ...(module !== undefined && { module }),
  }));
}
