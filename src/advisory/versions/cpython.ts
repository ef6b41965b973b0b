import type { VersionScheme } from '../version-scheme.ts';
import { pep440 } from './pep440.ts';

/** CPython itself: PEP 440, and `3.12.1+` for a build from the branch after 3.12.1, which counts as that. */
export const cpython: VersionScheme = {
  name: 'cpython',
  isValid: (version) => pep440.isValid(withoutPlus(version)),
  compare: (a, b) => pep440.compare(withoutPlus(a), withoutPlus(b)),
};

function withoutPlus(version: string): string {
  return version.endsWith('+') ? version.slice(0, -1) : version;
}
