import type { FoundPackage } from './cataloger.ts';
import type { Location } from './package.ts';

/** One package as one file told of it. */
export interface Sighting {
  readonly found: FoundPackage;
  readonly purl: string;
  readonly foundBy: string;
  readonly locations: readonly Location[];
}

const SYSTEM_TYPES: ReadonlySet<string> = new Set(['alpm', 'apk', 'deb', 'opkg', 'portage', 'rpm']);

/** Is it a package of the operating system, whose manifest accounts for files? */
export function isSystemPackage({ found }: Pick<Sighting, 'found'>): boolean {
  return SYSTEM_TYPES.has(found.type);
}
