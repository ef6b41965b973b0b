import type { Json } from '../base/json.ts';
import type { FileEntry, FilePattern, KeptFile } from './file.ts';
import type { FileTree } from './file-tree.ts';
import { type KeptBodies, type KeptPlace, keptFile } from './kept-files.ts';
import { createKeptIndex, type KeptIndex, type ListedFile } from './kept-index.ts';
import { FILE_TYPES, type LayerIndex, rowEntry, rowLinkLatin1, rowPath } from './layer-index.ts';
import type { MergedLayers } from './merge.ts';
import { ABSENT, type PathBytes, PRESENT, pathBytesIn, pathBytesOf, pathBytesOfLatin1 } from './node-table.ts';
import { compilePatterns, literalPaths } from './patterns.ts';
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
  missing(patterns: readonly FilePattern[]): readonly MissingFile[];
  /** Says where bytes of a row are that a later, targeted read kept. */
  addKept(layer: number, row: number, place: KeptPlace): void;
}

/** A file by its row; two paths that are not UTF-8 may read the same. */
export interface MissingFile {
  readonly layer: number;
  readonly row: number;
  readonly path: string;
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
      const { node } = follow(path);
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
      const { node } = follow(path);
      if (node < 0 || nodes.state(node) !== PRESENT || !placeAt(node)) return undefined;
      return fileAt(node, entryAt(node));
    },
    entryAt,
    rowAt,
    missing(patterns) {
      const set = compilePatterns(patterns);
      const wanted = new Map<string, MissingFile>();
      const want = (node: number): void => {
        const type = rowAt(node)?.columns.type[nodes.contentRow(node)];
        if (type !== FILE || placeAt(node)) return;
        const layer = nodes.contentLayer(node);
        const row = nodes.contentRow(node);
        wanted.set(`${layer} ${row}`, { layer, row, path: rowPath(columnsOf(layer), row) });
      };
      for (let node = 1; node < nodes.count; node++) {
        if (nodes.state(node) !== PRESENT) continue;
        const type = columnsOf(nodes.contentLayer(node)).type[nodes.contentRow(node)];
        const isLink = type === SYMLINK || nodes.ownLayer(node) !== nodes.contentLayer(node) || isMoved(node);
        if (!isLink) continue;
        const path = pathOf(node);
        if (!set.matchesPath(path)) continue;
        const target = follow(Buffer.from(nodes.pathBytes(node))).node;
        if (target > 0) want(target);
      }
      for (const path of literalPaths(patterns)) {
        const { node, hops } = follow(path);
        if (node > 0 && hops > 0) want(node);
      }
      return [...wanted.values()];
    },
    addKept(layer, row, place) {
      laterKept.set(`${layer}:${row}`, place);
      keptIndex = undefined;
    },
  };
  return tree;

  /** Where a path leads when its links are followed: -1 when nowhere. */
  function follow(path: string | Buffer): { node: number; hops: number } {
    const bytes = typeof path === 'string' ? Buffer.from(path) : path;
    // What exists as written has no link on its way: nodes lie below real folders only.
    const direct = visibleNode(pathBytesIn(bytes));
    if (direct >= 0 && rowAt(direct)?.columns.type[nodes.contentRow(direct)] !== SYMLINK)
      return { node: direct, hops: 0 };
    // As bytes, each of them one character: names on the way need not be UTF-8.
    const resolved = resolvePath(bytes.toString('latin1'), linkAt);
    return { node: resolved ? visibleNode(pathBytesOfLatin1(resolved.path)) : -1, hops: resolved?.hops ?? 0 };
  }

  function nodeAt(path: string): number {
    return visibleNode(pathBytesOf(path));
  }

  function visibleNode(path: PathBytes): number {
    const node = nodes.find(path);
    return node >= 0 && nodes.state(node) !== ABSENT ? node : -1;
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
    const layer = nodes.contentLayer(node);
    const columns = columnsOf(layer);
    const row = nodes.contentRow(node);
    const start = columns.pathStart[row] as number;
    const length = columns.pathLength[row] as number;
    if (nodes.isAt(node, { layer, start, length })) return false;
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
    const node = visibleNode(pathBytesOfLatin1(path));
    if (node < 0 || nodes.state(node) !== PRESENT) return undefined;
    const columns = columnsOf(nodes.contentLayer(node));
    const row = nodes.contentRow(node);
    return columns.type[row] === SYMLINK ? rowLinkLatin1(columns, row) : undefined;
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
      const size = content.columns.size[content.row] as number;
      found.push({ node, path: pathOf(node), kind, size, kept, taps: [...(taps?.keys() ?? [])], bytes });
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

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
