import type { RpmPackage } from '../format/rpm/package.ts';

/** What versions of rpm packages are made of. */
export type RpmVersion = Pick<RpmPackage, 'epoch' | 'version' | 'release'>;

/** `epoch:version-release`, without an epoch of 0. */
export function rpmVersion({ epoch, version, release }: RpmVersion): string {
  return `${epoch > 0 ? `${epoch}:` : ''}${version}-${release}`;
}

/** The source package, where its name or version differ from the package's own. */
export function rpmSource(
  pkg: RpmVersion & Pick<RpmPackage, 'name' | 'sourcePackage'>,
): { name: string; version: string } | undefined {
  const parts = splitSourcePackage(pkg.sourcePackage ?? '');
  if (!parts) return undefined;
  // File names carry no epoch. Packages built as one version share that of their source.
  const isSameVersion = parts.version === pkg.version && parts.release === pkg.release;
  if (isSameVersion && parts.name === pkg.name) return undefined;
  return { name: parts.name, version: rpmVersion({ ...parts, epoch: isSameVersion ? pkg.epoch : 0 }) };
}

/** `name-version-release.src.rpm` */
function splitSourcePackage(fileName: string): { name: string; version: string; release: string } | undefined {
  const stem = /^(.+)\.(?:no)?src\.rpm$/s.exec(fileName)?.[1] ?? '';
  const beforeRelease = stem.lastIndexOf('-');
  const beforeVersion = stem.lastIndexOf('-', beforeRelease - 1);
  if (beforeVersion <= 0) return undefined;
  return {
    name: stem.slice(0, beforeVersion),
    version: stem.slice(beforeVersion + 1, beforeRelease),
    release: stem.slice(beforeRelease + 1),
  };
}
