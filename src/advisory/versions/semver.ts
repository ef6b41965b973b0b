import { semverKey } from '../semver-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Semantic versions, semver.org 2.0.0: npm, crates.io, Swift and others. Build metadata does not count. */
export const semver: VersionScheme = schemeOfKeys('semver', (version) => semverKey(version));
