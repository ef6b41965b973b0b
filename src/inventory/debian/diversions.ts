import type { FileTree } from '../../filesystem/file-tree.ts';
import { lines } from '../../format/lines.ts';
import { pathInImage } from '../image-path.ts';

/** dpkg-divert(1): one package moves another's files aside. */
export interface Diversions {
  /** Where the file that the package brought as `path` really lies. */
  where(path: string, packageName: string): string;
}

/** Reads `var/lib/dpkg/diversions`: from, to and the diverting package on three lines; `:` is the administrator. */
export function readDiversions(tree: FileTree, root: string): Diversions {
  const diverted = new Map<string, { readonly to: string; readonly by: string }>();
  let from: string | undefined;
  let to: string | undefined;
  for (const line of lines(tree.read(`${root}var/lib/dpkg/diversions`)?.text() ?? '')) {
    if (from === undefined) from = line;
    else if (to === undefined) to = line;
    else {
      const [path, target] = [pathInImage(from, root), pathInImage(to, root)];
      if (path !== undefined && target !== undefined) diverted.set(path, { to: target, by: line });
      from = undefined;
      to = undefined;
    }
  }
  return {
    where(path, packageName) {
      const diversion = diverted.get(path);
      return diversion && diversion.by !== packageName ? diversion.to : path;
    },
  };
}
