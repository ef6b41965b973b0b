import type { FileEntry } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { pathFrom } from './paths.ts';

/** What the kernel would run. */
export interface FoundProgram {
  /** As it was found, before its links were followed. */
  readonly calledPath: string;
  readonly file: FileEntry;
}

/** The PATH of a container whose image sets none. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const MOST_FOLDERS = 64;

/** Finds a program as execvp does: through PATH unless the name holds a slash. */
export function findProgram(
  name: string,
  { tree, folder, path }: { tree: FileTree; folder: string; path: string | undefined },
): FoundProgram | undefined {
  if (name === '' || name.includes('\ufffc') || name.includes('\0')) return undefined;
  if (name.includes('/')) return programAt(tree, pathFrom(folder, name));
  for (const place of (path ?? DEFAULT_PATH).split(':').slice(0, MOST_FOLDERS)) {
    const found = programAt(tree, pathFrom(folder, `${place || '.'}/${name}`));
    if (found && (found.file.mode & 0o111) !== 0) return found;
  }
  return undefined;
}

function programAt(tree: FileTree, path: string): FoundProgram | undefined {
  const file = tree.resolve(path);
  return file?.type === 'file' ? { calledPath: path, file } : undefined;
}
