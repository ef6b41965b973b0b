import { numbersKey } from '../numbers-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Haskell's package versioning policy: numbers with dots; 1.0 is older than 1.0.0. */
export const hackage: VersionScheme = schemeOfKeys('hackage', (version) =>
  numbersKey(version, (code) => code === 0x2e),
);
