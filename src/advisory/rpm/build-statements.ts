import { limits } from '../../base/limits.ts';
import type { AffectedPackage, AffectedRange, AffectedState } from '../advisory.ts';
import type { Severity } from '../severity.ts';

/** What an advisory says of one build of a binary package: the feeds of rpm distributions list these by the hundred. */
export interface Build {
  readonly ecosystem: string;
  readonly name: string;
  /** `nodejs:18` */
  readonly module?: string;
  readonly architectures?: readonly string[];
  /** Absent where single versions are named. */
  readonly range?: AffectedRange;
  readonly version?: string;
  readonly state: AffectedState;
  readonly severity?: Severity;
  readonly note?: string;
}

/**
 * The builds joined into packages, sorted. Architectures are named only where a package's builds differ:
 * most errata release one version for all.
 */
export function packagesOfBuilds(builds: Iterable<Build>): AffectedPackage[] {
  const groups = new Map<string, Group>();
  for (const build of builds) {
    if (!holdsCode(build.name)) continue;
    const { range = {}, severity, note } = build;
    const key = [kindOf(build), ...Object.entries(range).flat(), severity, note].join('\0');
    const group = groups.get(key);
    if (group) add(group, build);
    else if (groups.size < limits.advisoryPackages) groups.set(key, add({ build, ...emptyGroup() }, build));
  }
  const alike = new Map<string, number>();
  for (const { build } of groups.values()) alike.set(kindOf(build), (alike.get(kindOf(build)) ?? 0) + 1);
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => affected(group, (alike.get(kindOf(group.build)) ?? 0) > 1));
}

/** Without an epoch of zero, which says nothing: `1:3.0.7-27.el9`, `8.24.0-57.el7`. */
export function plainEvr(evr: string): string {
  return evr.startsWith('0:') ? evr.slice(2) : evr;
}

interface Group {
  readonly build: Build;
  readonly architectures: Set<string>;
  readonly versions: Set<string>;
  /** One of the builds is for every architecture. */
  any: boolean;
}

function emptyGroup(): Omit<Group, 'build'> {
  return { architectures: new Set(), versions: new Set(), any: false };
}

function kindOf({ ecosystem, name, module, state }: Build): string {
  return [ecosystem, name, module, state].join('\0');
}

function add(group: Group, { architectures, version }: Build): Group {
  if (!architectures) group.any = true;
  for (const architecture of architectures ?? []) group.architectures.add(architecture);
  if (version !== undefined && group.versions.size < limits.advisoryVersions) group.versions.add(version);
  return group;
}

function affected({ build, architectures, versions, any }: Group, several: boolean): AffectedPackage {
  const { ecosystem, name, module, range, state, severity, note } = build;
  return {
    ecosystem,
    name,
    ranges: range ? [range] : [],
    ...(versions.size > 0 && { versions: [...versions].sort() }),
    state,
    ...(severity && { severity }),
    ...(several && !any && { architectures: [...architectures].sort() }),
    ...(module !== undefined && { module }),
    ...(note && { note }),
  };
}

/** Packages of debug symbols and of sources for debuggers are listed with the rest and hold nothing that runs. */
function holdsCode(name: string): boolean {
  return !/-debug(?:info|source)(?:-common)?(?:-|$)/.test(name);
}
