import { FILE_TYPES, type LayerColumns, type LayerIndex, rowHashes, rowPath } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';

const FILE = FILE_TYPES.indexOf('file');
/** Set user, set group, and written by others: each is a way in. */
const RISKY = 0o6022;

/**
 * Modes that files had before a later layer gave the same bytes a risky bit, by node.
 * dpkg's manifests say nothing of modes, so the layers below are the only witnesses.
 */
export function findEarlierModes(layers: readonly LayerIndex[], tree: MergedTree): ReadonlyMap<number, number> {
  const suspects = findSuspects(tree);
  const modes = new Map<number, number>();
  if (suspects.size === 0) return modes;
  const lengths = new Set([...suspects.keys()].map((path) => Buffer.byteLength(path)));
  for (const [layer, { columns }] of layers.entries()) {
    for (let row = 0; row < columns.count; row++) {
      if (columns.type[row] !== FILE || !lengths.has(columns.pathLength[row] as number)) continue;
      const node = suspects.get(rowPath(columns, row));
      if (node === undefined || layer >= tree.nodes.ownLayer(node)) continue;
      const content = tree.rowAt(node);
      if (!content || !isSameContent({ columns, row }, content)) modes.delete(node);
      else modes.set(node, columns.mode[row] as number);
    }
  }
  return modes;
}

function findSuspects(tree: MergedTree): Map<string, number> {
  const { nodes } = tree;
  const suspects = new Map<string, number>();
  for (let node = 1; node < nodes.count; node++) {
    const content = tree.rowAt(node);
    if (!content || nodes.ownLayer(node) === 0 || content.columns.type[content.row] !== FILE) continue;
    if (((content.columns.mode[content.row] as number) & RISKY) !== 0) {
      suspects.set(Buffer.from(nodes.pathBytes(node)).toString('utf8'), node);
    }
  }
  return suspects;
}

interface Row {
  readonly columns: LayerColumns;
  readonly row: number;
}

function isSameContent(a: Row, b: Row): boolean {
  const [hash, other] = [a, b].map(({ columns, row }) => rowHashes(columns, row)?.sha256);
  return a.columns.size[a.row] === b.columns.size[b.row] && hash === other;
}
