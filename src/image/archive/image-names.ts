import { UsageError } from '../../base/errors.ts';
import { quote } from './stored-files.ts';

/** A reference as people write it: without Docker Hub's host, its `library/` or podman's `localhost/`, with a tag. */
export function familiarName(reference: string): string {
  const name = reference.replace(/^(?:index\.)?docker\.io\//, '').replace(/^(?:library|localhost)\//, '');
  return name.includes('@') || name.slice(name.lastIndexOf('/') + 1).includes(':') ? name : `${name}:latest`;
}

/** Do both mean the same image, however they are written? */
export function sameReference(a: string, b: string): boolean {
  return a === b || familiarName(a) === familiarName(b);
}

/** The complaint about a choice between images that was not made, or was made wrongly. */
export function cannotChoose(path: string, names: readonly string[], wanted: string | undefined): UsageError {
  const shown = [...new Set(names)].sort().slice(0, 50).map(quote).join(', ');
  const more = names.length > 50 ? ', …' : '';
  return new UsageError(
    'no-such-image',
    wanted === undefined
      ? `${path} holds several images; say which one is meant: ${shown}${more}`
      : `${path} has no image ${quote(wanted)}, only: ${shown}${more}`,
  );
}
