import { IntegrityError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';

/** Where a stored file's bytes lie on this machine. */
export interface Place {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
}

/** The files of an image archive or layout folder, by the names that its documents use. Names are data. */
export interface StoredFiles {
  /** Undefined when there is no such file. @throws IntegrityError when the name or its links lead astray. */
  locate(name: string): Place | undefined;
  /** Like `locate`, for a name that nothing but the file itself vouches for: it must be there once only. */
  locateUnique(name: string): Place | undefined;
  /** The whole file. @throws IntegrityError when it is larger than `limits.manifest` or cut short. */
  read(place: Place): Uint8Array;
}

/**
 * `./a//b` as `a/b`.
 * @throws IntegrityError when the name leads out, is empty or too long.
 */
export function plainName(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (name.startsWith('/') || parts.length === 0 || parts.includes('..') || name.includes('\0')) {
    throw new IntegrityError('bad-archive', `the image names the file ${quote(name)}, which is not inside it`);
  }
  if (name.length > limits.path) throw new IntegrityError('over-limit', `a file name is ${name.length} bytes long`);
  return parts.join('/');
}

/** A name from outside, for messages. */
export function quote(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
}
