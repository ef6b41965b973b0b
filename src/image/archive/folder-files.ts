import { statSync } from 'node:fs';
import { join } from 'node:path';
import { IntegrityError } from '../../base/errors.ts';
import { readPlace } from './file-access.ts';
import { type Place, plainName, quote, type StoredFiles } from './stored-files.ts';

/** The files of a layout folder. Links are followed, since build tools link blobs; only regular files are opened. */
export function folderFiles(folder: string): StoredFiles {
  const locate = (name: string): Place | undefined => {
    const path = join(folder, plainName(name));
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status) return undefined;
    if (status.isFile()) return { path, offset: 0, size: status.size };
    throw new IntegrityError('bad-archive', `${quote(name)} in ${folder} is not a regular file`);
  };
  return { locate, locateUnique: locate, read: (place) => readPlace(place, place.path) };
}
