import type { Advisory, AffectedPackage } from '../advisory.ts';
import { parseOsvRecord } from '../osv/parse-record.ts';

/**
 * What one of Ubuntu's OSV records says of a release (`22.04`), with and without Pro; undefined where that is nothing.
 * `UBUNTU-CVE-…` is the CVE itself, whether it says so or not (older records do not).
 * @throws FormatError when it is no OSV record.
 */
export function parseUbuntuRecord(text: string, release: string): Advisory | undefined {
  const wanted = new Set([`Ubuntu:${release}`, `Ubuntu:Pro:${release}`]);
  const { aliases, upstream = [], affected, ...record } = parseOsvRecord(text, (name) => wanted.has(name));
  if (affected.length === 0) return undefined;
  const own = plainId(record.id);
  const others = upstream.map(plainId).filter((id) => id !== own);
  return {
    ...record,
    aliases: own === record.id ? aliases : [...new Set([...aliases, own])].sort(),
    ...(others.length > 0 && { upstream: [...new Set(others)].sort() }),
    affected: withPlainReleases(affected.map(withoutVersions)),
  };
}

function plainId(id: string): string {
  return id.replace(/^UBUNTU-(?=CVE-)/, '');
}

/**
 * A package that Pro keeps up is listed under Pro alone, though whoever has not subscribed has the hole as well, and no fix:
 * the same is said of the plain release, where nothing else is.
 */
function withPlainReleases(affected: readonly AffectedPackage[]): AffectedPackage[] {
  const said = new Set(affected.map(({ ecosystem, name }) => `${ecosystem} ${name}`));
  return affected.flatMap((one) => {
    const ecosystem = one.ecosystem.replace(/^Ubuntu:Pro:/, 'Ubuntu:');
    if (said.has(`${ecosystem} ${one.name}`)) return [one];
    const isFixed = one.ranges.some(({ fixed }) => fixed !== undefined);
    return [one, { ...one, ecosystem, ...(isFixed && { note: 'fixed for subscribers of Ubuntu Pro only' }) }];
  });
}

/** All versions that were ever built are listed beside ranges that begin with the first: most of what the archive holds. */
function withoutVersions({ versions, ...affected }: AffectedPackage): AffectedPackage {
  return affected.ranges.length > 0 || versions === undefined ? affected : { ...affected, versions };
}
