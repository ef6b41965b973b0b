import { FormatError, IntegrityError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { readPlace, withFile } from './file-access.ts';
import { type Place, plainName, quote, type StoredFiles } from './stored-files.ts';
import { indexTar, type TarIndex } from './tar-index.ts';

/** The files of an uncompressed tar on disk; nothing is extracted. @throws IntegrityError 'bad-archive' */
export function tarFiles(path: string): StoredFiles {
  const index = indexOf(path);
  return {
    locate: (name) => locate(index, path, plainName(name)),
    locateUnique(name) {
      if (!index.duplicates.has(plainName(name))) return locate(index, path, plainName(name));
      throw new IntegrityError(
        'bad-archive',
        `${path} holds ${name} more than once; programs differ in which they use`,
      );
    },
    read: (place) => readPlace(place, path),
  };
}

function indexOf(path: string): TarIndex {
  try {
    return withFile(path, indexTar);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-archive', `${path} is not a sound tar: ${messageOf(error)}`, { cause: error });
  }
}

function locate(index: TarIndex, path: string, wanted: string): Place | undefined {
  let name = wanted;
  for (let hops = 0; hops <= limits.symlinkHops; hops++) {
    const member = index.members.get(name);
    if (!member) return undefined;
    if (member.type === 'file') return { path, offset: member.offset, size: member.size };
    if (member.type === 'sparse') {
      throw new IntegrityError(
        'bad-archive',
        `${quote(name)} in ${path} is a sparse file; pack the archive without --sparse`,
      );
    }
    name = member.type === 'hardlink' ? plainName(member.target) : follow(name, member.target);
  }
  throw new IntegrityError('bad-archive', `${quote(wanted)} in ${path} is a link that leads in a circle`);
}

/** Where a symlink leads, seen from its own folder. */
function follow(name: string, target: string): string {
  const parts = name.split('/').slice(0, -1);
  const isAbsolute = target.startsWith('/');
  for (const part of isAbsolute ? [] : target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return outside(name, target);
  }
  return isAbsolute ? outside(name, target) : plainName(parts.join('/'));
}

function outside(name: string, target: string): never {
  throw new IntegrityError('bad-archive', `${quote(name)} is a link to ${quote(target)}, which is not in the archive`);
}
