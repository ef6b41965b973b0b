import type { FileTree } from '../filesystem/file-tree.ts';

/** Folders of the file system hierarchy that all software shares, at the root and below `usr` and `usr/local`. */
const SHARED =
  /^(?:(?:usr\/(?:local\/)?)?(?:bin|etc|games|include|lib|lib32|lib64|libexec|libx32|man|sbin|share|src)|usr|usr\/local|boot|dev|home|media|mnt|opt|proc|root|run|srv|sys|tmp|var|var\/[^/]+)?$/;

/** May a package call everything below the folder its own? Not when it is shared: one line of text could claim all programs. */
export function mayOwnFolder(folder: string): boolean {
  return !SHARED.test(folder);
}

/** May a list without digests call the file its package's own? Not a program: the list cannot tell it from another. */
export function mayOwnUnverified(path: string, tree: FileTree): boolean {
  return tree.get(path)?.kind !== 'elf';
}
