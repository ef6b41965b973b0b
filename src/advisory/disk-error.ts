import { messageOf, UnavailableError } from '../base/errors.ts';

const DISK_CODES = [
  ...['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST'],
  ...['EMFILE', 'ENFILE', 'ELOOP', 'ENAMETOOLONG'],
];

/** What the system says of a disk becomes UnavailableError 'disk' and names the path; other errors stay as they are. */
export function asDiskError(path: string, error: unknown): unknown {
  if (!DISK_CODES.includes(systemCode(error) ?? '')) return error;
  return new UnavailableError('disk', `${path} cannot be written: ${messageOf(error)}`, { cause: error });
}

/** `ENOENT` and the like; undefined for errors of other kinds. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
