import type { Json } from '../base/json.ts';
import type { KeptFile } from './file.ts';
import { type KeptBodies, keptFile } from './kept-files.ts';
import { FILE_TYPES, type LayerIndex, rowEntry } from './layer-index.ts';
import type { MergedTree } from './merged-tree.ts';
import { PRESENT } from './node-table.ts';

const FILE = FILE_TYPES.indexOf('file');

/** Regular files of layers that later layers replaced or removed, layer by layer, at most `most` of them. */
export function* hiddenFiles(
  { layers, tree }: { readonly layers: readonly LayerIndex[]; readonly tree: MergedTree },
  bodies: KeptBodies,
  most: number,
): Iterable<KeptFile> {
  const visible = visibleRows(layers, tree);
  let count = 0;
  for (const [index, { columns, capabilities, notes, keptPath }] of layers.entries()) {
    const shown = visible[index] as Uint8Array;
    const capability = new Map(capabilities);
    const notesOf = new Map<number, Map<string, Json>>();
    for (const { row, tap, note } of notes) {
      if (shown[row] === 1) continue;
      const known = notesOf.get(row);
      if (known) known.set(tap, note);
      else notesOf.set(row, new Map([[tap, note]]));
    }
    for (let row = 0; row < columns.count; row++) {
      if (shown[row] === 1 || columns.type[row] !== FILE) continue;
      if (++count > most) return;
      const start = columns.keptStart[row] as number;
      const place = start >= 0 && keptPath !== undefined ? { path: keptPath, start } : undefined;
      const own = capability.get(row);
      const entry = { ...rowEntry(columns, row, index), ...(own ? { capability: own } : {}) };
      yield keptFile(entry, place, { bodies, notes: notesOf.get(row) });
    }
  }
}

/** For each layer, 1 at the rows whose content the final tree shows. */
function visibleRows(layers: readonly LayerIndex[], { nodes }: MergedTree): Uint8Array[] {
  const visible = layers.map(({ columns }) => new Uint8Array(columns.count));
  for (let node = 1; node < nodes.count; node++) {
    if (nodes.state(node) !== PRESENT) continue;
    const rows = visible[nodes.contentLayer(node)];
    if (rows) rows[nodes.contentRow(node)] = 1;
  }
  return visible;
}
