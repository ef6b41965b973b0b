import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { AffectedRange } from '../advisory.ts';
import { type CpeName, readCpeName } from './cpe-name.ts';

/** What an NVD record says of the versions of one product. */
export interface ProductVersions {
  readonly ranges: readonly AffectedRange[];
  readonly versions: readonly string[];
  /** Other software that has to be there too, `vendor:product`, sorted. */
  readonly together: readonly string[];
}

/** Platforms that an image of Linux software cannot be: a record that needs one of them says nothing about it. */
const OTHER_PLATFORMS = new Set(
  'windows macos mac_os_x mac_os iphone_os ipados tvos watchos android blackberry_os chrome_os ios'.split(' '),
);
/** Words in the names of systems that are, or hold, Linux. */
const LINUX = /linux|fedora|ubuntu|debian|opensuse|leap|suse|centos|coreos|photon_os|unix|freedesktop/;

/**
 * The versions of `product` (`vendor:product`) that a record's configurations call vulnerable; undefined where they mean
 * other products only, or ours on other operating systems or devices only.
 */
export function versionsOf(configurations: Json | undefined, product: string): ProductVersions | undefined {
  const ranges = new Map<string, AffectedRange>();
  const versions = new Set<string>();
  const together = new Set<string>();
  let apart = false;
  for (const configuration of asList(configurations).map(asObject)) {
    if (!configuration || configuration.negate === true) continue;
    const found = inConfiguration(configuration, product);
    if (!found) continue;
    for (const range of found.ranges) if (ranges.size < limits.advisoryRanges) ranges.set(JSON.stringify(range), range);
    for (const version of found.versions) if (versions.size < limits.advisoryRanges) versions.add(version);
    for (const partner of found.together) together.add(partner);
    if (found.together.length === 0) apart = true;
  }
  if (ranges.size + versions.size === 0) return undefined;
  return { ranges: [...ranges.values()], versions: [...versions], together: apart ? [] : [...together].sort() };
}

function inConfiguration(configuration: JsonObject, product: string): ProductVersions | undefined {
  const nodes = asList(configuration.nodes)
    .map(asObject)
    .filter((node) => node !== undefined);
  const plain = nodes.filter((node) => node.negate !== true);
  const ours = plain.map((node) => ownMatches(node, product)).filter((matches) => matches.length > 0);
  if (ours.length === 0) return undefined;
  const partners =
    configuration.operator === 'AND' ? plain.filter((node) => ownMatches(node, product).length === 0) : [];
  if (!partners.every(mayHoldOnLinux)) return undefined;
  const together = partners.flatMap(softwareOf);
  const ranges: AffectedRange[] = [];
  const versions: string[] = [];
  for (const { match, name } of ours.flat()) {
    const range = rangeOf(match, name);
    if (typeof range === 'string') versions.push(range);
    else if (range) ranges.push(range);
  }
  return { ranges, versions, together };
}

interface OwnMatch {
  readonly match: JsonObject;
  readonly name: CpeName;
}

/** The rows of a node that call our product vulnerable. In a node of type AND the other rows are partners. */
function ownMatches(node: JsonObject, product: string): OwnMatch[] {
  const found: OwnMatch[] = [];
  for (const match of matchesOf(node)) {
    if (match.vulnerable !== true) continue;
    const name = readCpeName(asText(match.criteria) ?? '');
    if (!name || `${name.vendor}:${name.product}` !== product || OTHER_PLATFORMS.has(name.targetSoftware)) continue;
    found.push({ match, name });
  }
  if (found.length === 0 || node.operator !== 'AND') return found;
  const others = matchesOf(node).filter((match) => !found.some((own) => own.match === match));
  return others.every((match) => mayBeThere(readCpeName(asText(match.criteria) ?? ''))) ? found : [];
}

function mayHoldOnLinux(node: JsonObject): boolean {
  const names = matchesOf(node).map((match) => readCpeName(asText(match.criteria) ?? ''));
  return node.operator === 'AND' ? names.every(mayBeThere) : names.length === 0 || names.some(mayBeThere);
}

function mayBeThere(name: CpeName | undefined): boolean {
  if (name?.part === 'a') return !OTHER_PLATFORMS.has(name.targetSoftware);
  return name?.part === 'o' && LINUX.test(`${name.vendor}:${name.product}`);
}

function softwareOf(node: JsonObject): string[] {
  return matchesOf(node)
    .map((match) => readCpeName(asText(match.criteria) ?? ''))
    .filter((name) => name?.part === 'a')
    .map((name) => `${name?.vendor}:${name?.product}`);
}

function matchesOf(node: JsonObject): JsonObject[] {
  return asList(node.cpeMatch)
    .slice(0, limits.advisoryRanges)
    .map(asObject)
    .filter((match) => match !== undefined);
}

const BOUNDS = ['versionStartIncluding', 'versionStartExcluding', 'versionEndIncluding', 'versionEndExcluding'];

/** A range, a single version, or undefined where the row names no version at all, or none that can be read. */
function rangeOf(match: JsonObject, name: CpeName): AffectedRange | string | undefined {
  if (BOUNDS.some((bound) => match[bound] !== undefined && versionIn(match[bound]) === undefined)) return undefined;
  const [from, after] = [versionIn(match.versionStartIncluding), versionIn(match.versionStartExcluding)];
  const [last, fixed] = [versionIn(match.versionEndIncluding), versionIn(match.versionEndExcluding)];
  if (name.version !== '*' && name.version !== '-') {
    const update = name.update === '*' || name.update === '-' ? '' : `-${name.update}`;
    return versionIn(name.version + update);
  }
  // Nothing is known to lie between a version and the same with these numbers behind it.
  const introduced = from ?? (after === undefined ? '0' : `${after}.0.1`);
  if (fixed !== undefined) return { introduced, fixed };
  if (last !== undefined) return { introduced, lastAffected: last };
  return name.version === '-' && introduced === '0' ? undefined : { introduced };
}

function versionIn(value: Json | undefined): string | undefined {
  const text = asText(value)?.trim() ?? '';
  return /^[\x21-\x7e]{1,128}$/.test(text) ? text : undefined;
}
