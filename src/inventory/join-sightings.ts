import { CLASSIFIER } from './binary-classifier.ts';
import { licensesOf } from './license.ts';
import type { Location, Package } from './package.ts';
import { isSystemPackage, type Sighting } from './sighting.ts';

/** Which system package's manifest lists a file; undefined for files of none. */
export type SystemOwner = (path: string) => Sighting | undefined;

/**
 * One package for all sightings of the same thing. A language package whose files a system package owns is that
 * system package when it carries the same name or is the only one in it; else it is named as part of it. Software
 * recognised by its bytes in a system package's file is always that package.
 */
export function joinSightings(sightings: readonly Sighting[], ownerOf: SystemOwner): Package[] {
  const owners = new Map<Sighting, Sighting>();
  for (const sighting of sightings) {
    const owner = isSystemPackage(sighting) ? undefined : systemOwner(sighting, ownerOf);
    if (owner) owners.set(sighting, owner);
  }
  const guests = countGuests(owners);
  const groups = new Map<string, { sightings: Sighting[]; aliases: Sighting[] }>();
  const groupOf = (purl: string) => {
    const group = groups.get(purl) ?? { sightings: [], aliases: [] };
    groups.set(purl, group);
    return group;
  };
  for (const sighting of sightings) {
    const builder = isSystemPackage(sighting) && !sighting.found.owns ? systemOwner(sighting, ownerOf) : undefined;
    if (builder && builder !== sighting && isBuiltAs(sighting, builder)) {
      groupOf(builder.purl).aliases.push(sighting);
      continue;
    }
    const owner = owners.get(sighting);
    const alone = owner && guests.get(`${owner.purl} ${sighting.found.type}`)?.size === 1;
    if (
      owner &&
      (sighting.foundBy === CLASSIFIER || (alone ? sharesVersion(sighting, owner) : isSameName(sighting, owner)))
    )
      groupOf(owner.purl).aliases.push(sighting);
    else groupOf(sighting.purl).sightings.push(sighting);
  }
  return [...groups]
    .filter(([, group]) => group.sightings.length > 0)
    .map(([purl, group]) => joined(purl, group, owners))
    .sort((a, b) => compareText(a.purl, b.purl));
}

function systemOwner(sighting: Sighting, ownerOf: SystemOwner): Sighting | undefined {
  for (const { path } of sighting.locations) {
    const owner = ownerOf(path.split('!/', 1)[0] ?? path);
    if (owner) return owner;
  }
  return undefined;
}

/** A note in a program names the source package it was built as, not the package that brought it. */
function isBuiltAs({ found }: Sighting, owner: Sighting): boolean {
  const source = owner.found.source ?? owner.found;
  return found.name === source.name && [source.version, owner.found.version].includes(found.version);
}

/** How many different packages of each language a system package brings along. */
function countGuests(owners: ReadonlyMap<Sighting, Sighting>): Map<string, Set<string>> {
  const guests = new Map<string, Set<string>>();
  for (const [guest, owner] of owners) {
    const key = `${owner.purl} ${guest.found.type}`;
    const names = guests.get(key) ?? new Set();
    names.add(guest.purl);
    guests.set(key, names);
  }
  return guests;
}

/** python3-requests is requests, libjson-perl is JSON, node-semver is semver. */
function isSameName(guest: Sighting, owner: Sighting): boolean {
  const bare = (name: string): string =>
    name
      .toLowerCase()
      .replace(/^(?:python3?|python3\.\d+|py3|ruby|node|nodejs|php\d*|perl|golang|rust|r-cran|lib)-?/, '')
      .replace(/-(?:perl|java|python3?|ruby|js)$/, '')
      .replace(/[^a-z0-9]/g, '');
  const name = guest.found.name.slice(guest.found.name.lastIndexOf(':') + 1);
  const names = [owner.found.name, owner.found.source?.name ?? owner.found.name].map(bare);
  return names.includes(bare(name)) || names.includes(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/** Debian's 1:2.28.1+dfsg-1 begins, behind its epoch, with upstream's 2.28.1. */
function sharesVersion(guest: Sighting, owner: Sighting): boolean {
  if (isSameName(guest, owner)) return true;
  const upstream = owner.found.version.replace(/^\d+:/, '').replace(/^v/, '');
  const own = guest.found.version.replace(/^v/, '');
  return own !== '' && upstream.startsWith(own) && !/^\d/.test(upstream.slice(own.length));
}

function joined(
  purl: string,
  group: { readonly sightings: readonly Sighting[]; readonly aliases: readonly Sighting[] },
  owners: ReadonlyMap<Sighting, Sighting>,
): Package {
  const all = [...group.sightings, ...group.aliases];
  const facts = group.sightings.map(({ found }) => found);
  const first = facts[0] as Sighting['found'];
  const pick = <K extends keyof Sighting['found']>(key: K) => facts.find((found) => found[key] !== undefined)?.[key];
  const [architecture, source, supplier, homepage] = [
    pick('architecture'),
    pick('source'),
    pick('supplier'),
    pick('homepage'),
  ];
  const cpes = [...new Set(facts.flatMap((found) => found.cpes ?? []))].sort();
  const owner = group.sightings.every((sighting) => owners.has(sighting))
    ? owners.get(group.sightings[0] as Sighting)
    : undefined;
  return {
    purl,
    type: first.type,
    name: first.name,
    version: first.version,
    ...(architecture ? { architecture } : {}),
    ...(source ? { source } : {}),
    licenses: licensesOf([...new Set(facts.flatMap((found) => found.licenses ?? []))]),
    ...(supplier ? { supplier } : {}),
    ...(homepage ? { homepage } : {}),
    ...(cpes.length > 0 ? { cpes } : {}),
    locations: uniqueLocations(all.flatMap(({ locations }) => locations)),
    foundBy: [...new Set(all.map(({ foundBy }) => foundBy))].sort(),
    ...(owner ? { partOf: owner.purl } : {}),
  };
}

function uniqueLocations(locations: readonly Location[]): Location[] {
  const unique = new Map(locations.map((location) => [`${location.path}\0${location.layer}`, location]));
  return [...unique.values()].sort((a, b) => compareText(a.path, b.path) || a.layer - b.layer);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
