import { FormatError, IntegrityError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { readPlace, withFile } from './file-access.ts';
import { type Place, plainName, quote, type StoredFiles } from './stored-files.ts';
import { indexTar, type TarIndex } from './tar-index.ts';

/** The files of an uncompressed tar on disk, which messages call `shown`; nothing is extracted. @throws IntegrityError */
export function tarFiles(path: string, shown: string): StoredFiles {
  const tar = { path, shown, index: indexOf(path, shown) };
  return {
    locate: (name) => locate(tar, plainName(name)),
    locateUnique(name) {
      if (!tar.index.duplicates.has(plainName(name))) return locate(tar, plainName(name));
      throw new IntegrityError(
        'bad-archive',
        `${shown} holds ${name} more than once; programs differ in which they use`,
      );
    },
    read: (place) => readPlace(place, shown),
  };
}

interface Tar {
  readonly path: string;
  readonly shown: string;
  readonly index: TarIndex;
}

function indexOf(path: string, shown: string): TarIndex {
  try {
    return withFile(path, indexTar);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-archive', `${shown} is no tar, or a damaged one: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function locate({ path, shown, index }: Tar, wanted: string): Place | undefined {
  let name = wanted;
  for (let hops = 0; hops <= limits.symlinkHops; hops++) {
    const member = index.members.get(name);
    if (!member) return undefined;
    if (member.type === 'file') return { path, offset: member.offset, size: member.size };
    if (member.type === 'sparse') {
      throw new IntegrityError(
        'bad-archive',
        `${quote(name)} in ${shown} is a sparse file; pack the archive without --sparse`,
      );
    }
    name = member.type === 'hardlink' ? plainName(member.target) : follow(name, member.target);
  }
  throw new IntegrityError('bad-archive', `${quote(wanted)} in ${shown} is a link that leads in a circle`);
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
