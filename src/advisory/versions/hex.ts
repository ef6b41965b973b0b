import { semverKey } from '../semver-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Elixir's Version: semantic versions. */
export const hex: VersionScheme = schemeOfKeys('hex', (version) => semverKey(version));
