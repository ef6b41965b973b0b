import type { Problem } from '../base/problem.ts';
import type { Image } from '../image/image.ts';
import { glob } from './file.ts';
import { type IndexOptions, indexLayers } from './index-layers.ts';
import { openKeptBodies } from './kept-files.ts';
import { type LayerIndex, rowPath } from './layer-index.ts';
import { mergeLayers } from './merge.ts';
import { createMergedTree, type MergedTree } from './merged-tree.ts';

/** Everything the pass learned of an image's files. Close it when the inspection is over. */
export interface FileSystem {
  readonly layers: readonly LayerIndex[];
  readonly tree: MergedTree;
  readonly problems: readonly Problem[];
  close(): void;
}

/** Reads every layer once and merges them; a second, targeted read fetches files that links led to. */
export async function readFileSystem(image: Image, options: IndexOptions): Promise<FileSystem> {
  const layers = await indexLayers(image, options);
  const merged = mergeLayers(layers);
  const bodies = openKeptBodies();
  const tree = createMergedTree(layers, merged, bodies);
  const readAgain = await readMissing(image, tree, layers, options);
  const problems = layers.flatMap((layer, index) => layer.problems.map((problem) => ({ ...problem, layer: index })));
  return { layers, tree, problems: [...problems, ...merged.problems, ...readAgain], close: () => bodies.close() };
}

async function readMissing(
  image: Image,
  tree: MergedTree,
  layers: readonly LayerIndex[],
  options: IndexOptions,
): Promise<Problem[]> {
  const missing = tree.missing(options.plan.keeps);
  if (missing.length === 0) return [];
  const wanted = new Set(missing.map(({ layer }) => layer));
  const plan = { ...options.plan, taps: [], keeps: missing.map(({ path }) => glob(escapeGlob(path))) };
  const affected = image.layers.filter((_, index) => wanted.has(index));
  const again = await indexLayers({ ...image, layers: affected }, { ...options, plan });
  const problems: Problem[] = [];
  for (const [position, layer] of affected.entries()) {
    const index = image.layers.indexOf(layer);
    const rows = rowsByPath(layers[index] as LayerIndex);
    const found = keptByPath(again[position] as LayerIndex);
    for (const { path } of missing.filter((one) => one.layer === index)) {
      const row = rows.get(path);
      const place = found.get(path);
      if (row !== undefined && place) tree.addKept(index, row, place);
      else
        problems.push({
          code: 'bad-link',
          path,
          layer: index,
          message: 'a link leads to it, but it could not be read',
        });
    }
  }
  return problems;
}

/** Last row wins, as when unpacking. */
function rowsByPath({ columns }: LayerIndex): Map<string, number> {
  const rows = new Map<string, number>();
  for (let row = 0; row < columns.count; row++) rows.set(rowPath(columns, row), row);
  return rows;
}

function keptByPath({ columns, keptPath }: LayerIndex): Map<string, { path: string; start: number }> {
  const places = new Map<string, { path: string; start: number }>();
  for (let row = 0; row < columns.count; row++) {
    const start = columns.keptStart[row] as number;
    if (start >= 0 && keptPath) places.set(rowPath(columns, row), { path: keptPath, start });
  }
  return places;
}

function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}]/g, (character) => (character === '{' || character === '}' ? '?' : `[${character}]`));
}
