import { semverKey } from '../semver-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Julia's VersionNumber: build metadata counts (`1.2.13+1` of the binary packages); `1.0.0-` is the first pre-release. */
export const julia: VersionScheme = schemeOfKeys('julia', (version) => semverKey(version, { ordersBuild: true }));
