import type { Problem } from '../base/problem.ts';
import type { Image } from '../image/image.ts';
import { glob, type KeptFile } from './file.ts';
import { hiddenFiles } from './hidden-files.ts';
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
  /** Files that later layers hide, at most `most`. */
  hidden(most: number): Iterable<KeptFile>;
  close(): void;
}

/** Reads every layer once and merges them; a second, targeted read fetches files that links led to. */
export async function readFileSystem(image: Image, options: IndexOptions): Promise<FileSystem> {
  const layers = await indexLayers(image, options);
  const merged = mergeLayers(layers);
  const bodies = openKeptBodies();
  const tree = createMergedTree(layers, merged, bodies);
  const readAgain = await readMissing(image, tree, options);
  const problems = layers.flatMap((layer, index) => layer.problems.map((problem) => ({ ...problem, layer: index })));
  return {
    layers,
    tree,
    problems: [...problems, ...merged.problems, ...readAgain],
    hidden: (most) => hiddenFiles({ layers, tree }, bodies, most),
    close: () => bodies.close(),
  };
}

async function readMissing(image: Image, tree: MergedTree, options: IndexOptions): Promise<Problem[]> {
  const missing = tree.missing(options.plan.keeps);
  if (missing.length === 0) return [];
  const wanted = new Set(missing.map(({ layer }) => layer));
  const plan = { ...options.plan, taps: [], keeps: missing.map(({ path }) => glob(escapeGlob(path))) };
  const affected = image.layers.filter((_, index) => wanted.has(index));
  const again = await indexLayers({ ...image, layers: affected }, { ...options, plan });
  const problems: Problem[] = [];
  for (const [position, layer] of affected.entries()) {
    const index = image.layers.indexOf(layer);
    const found = again[position] as LayerIndex;
    for (const { path, row } of missing.filter((one) => one.layer === index)) {
      const place = placeOf(found, row);
      if (place && rowPath(found.columns, row) === path) tree.addKept(index, row, place);
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

/** Rows are the same in each read of a layer, whatever is kept. */
function placeOf({ columns, keptPath }: LayerIndex, row: number): { path: string; start: number } | undefined {
  const start = row < columns.count ? (columns.keptStart[row] as number) : -1;
  return start >= 0 && keptPath !== undefined ? { path: keptPath, start } : undefined;
}

/** A pattern that matches the path, and perhaps a few others. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}]/g, '?');
}
