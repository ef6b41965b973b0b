import { semverKey } from '../semver-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Bitnami: semantic versions, but `1.2.3-4` is the fourth build of 1.2.3, not a pre-release. */
export const bitnami: VersionScheme = schemeOfKeys('bitnami', (version) =>
  semverKey(version, { numberIsRevision: true }),
);
