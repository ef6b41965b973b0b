import { semverKey } from '../semver-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Dart's pub_semver: semantic versions whose build metadata counts, none first. */
export const pub: VersionScheme = schemeOfKeys('pub', (version) => semverKey(version, { ordersBuild: true }));
