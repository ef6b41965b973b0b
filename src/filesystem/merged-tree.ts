import type { Json } from '../base/json.ts';
import type { FileEntry, FilePattern, KeptFile } from './file.ts';
import type { FileTree } from './file-tree.ts';
import { type KeptBodies, type KeptPlace, keptFile } from './kept-files.ts';
import { createKeptIndex, type KeptIndex, type ListedFile } from './kept-index.ts';
import { FILE_TYPES, type LayerIndex, rowEntry, rowLink } from './layer-index.ts';
import type { MergedLayers } from './merge.ts';
import { ABSENT, PRESENT, pathBytesOf } from './node-table.ts';
import { compilePatterns } from './patterns.ts';
import { resolvePath } from './resolve-path.ts';

const FILE = FILE_TYPES.indexOf('file');
const SYMLINK = FILE_TYPES.indexOf('symlink');

/** A file tree that can be walked node by node: for stages that look at every file. */
export interface MergedTree extends FileTree {
  readonly nodes: MergedLayers['nodes'];
  /** The entry at a node of the tree. */
  entryAt(node: number): FileEntry;
  /** Row content of a node, without making an object of it. Undefined for implicit directories. */
  rowAt(node: number): { readonly columns: LayerIndex['columns']; readonly row: number } | undefined;
  /** Files whose path some of the patterns match, but whose bytes no pass kept: links and links' targets. */
  missing(patterns: readonly FilePattern[]): { readonly layer: number; readonly path: string }[];
  /** Says where bytes of a row are that a later, targeted read kept. */
  addKept(layer: number, row: number, place: KeptPlace): void;
}

/** The tree of merged layers. Kept bodies stay readable until `bodies` is closed. */
export function createMergedTree(layers: readonly LayerIndex[], merged: MergedLayers, bodies: KeptBodies): MergedTree {
  const { nodes } = merged;
  const notes = layers.map(notesByRow);
  const capabilities = layers.map((layer) => new Map(layer.capabilities));
  const laterKept = new Map<string, KeptPlace>();
  let keptIndex: KeptIndex | undefined;
  let visible = 0;
  for (let node = 1; node < nodes.count; node++) if (nodes.state(node) !== ABSENT) visible++;

  const tree: MergedTree = {
    nodes,
    size: visible,
    get(path) {
      const node = nodeAt(path);
      return node > 0 ? entryAt(node) : undefined;
    },
    resolve(path) {
      const node = follow(path);
      return node > 0 ? entryAt(node) : undefined;
    },
    *children(directory) {
      const node = nodeAt(directory);
      if (node >= 0) for (const child of sortedChildren(node)) yield entryAt(child);
    },
    *entries() {
      for (const node of inOrder()) yield entryAt(node);
    },
    kept(patterns) {
      keptIndex ??= createKeptIndex(listedFiles(), (node) => fileAt(node, entryAt(node)));
      return keptIndex.matching(patterns);
    },
    read(path) {
      const node = follow(path);
      if (node < 0 || nodes.state(node) !== PRESENT || !placeAt(node)) return undefined;
      return fileAt(node, entryAt(node));
    },
    entryAt,
    rowAt,
    missing(patterns) {
      const set = compilePatterns(patterns);
      const wanted = new Map<string, { layer: number; path: string }>();
      const want = (node: number): void => {
        const type = rowAt(node)?.columns.type[nodes.contentRow(node)];
        if (type !== FILE || placeAt(node)) return;
        const layer = nodes.contentLayer(node);
        const path = rowEntry(columnsOf(layer), nodes.contentRow(node), layer).path;
        wanted.set(`${layer} ${path}`, { layer, path });
      };
      for (let node = 1; node < nodes.count; node++) {
        if (nodes.state(node) !== PRESENT) continue;
        const type = columnsOf(nodes.contentLayer(node)).type[nodes.contentRow(node)];
        const isLink = type === SYMLINK || nodes.ownLayer(node) !== nodes.contentLayer(node) || isMoved(node);
        if (!isLink) continue;
        const path = pathOf(node);
        if (!set.matchesPath(path)) continue;
        const resolved = resolvePath(path, linkAt);
        const target = resolved ? nodeAt(resolved.path) : -1;
        if (target > 0) want(target);
      }
      for (const path of literalPaths(patterns)) {
        const resolved = resolvePath(path, linkAt);
        const target = resolved && resolved.hops > 0 ? nodeAt(resolved.path) : -1;
        if (target > 0) want(target);
      }
      return [...wanted.values()];
    },
    addKept(layer, row, place) {
      laterKept.set(`${layer}:${row}`, place);
      keptIndex = undefined;
    },
  };
  return tree;

  function nodeAt(path: string): number {
    const node = nodes.find(pathBytesOf(path));
    return node >= 0 && nodes.state(node) !== ABSENT ? node : -1;
  }

  /** The node a path leads to. One that exists as written has no link on its way: nodes lie below real folders only. */
  function follow(path: string): number {
    const node = nodeAt(path);
    if (node >= 0 && rowAt(node)?.columns.type[nodes.contentRow(node)] !== SYMLINK) return node;
    const resolved = resolvePath(path, linkAt);
    return resolved ? nodeAt(resolved.path) : -1;
  }

  function columnsOf(layer: number): LayerIndex['columns'] {
    return (layers[layer] as LayerIndex).columns;
  }

  function rowAt(node: number) {
    if (node < 0 || nodes.state(node) !== PRESENT) return undefined;
    return { columns: columnsOf(nodes.contentLayer(node)), row: nodes.contentRow(node) };
  }

  function pathOf(node: number): string {
    return asBuffer(nodes.pathBytes(node)).toString('utf8');
  }

  /** Is the node's path another than its row's: a hardlink within one layer, or a path through a symlink? */
  function isMoved(node: number): boolean {
    const columns = columnsOf(nodes.contentLayer(node));
    const row = nodes.contentRow(node);
    const start = columns.pathStart[row] as number;
    const length = columns.pathLength[row] as number;
    return Buffer.compare(nodes.pathBytes(node), columns.pool.subarray(start, start + length)) !== 0;
  }

  function entryAt(node: number): FileEntry {
    const path = pathOf(node);
    if (nodes.state(node) !== PRESENT) return { ...IMPLICIT_DIRECTORY, path };
    const layer = nodes.contentLayer(node);
    const row = nodes.contentRow(node);
    const capability = capabilities[layer]?.get(row);
    return {
      ...rowEntry(columnsOf(layer), row, nodes.ownLayer(node)),
      path,
      ...(capability ? { capability } : {}),
    };
  }

  function linkAt(path: string): string | undefined {
    const node = nodeAt(path);
    if (node < 0 || nodes.state(node) !== PRESENT) return undefined;
    const columns = columnsOf(nodes.contentLayer(node));
    const row = nodes.contentRow(node);
    return columns.type[row] === SYMLINK ? rowLink(columns, row) : undefined;
  }

  function placeAt(node: number): KeptPlace | undefined {
    const layer = nodes.contentLayer(node);
    const row = nodes.contentRow(node);
    const start = columnsOf(layer).keptStart[row] as number;
    if (start >= 0) return { path: layers[layer]?.keptPath ?? '', start };
    return laterKept.size > 0 ? laterKept.get(`${layer}:${row}`) : undefined;
  }

  function notesAt(node: number): ReadonlyMap<string, Json> | undefined {
    return notes[nodes.contentLayer(node)]?.get(nodes.contentRow(node));
  }

  function fileAt(node: number, entry: FileEntry): KeptFile {
    return keptFile(entry, placeAt(node), { bodies, notes: notesAt(node) });
  }

  /** Files that have kept bytes or notes, in path order. */
  function listedFiles(): ListedFile[] {
    const found: (ListedFile & { readonly bytes: string })[] = [];
    for (let node = 1; node < nodes.count; node++) {
      const content = rowAt(node);
      if (!content || content.columns.type[content.row] !== FILE) continue;
      const kept = placeAt(node) !== undefined;
      const taps = notesAt(node);
      if (!kept && !taps) continue;
      const kind = content.columns.kind[content.row] as number;
      // One character per byte sorts as the bytes do.
      const bytes = asBuffer(nodes.pathBytes(node)).toString('latin1');
      found.push({ node, path: pathOf(node), kind, kept, taps: [...(taps?.keys() ?? [])], bytes });
    }
    return found.sort((a, b) => (a.bytes < b.bytes ? -1 : 1));
  }

  function* inOrder(): Iterable<number> {
    const pending = sortedChildren(0).reverse();
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      yield node;
      for (const child of sortedChildren(node).reverse()) pending.push(child);
    }
  }

  function sortedChildren(node: number): number[] {
    const children: number[] = [];
    for (let child = nodes.firstChild(node); child >= 0; child = nodes.nextSibling(child)) {
      if (nodes.state(child) !== ABSENT) children.push(child);
    }
    return children.sort((a, b) => Buffer.compare(nodes.pathBytes(a), nodes.pathBytes(b)));
  }
}

const IMPLICIT_DIRECTORY = {
  type: 'directory',
  kind: 'empty',
  size: 0,
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtime: 0,
  layer: 0,
} as const;

function notesByRow(layer: LayerIndex): ReadonlyMap<number, ReadonlyMap<string, Json>> {
  const rows = new Map<number, Map<string, Json>>();
  for (const { row, tap, note } of layer.notes) {
    const known = rows.get(row) ?? new Map<string, Json>();
    known.set(tap, note);
    rows.set(row, known);
  }
  return rows;
}

/** Patterns that name one path each: these may lead through linked folders, where no entry has that path. */
function literalPaths(patterns: readonly FilePattern[]): string[] {
  return patterns.flatMap((pattern) =>
    'glob' in pattern && !/[*?[\]]/.test(pattern.glob) ? expand(pattern.glob) : [],
  );
}

function expand(pattern: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (!braces) return [pattern];
  return (braces[1] ?? '').split(',').flatMap((part) => expand(pattern.replace(braces[0], part)));
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
