import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { IntegrityError, UnavailableError, UsageError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import type { Place } from './stored-files.ts';

/**
 * Lends random access to a regular file, and closes it afterwards. Reads share one buffer.
 * @throws UsageError 'no-such-file' when there is none. @throws UnavailableError 'disk' when it cannot be read.
 */
export function withFile<T>(path: string, use: (file: RandomAccess) => T): T {
  const descriptor = open(path);
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new UsageError('no-such-file', `${path} is not a regular file`);
    let buffer = Buffer.alloc(64 * 1024);
    return use({
      size: status.size,
      readAt(offset, length) {
        const wanted = Math.max(0, Math.min(length, status.size - offset));
        if (wanted > buffer.length) buffer = Buffer.alloc(wanted);
        let filled = 0;
        while (filled < wanted) {
          const count = readSync(descriptor, buffer, filled, wanted - filled, offset + filled);
          if (count === 0) break;
          filled += count;
        }
        return buffer.subarray(0, filled);
      },
    });
  } finally {
    closeSync(descriptor);
  }
}

/** All bytes of a place. @throws IntegrityError when they are more than `limits.manifest` or cut short. */
export function readPlace(place: Place, name: string): Uint8Array {
  if (place.size > limits.manifest) {
    throw new IntegrityError(
      'over-limit',
      `${name} is ${place.size} bytes long, more than the ${limits.manifest} allowed`,
    );
  }
  const bytes = withFile(place.path, (file) => Uint8Array.from(file.readAt(place.offset, place.size)));
  if (bytes.length !== place.size) throw new IntegrityError('bad-archive', `${name} is cut short`);
  return bytes;
}

function open(path: string): number {
  try {
    // A pipe would wait for a writer.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new UsageError('no-such-file', `there is no file ${path}`, { cause: error });
    }
    throw new UnavailableError('disk', `${path} cannot be read (${String(code)})`, { cause: error });
  }
}
