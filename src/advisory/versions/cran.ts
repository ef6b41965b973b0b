import { numbersKey } from '../numbers-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** R's package_version: numbers with dots or hyphens between, which are the same. */
export const cran: VersionScheme = schemeOfKeys('cran', (version) =>
  numbersKey(version, (code) => code === 0x2e || code === 0x2d),
);
