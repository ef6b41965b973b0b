import { debianKey } from '../debian-key.ts';
import { outOfOrder, schemeOfKeys } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** OCaml's opam: Debian's order of texts and numbers, without epoch and revision. */
export const opam: VersionScheme = schemeOfKeys('opam', (version) =>
  /^[A-Za-z0-9.+~_-]+$/.test(version)
    ? { text: debianKey(version, 0, version.length), valid: true }
    : outOfOrder(version),
);
