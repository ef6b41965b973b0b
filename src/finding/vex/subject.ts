import { FormatError } from '../../base/errors.ts';
import { parseReference } from '../../image/reference.ts';
import type { OperatingSystem } from '../../inventory/operating-system.ts';
import type { Package } from '../../inventory/package.ts';
import { buildPackageUrl } from '../../inventory/package-url.ts';

/** What a VEX statement has to speak of to mean one package of an image. */
export interface VexSubject {
  /** Package URLs of the package itself. */
  readonly purls: readonly string[];
  /** Package URLs of what holds it: its archive's main module, the package that brought it along. */
  readonly holders: readonly string[];
  readonly image: ImageIdentity;
  readonly os?: OperatingSystem;
}

/** By which names and digests documents may know the image. */
export interface ImageIdentity {
  /** `pkg:oci/…` and `pkg:docker/…`, without version. */
  readonly purls: readonly string[];
  /** Of its manifest, and of the index that names it. */
  readonly digests: readonly string[];
}

/** The image's package URLs, as VEX authors write them, from the name it was asked for by. None for files and folders. */
export function identifyImage(name: string, digests: readonly string[]): ImageIdentity {
  try {
    const { domain, path, tag } = parseReference(name);
    const last = path.slice(path.lastIndexOf('/') + 1);
    const qualifiers = new Map([['repository_url', `${domain}/${path}`], ...(tag ? [['tag', tag] as const] : [])]);
    const oci = buildPackageUrl({ type: 'oci', name: last, qualifiers });
    const docker = buildPackageUrl({ type: 'docker', namespace: path.slice(0, -last.length - 1), name: last });
    return { purls: domain === 'docker.io' ? [oci, docker] : [oci], digests };
  } catch (error) {
    if (error instanceof Error && (error.name === 'UsageError' || error instanceof FormatError))
      return { purls: [], digests };
    throw error;
  }
}

/** Makes the subject of each package of an image. */
export function vexSubjects(from: {
  readonly packages: readonly Package[];
  readonly image: ImageIdentity;
  readonly os?: OperatingSystem | undefined;
}): (purl: string) => VexSubject {
  const byPurl = new Map(from.packages.map((found) => [found.purl, found]));
  const byPath = new Map<string, Set<string>>();
  for (const { purl, locations } of from.packages) {
    for (const { path } of locations) byPath.set(path, (byPath.get(path) ?? new Set()).add(purl));
  }
  return (purl) => {
    const found = byPurl.get(purl);
    const holders = new Set(found?.locations.flatMap(({ path }) => [...(byPath.get(path) ?? [])]));
    if (found?.partOf !== undefined) holders.add(found.partOf);
    holders.delete(purl);
    return { purls: [purl], holders: [...holders], image: from.image, ...(from.os ? { os: from.os } : {}) };
  };
}
