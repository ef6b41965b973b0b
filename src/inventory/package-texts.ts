import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { FileTree } from '../filesystem/file-tree.ts';

const spent = new WeakMap<FileTree, number>();

/**
 * A text that a package database points to; undefined where there is none.
 * @throws FormatError when the image's packages have had `limits.packageTexts` of text already.
 */
export function readPackageText(tree: FileTree, path: string): string | undefined {
  const file = tree.read(path);
  if (!file) return undefined;
  const total = (spent.get(tree) ?? 0) + file.size;
  if (total > limits.packageTexts) throw new FormatError(`more than ${limits.packageTexts} bytes of package manifests`);
  spent.set(tree, total);
  return file.text();
}
