import type { VersionScheme } from '../version-scheme.ts';

/** All version orders, sorted by name. */
export const versionSchemes: readonly VersionScheme[] = [];
