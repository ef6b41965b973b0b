import type { AffectedPackage } from '../advisory/advisory.ts';
import { limits } from '../base/limits.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package, PackageType } from '../inventory/package.ts';
import { type Ecosystem, isUnjudged, type Lookup, type Unjudged } from './ecosystem.ts';
import { ecosystems } from './ecosystems/index.ts';

/** Where advisories may speak of one package, and why they cannot where there is no such place. */
export interface Questions {
  readonly found: Package;
  readonly asked: readonly Question[];
  /** Why nothing is asked of it; absent where something is, or where it is of a kind that nobody's advisories speak of. */
  readonly unjudged?: Unjudged;
  /** Left to the records of the operating system's package that brought it along: its package URL. */
  readonly leftTo?: string;
}

export interface Question {
  readonly lookup: Lookup;
  readonly applies?: (affected: AffectedPackage, found: Package) => boolean;
}

export interface LookUpOptions {
  /** Are there full records of this ecosystem? Packages inside a distribution's are left to them only then. All are, if absent. */
  readonly covers?: (ecosystem: string) => boolean;
}

/** What to ask advisories of each package. */
export function lookUp(
  { packages, os }: { readonly packages: readonly Package[]; readonly os?: OperatingSystem },
  options: LookUpOptions = {},
): Questions[] {
  const ask = askRemembered(os);
  const owners = new Map<string, boolean>();
  let byUrl: Map<string, Package> | undefined;
  return packages.map((found) => {
    if (found.partOf === undefined || SYSTEM_TYPES.has(found.type)) return ask(found);
    byUrl ??= new Map(packages.filter(({ type }) => SYSTEM_TYPES.has(type)).map((each) => [each.purl, each]));
    const owner = byUrl.get(found.partOf);
    const judges = owners.get(found.partOf) ?? (owner !== undefined && isJudged(ask(owner), options));
    owners.set(found.partOf, judges);
    return judges ? { found, asked: [], leftTo: found.partOf } : ask(found);
  });
}

/** Is it installed by a package manager of an operating system? */
export function isSystemPackage({ type }: Pick<Package, 'type'>): boolean {
  return SYSTEM_TYPES.has(type);
}

const SYSTEM_TYPES: ReadonlySet<PackageType> = new Set(['alpm', 'apk', 'deb', 'opkg', 'portage', 'rpm']);

/** CPE records speak of some products of others; only a distribution's own records answer for what is inside. */
function isJudged({ asked }: Asked, { covers = () => true }: LookUpOptions): boolean {
  return asked.some(({ lookup }) => lookup.confidence === undefined && covers(lookup.ecosystem));
}

const byType = new Map<PackageType, readonly Ecosystem[]>();

function ecosystemsOf(type: PackageType): readonly Ecosystem[] {
  const known = byType.get(type);
  if (known) return known;
  const fitting = ecosystems.filter(({ types }) => !types || types.includes(type));
  byType.set(type, fitting);
  return fitting;
}

type Asked = Pick<Questions, 'asked' | 'unjudged'>;

/** By operating system, then by package: inventories share most of their packages. */
const remembered = new Map<string, Map<string, Asked>>();
let rememberedCount = 0;

function askRemembered(os: OperatingSystem | undefined): (found: Package) => Questions {
  const system = os ? [os.id, os.version, os.name, os.codename, ...(os.services ?? [])].join('\n') : '';
  const memory = remembered.get(system) ?? new Map<string, Asked>();
  remembered.set(system, memory);
  return (found) => {
    const key = keyOf(found);
    const known = memory.get(key);
    if (known) return { found, ...known };
    if (rememberedCount++ >= limits.rememberedMatches) {
      remembered.clear();
      memory.clear();
      remembered.set(system, memory);
      rememberedCount = 0;
    }
    const asked = ask(found, os);
    memory.set(key, asked);
    return { found, ...asked };
  };
}

/** All that an answer depends on. */
function keyOf({ purl, type, name, version, architecture, source, supplier, cpes }: Package): string {
  const from = source ? `${source.name}\n${source.version}` : '';
  return `${purl}\n${type}\n${name}\n${version}\n${architecture}\n${supplier}\n${from}\n${cpes?.join('\n')}`;
}

function ask(found: Package, imageSystem: OperatingSystem | undefined): Asked {
  const os = SYSTEM_TYPES.has(found.type) ? systemOf(found, imageSystem) : imageSystem;
  const asked: Question[] = [];
  let unjudged: Unjudged | undefined;
  for (const { lookups, applies } of ecosystemsOf(found.type)) {
    const answer = lookups(found, os);
    if (isUnjudged(answer)) unjudged ??= answer;
    else for (const lookup of answer) asked.push(applies ? { lookup, applies } : { lookup });
  }
  if (asked.length > 0) return { asked };
  if (SYSTEM_TYPES.has(found.type)) {
    unjudged ??= { reason: 'release-unknown', detail: os?.name || os?.id || 'no release named' };
  }
  return unjudged ? { asked, unjudged } : { asked };
}

/**
 * The operating system that a package was made for: the image's, unless the package URL names another (a snap's debs)
 * or there is none (a bill of materials).
 */
function systemOf(found: Package, imageSystem: OperatingSystem | undefined): OperatingSystem | undefined {
  const slash = found.purl.indexOf('/');
  const namespace = found.purl.slice(slash + 1, found.purl.indexOf('/', slash + 1));
  if (imageSystem && (NEUTRAL.has(namespace) || namespacesOf(imageSystem).includes(namespace))) return imageSystem;
  const distro = /[?&]distro=([a-z0-9._-]{1,64})(?:[&#]|$)/.exec(found.purl)?.[1];
  if (distro === undefined) return imageSystem && !KNOWN_IDS.has(namespace) ? imageSystem : withoutRelease(namespace);
  // The release begins with a digit, or is a rolling one's name: `debian-12`, `opensuse-leap-15.5`, `sles-15.5`.
  const dash = /-(?=\d|v\d|edge$|stream$)/.exec(distro)?.index;
  if (dash === undefined) return { id: distro, version: '', name: distro };
  const [id, version] = [distro.slice(0, dash), distro.slice(dash + 1)];
  return { id, version, name: `${id} ${version}` };
}

const NEUTRAL: ReadonlySet<string> = new Set(['unknown', '']);
/** Namespaces whose packages are of this distribution whatever the image is made from. */
const KNOWN_IDS: ReadonlySet<string> = new Set(['alpine', 'debian', 'ubuntu', 'wolfi']);

function namespacesOf({ id }: OperatingSystem): readonly string[] {
  if (id === 'rhel') return ['rhel', 'redhat'];
  return id.startsWith('opensuse') ? [id, 'opensuse'] : [id];
}

function withoutRelease(id: string): OperatingSystem | undefined {
  return KNOWN_IDS.has(id) ? { id, version: '', name: id } : undefined;
}
