import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { lines } from '../../format/lines.ts';
import type { OwnedFile } from '../cataloger.ts';
import { pathInImage } from '../image-path.ts';
import { readPackageText } from '../package-texts.ts';
import type { Diversions } from './diversions.ts';

/** Where dpkg wrote down which files a package brought. */
export interface Manifest {
  readonly tree: FileTree;
  /** Root of the file system, '' or with a trailing slash. */
  readonly root: string;
  readonly packageName: string;
  /** Paths of the checksum and list files that may exist; the first that does is taken. */
  readonly md5sums: readonly string[];
  readonly list: readonly string[];
  /** The Conffiles field of the status file. */
  readonly conffiles: string;
  readonly diversions: () => Diversions;
}

/** Conffiles, then files with checksums. */
export function* checkedFiles(manifest: Manifest): Iterable<OwnedFile> {
  const sums = firstText(manifest.tree, manifest.md5sums);
  yield* diverted(conffiles(manifest), manifest);
  if (sums !== undefined) yield* diverted(checksums(sums, manifest.root), manifest);
}

/** Whatever else dpkg put on disk for the package, of which it kept no checksum: links, mostly. */
export function* listedFiles(manifest: Manifest): Iterable<OwnedFile> {
  const list = firstText(manifest.tree, manifest.list);
  if (list !== undefined) yield* diverted(listed(list, manifest.root), manifest);
}

function* diverted(files: Iterable<OwnedFile>, { diversions, packageName }: Manifest): Iterable<OwnedFile> {
  let count = 0;
  const { where } = diversions();
  for (const file of files) {
    if (++count > limits.filesPerPackage) {
      throw new FormatError(`${packageName} names more than ${limits.filesPerPackage} files`);
    }
    const path = where(file.path, packageName);
    yield path === file.path ? file : { ...file, path };
  }
}

function firstText(tree: FileTree, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const text = readPackageText(tree, path);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Lines of `/path md5`, and perhaps `obsolete`; `newconffile` in place of the md5 while dpkg is at work. */
function* conffiles(manifest: Manifest): Iterable<OwnedFile> {
  for (const line of lines(manifest.conffiles)) {
    const match = /^(.*?) ([0-9a-f]{32}|newconffile)(?: obsolete| remove-on-upgrade)*$/.exec(line.trim());
    const path = match?.[1] && pathInImage(match[1], manifest.root);
    if (!path) continue;
    const hex = match[2] ?? '';
    yield { path, mutable: true, ...(hex.length === 32 ? { digest: { algorithm: 'md5', hex } } : {}) };
  }
}

/** md5sum's format: 32 digits, a space, a space or asterisk, the path. */
function* checksums(text: string, root: string): Iterable<OwnedFile> {
  for (const line of lines(text)) {
    const hex = line.slice(0, 32).toLowerCase();
    if (!/^[0-9a-f]{32}$/.test(hex) || !/^ [ *]/.test(line.slice(32, 34))) continue;
    const path = pathInImage(line.slice(34), root);
    if (path !== undefined) yield { path, digest: { algorithm: 'md5', hex } };
  }
}

/** The list names directories too, and no types: those that other lines lie in are told apart by that. */
function* listed(text: string, root: string): Iterable<OwnedFile> {
  const directories = new Set<string>();
  for (const line of lines(text)) directories.add(line.slice(0, line.lastIndexOf('/')));
  for (const line of lines(text)) {
    const path = directories.has(line) ? undefined : pathInImage(line, root);
    if (path !== undefined) yield { path };
  }
}
