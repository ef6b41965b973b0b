import type { Problem } from '../base/problem.ts';
import {
  FILE_TYPES,
  type LayerColumns,
  type LayerIndex,
  rowLinkLatin1,
  rowPath,
  rowPathLatin1,
} from './layer-index.ts';
import {
  ABSENT,
  createNodeTable,
  IMPLICIT,
  type NodeTable,
  type PathBytes,
  PRESENT,
  pathBytesOfLatin1,
} from './node-table.ts';
import { pathKey } from './path.ts';
import { createProblemList } from './problem-list.ts';
import { resolvePath } from './resolve-path.ts';

/** The nodes left when all layers have been applied in order. Node 0 is the root. */
export interface MergedLayers {
  readonly nodes: NodeTable;
  readonly problems: readonly Problem[];
}

const SYMLINK = FILE_TYPES.indexOf('symlink');
const DIRECTORY = FILE_TYPES.indexOf('directory');
const HARDLINK = FILE_TYPES.indexOf('hardlink');
const SLASH = 0x2f;
const ROOT = 0;

/** Applies layers in order, as unpacking them one over the other would: a later layer hides, replaces or adds. */
export function mergeLayers(layers: readonly LayerIndex[]): MergedLayers {
  const all = layers.map(({ columns }) => columns);
  const nodes = createNodeTable(
    all.map(({ pool }) => pool),
    all.reduce((sum, { count }) => sum + count, 0),
  );
  const problems = createProblemList();
  const root = nodes.ensure(pathBytesOfLatin1(''));
  nodes.setState(root, IMPLICIT);
  let linkReplaced = false; // paths through it lead elsewhere now

  for (const [layer, index] of layers.entries()) {
    const linkThere = linksUnder(index.columns);
    for (const path of index.whiteouts) hide(path, linkThere);
    for (const path of index.opaque) hideBelow(path, linkThere);
    applyRows(layer, index.columns);
  }
  dropEmptyImplicit();
  return { nodes, problems: problems.finish() };

  function applyRows(layer: number, columns: LayerColumns): void {
    const { pool } = columns;
    let parentStart = -1;
    let parentLength = -1;
    let parentKey = 0;
    let parent = -1;
    let moved = false;
    for (let row = 0; row < columns.count; row++) {
      const start = columns.pathStart[row] as number;
      const length = columns.pathLength[row] as number;
      const prefix = columns.parentLength[row] as number;
      if (length === 0) {
        place(ROOT, { layer, row, columns });
        continue;
      }
      const sameParent = prefix === parentLength && equalBytes(pool, start, parentStart, prefix);
      if (!sameParent || linkReplaced || !isDirectory(parent)) {
        linkReplaced = false;
        parentStart = start;
        parentLength = prefix;
        parentKey = pathKey(pool, start, start + prefix);
        parent = directory({ pool, start, length: prefix, key: parentKey }, layer);
        if (parent < 0) {
          badLink(columns, row, layer, 'a folder on its path is a link that goes in circles');
          continue;
        }
        moved = prefix > 0 && parent !== nodes.find({ pool, start, length: prefix, key: parentKey });
      }
      const path: PathBytes = { pool, start, length, key: pathKey(pool, start + prefix, start + length, parentKey) };
      const node = moved ? nodes.ensure(below(parent, path, prefix)) : nodes.ensure(path, layer);
      if (place(node, { layer, row, columns }) && !nodes.isLinked(node)) nodes.link(node, parent);
    }
  }

  /** Puts a row at a node. False when there is nothing to put. */
  function place(
    node: number,
    { layer, row, columns }: { layer: number; row: number; columns: LayerColumns },
  ): boolean {
    const type = columns.type[row] as number;
    let content = { layer, row, ownLayer: layer };
    if (type === HARDLINK) {
      const target = linkTarget(rowLinkLatin1(columns, row));
      if (target < 0 || isDirectory(target)) {
        badLink(columns, row, layer, 'a hardlink to something that is not there');
        return false;
      }
      content = { layer: nodes.contentLayer(target), row: nodes.contentRow(target), ownLayer: layer };
    } else if (node === ROOT && type !== DIRECTORY) return false;
    if (isDirectory(node) && type !== DIRECTORY) dropChildren(node);
    if (isSymlink(node)) linkReplaced = true;
    nodes.setContent(node, content);
    nodes.setState(node, PRESENT);
    return true;
  }

  /** The directory a path's prefix stands for, made if need be, symlinks followed. -1 when they go in circles. */
  function directory(path: PathBytes, layer: number | undefined): number {
    if (path.length === 0) return ROOT;
    const known = nodes.find(path);
    if (known >= 0 && isDirectory(known)) return known;
    if (known >= 0 && isSymlink(known)) {
      const resolved = resolvePath(Buffer.from(nodes.pathBytes(known)).toString('latin1'), linkAt);
      return resolved ? directory(pathBytesOfLatin1(resolved.path), undefined) : -1;
    }
    const slash = path.pool.subarray(path.start, path.start + path.length).lastIndexOf(SLASH);
    const prefix = Math.max(0, slash);
    const parentPath = { ...path, length: prefix, key: pathKey(path.pool, path.start, path.start + prefix) };
    const parent = directory(parentPath, layer);
    if (parent < 0) return -1;
    const moved = prefix > 0 && nodes.find(parentPath) !== parent;
    // Where it really is, a link may stand that leads on.
    if (moved) return directory(below(parent, path, prefix), undefined);
    const node = nodes.ensure(path, layer);
    if (isDirectory(node)) return node;
    nodes.setState(node, IMPLICIT);
    if (!nodes.isLinked(node)) nodes.link(node, parent);
    return node;
  }

  /** The path of a child once its parent turned out to be elsewhere. */
  function below(parent: number, path: PathBytes, prefix: number): PathBytes {
    const name = path.pool.subarray(path.start + (prefix > 0 ? prefix + 1 : 0), path.start + path.length);
    const parts = parent === ROOT ? [name] : [nodes.pathBytes(parent), Buffer.from('/'), name];
    const pool = Buffer.concat(parts);
    return { pool, start: 0, length: pool.length, key: pathKey(pool, 0, pool.length) };
  }

  function linkTarget(path: string): number {
    const node = locate(path);
    return node >= 0 && nodes.state(node) === PRESENT ? node : -1;
  }

  /** The node of a path, symlinks on the way followed, the last part taken as it is. */
  function locate(path: string, linkThere = linkAt): number {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : path.slice(0, slash);
    const resolved = folder === '' ? { path: '' } : resolvePath(folder, linkThere);
    if (!resolved) return -1;
    const name = path.slice(slash + 1);
    return nodes.find(pathBytesOfLatin1(resolved.path === '' ? name : `${resolved.path}/${name}`));
  }

  function linkAt(path: string): string | undefined {
    const node = nodes.find(pathBytesOfLatin1(path));
    if (node < 0 || !isSymlink(node)) return undefined;
    return rowLinkLatin1(all[nodes.contentLayer(node)] as LayerColumns, nodes.contentRow(node));
  }

  /** The links that a layer's whiteouts lead through: not those that it replaces by folders of its own. */
  function linksUnder(columns: LayerColumns): typeof linkAt {
    let folders: ReadonlySet<string> | undefined;
    return (path) => {
      const link = linkAt(path);
      if (link === undefined) return undefined;
      folders ??= folderPaths(columns);
      return folders.has(path) ? undefined : link;
    };
  }

  function hide(path: string, linkThere: typeof linkAt): void {
    const node = locate(path, linkThere);
    if (node <= ROOT) return;
    dropChildren(node);
    nodes.setState(node, ABSENT);
  }

  function hideBelow(path: string, linkThere: typeof linkAt): void {
    const resolved = resolvePath(path, linkThere);
    const node = resolved ? nodes.find(pathBytesOfLatin1(resolved.path)) : -1;
    if (node >= 0) dropChildren(node);
  }

  function dropChildren(node: number): void {
    const pending = [node];
    for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
      for (let child = nodes.firstChild(current); child >= 0; child = nodes.nextSibling(child)) {
        nodes.setState(child, ABSENT);
        pending.push(child);
      }
      nodes.unlinkChildren(current);
    }
  }

  /** Folders that were only implied by files which are gone. */
  function dropEmptyImplicit(): void {
    const needed = new Uint8Array(nodes.count);
    needed[ROOT] = 1;
    for (let node = 0; node < nodes.count; node++) {
      if (nodes.state(node) !== PRESENT) continue;
      for (let up = node; up >= 0 && !needed[up]; up = nodes.parent(up)) needed[up] = 1;
    }
    for (let node = 0; node < nodes.count; node++) {
      if (nodes.state(node) === IMPLICIT && !needed[node]) nodes.setState(node, ABSENT);
    }
  }

  function isDirectory(node: number): boolean {
    if (node < 0) return false;
    const state = nodes.state(node);
    return state === IMPLICIT || (state === PRESENT && contentType(node) === DIRECTORY);
  }

  function isSymlink(node: number): boolean {
    return nodes.state(node) === PRESENT && contentType(node) === SYMLINK;
  }

  function contentType(node: number): number {
    return all[nodes.contentLayer(node)]?.type[nodes.contentRow(node)] ?? 0;
  }

  function badLink(columns: LayerColumns, row: number, layer: number, message: string): void {
    problems.add({ code: 'bad-link', path: rowPath(columns, row), layer, message: `${message}; it was left out` });
  }
}

function folderPaths(columns: LayerColumns): Set<string> {
  const paths = new Set<string>();
  for (let row = 0; row < columns.count; row++) {
    if (columns.type[row] === DIRECTORY) paths.add(rowPathLatin1(columns, row));
  }
  return paths;
}

function equalBytes(pool: Uint8Array, a: number, b: number, length: number): boolean {
  if (b < 0) return false;
  for (let i = 0; i < length; i++) if (pool[a + i] !== pool[b + i]) return false;
  return true;
}
