import { FormatError } from '../../base/errors.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';

const LARGEST = 1024 * 1024;

/** The beginning of a file that the pass kept, as text. */
export function readSmallText(tree: FileTree, path: string): string | undefined {
  const file = tree.read(path);
  if (!file) return undefined;
  try {
    return Buffer.from(file.readAt(0, Math.min(file.size, LARGEST))).toString('utf8');
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
