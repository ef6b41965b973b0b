import { semverKey } from '../semver-key.ts';
import { schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

const TOOLCHAIN = /^go(\d+(?:\.\d+){0,2})(?:(alpha|beta|rc)(\d+))?(?:[-+ ]|$)/;

/**
 * Go modules: semantic versions; pseudo-versions are pre-releases, `+incompatible` does not count. Toolchains too, with or
 * without a builder's suffix: `go1.22rc1` is 1.22.0-rc.1, `go1.22.3-custom` is 1.22.3.
 */
export const go: VersionScheme = schemeOfKeys('go', (version) => semverKey(asSemver(version)));

function asSemver(version: string): string {
  const [, numbers, stage, count] = TOOLCHAIN.exec(version) ?? [];
  if (numbers === undefined) return version;
  return stage === undefined ? numbers : `${numbers}-${stage}.${count}`;
}
