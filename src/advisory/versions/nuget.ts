import { semverKey } from '../semver-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** NuGet: up to four numbers, pre-releases in any case, build metadata does not count. */
export const nuget: VersionScheme = schemeOfKeys('nuget', (version) =>
  semverKey(version, { numbers: 4, foldCase: true }),
);
