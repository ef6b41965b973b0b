import { existsSync } from 'node:fs';

/** Path of an archive or layout, and which image in it is meant. */
export interface Location {
  readonly path: string;
  /** From `path:tag`, `path:reference` or `path@digest`. */
  readonly image?: string;
}

/** Splits where the part before a `:` or `@` is a path that exists; a path that exists as a whole is never split. */
export function locationOf(input: string): Location {
  if (existsSync(input)) return { path: input };
  for (const separator of input.matchAll(/[:@]/g)) {
    const path = input.slice(0, separator.index);
    const image = input.slice(separator.index + 1);
    if (path !== '' && image !== '' && existsSync(path)) return { path, image };
  }
  return { path: input };
}

/**
 * The same for an argument that may also be a reference: `node:20` must mean that image, even where a file `node` lies
 * about.
 */
export function guessedLocation(input: string): Location {
  return looksLikePath(input) ? locationOf(input) : { path: input };
}

/** Can this only be meant as a path? */
export function looksLikePath(input: string): boolean {
  return /^[./~]/.test(input) || /\.(?:tar|tgz|txz|tzst|tar\.[a-z0-9]{1,4})(?:$|[:@])/.test(input);
}
