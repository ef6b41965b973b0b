/**
 * Where the root file system that a database describes begins: '' or a path that ends in '/'.
 * Images carry whole other roots in folders.
 */
export function rootBefore(path: string, databaseFolders: readonly string[]): string {
  for (const folder of databaseFolders) {
    const at = path.startsWith(folder) ? 0 : path.lastIndexOf(`/${folder}`) + 1;
    if (path.startsWith(folder, at) && (at > 0 || path.startsWith(folder))) return path.slice(0, at);
  }
  return '';
}

/** A path from a manifest as a path in the image; undefined when it is no clean path. */
export function pathInImage(root: string, path: string): string | undefined {
  const relative = path.replace(/^(?:\.?\/)+/, '');
  if (relative === '' || relative.endsWith('/') || relative.includes('\0')) return undefined;
  const clean = relative.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return clean ? root + relative : undefined;
}
