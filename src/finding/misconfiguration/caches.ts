import { FILE_TYPES } from '../../filesystem/layer-index.ts';
import type { MergedTree } from '../../filesystem/merged-tree.ts';
import { pathBytesOf } from '../../filesystem/node-table.ts';

/** A cache that a package manager left. */
export interface Cache {
  /** The package manager. */
  readonly of: string;
  readonly path: string;
  readonly bytes: number;
  readonly layer: number;
}

const SYSTEM_CACHES = [
  { of: 'apt', path: 'var/lib/apt/lists' },
  { of: 'apt', path: 'var/cache/apt/archives' },
  { of: 'apk', path: 'var/cache/apk' },
  { of: 'apk', path: 'etc/apk/cache' },
  { of: 'yum', path: 'var/cache/yum' },
  { of: 'dnf', path: 'var/cache/dnf' },
  { of: 'dnf', path: 'var/cache/libdnf5' },
  { of: 'tdnf', path: 'var/cache/tdnf' },
  { of: 'zypper', path: 'var/cache/zypp' },
  { of: 'pacman', path: 'var/cache/pacman/pkg' },
  { of: 'conda', path: 'opt/conda/pkgs/cache' },
  { of: 'yarn', path: 'usr/local/share/.cache/yarn' },
  { of: 'Go', path: 'go/pkg/mod/cache/download' },
] as const;

const HOME_CACHES = [
  { of: 'pip', path: '.cache/pip' },
  { of: 'uv', path: '.cache/uv' },
  { of: 'Poetry', path: '.cache/pypoetry' },
  { of: 'npm', path: '.npm/_cacache' },
  { of: 'yarn', path: '.cache/yarn' },
  { of: 'yarn', path: '.yarn/berry/cache' },
  { of: 'pnpm', path: '.local/share/pnpm/store' },
  { of: 'Go', path: '.cache/go-build' },
  { of: 'Composer', path: '.composer/cache' },
  { of: 'Composer', path: '.cache/composer' },
  { of: 'Cargo', path: '.cargo/registry/cache' },
  { of: 'Gradle', path: '.gradle/caches' },
  { of: 'NuGet', path: '.local/share/NuGet/http-cache' },
] as const;

const FILE = FILE_TYPES.indexOf('file');
const MOST_HOMES = 100;

/** Caches with files in them, largest first. */
export function findCaches(tree: MergedTree): Cache[] {
  const homes = ['root'];
  for (const { path, type } of tree.children('home')) {
    if (homes.length >= MOST_HOMES) break;
    if (type === 'directory') homes.push(path);
  }
  const places = [
    ...SYSTEM_CACHES,
    ...homes.flatMap((home) => HOME_CACHES.map(({ of, path }) => ({ of, path: `${home}/${path}` }))),
  ];
  return places
    .map(({ of, path }) => ({ of, path, ...sizeBelow(tree, path) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

/** Bytes of all files below a folder, and the highest layer that has one. */
function sizeBelow(tree: MergedTree, path: string): { bytes: number; layer: number } {
  const start = tree.nodes.find(pathBytesOf(path));
  const pending = start > 0 ? [start] : [];
  let bytes = 0;
  let layer = 0;
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const content = tree.rowAt(node);
    if (content && content.columns.type[content.row] === FILE) {
      bytes += content.columns.size[content.row] ?? 0;
      layer = Math.max(layer, tree.nodes.ownLayer(node));
    }
    for (let child = tree.nodes.firstChild(node); child >= 0; child = tree.nodes.nextSibling(child))
      pending.push(child);
  }
  return { bytes, layer };
}
