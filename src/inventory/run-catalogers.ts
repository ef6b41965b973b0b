import { FormatError, messageOf } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Problem } from '../base/problem.ts';
import type { Turn } from '../base/turns.ts';
import type { KeptFile } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { createProblemList } from '../filesystem/problem-list.ts';
import type { Cataloger, FoundPackage } from './cataloger.ts';
import type { OperatingSystem } from './operating-system.ts';
import { purlOf } from './purl-of.ts';
import type { Sighting } from './sighting.ts';

/**
 * Shows every cataloger the files it reads, and gives others their turn in between.
 * One file's damage, or one cataloger's bug, costs only its own packages.
 */
export async function runCatalogers(
  tree: FileTree,
  catalogers: readonly Cataloger[],
  { os, turn }: { readonly os: OperatingSystem | undefined; readonly turn: Turn },
): Promise<{ sightings: Sighting[]; problems: Problem[] }> {
  const sightings: Sighting[] = [];
  const problems = createProblemList();
  for (const cataloger of catalogers) {
    for (const file of tree.kept(cataloger.reads)) {
      const pause = turn();
      if (pause) await pause;
      let count = 0;
      const take = (found: FoundPackage): void => {
        if (++count > limits.packagesPerFile)
          throw new FormatError(`names more than ${limits.packagesPerFile} packages`);
        sightings.push(sighting({ found, file, cataloger, tree, os }));
      };
      try {
        const packages = cataloger.catalog(file, tree);
        // Awaiting what is there already takes longer than most catalogers do.
        if (Symbol.asyncIterator in packages) for await (const found of packages) take(found);
        else for (const found of packages) take(found);
      } catch (error) {
        const where = { path: file.path, layer: file.layer };
        const message = `${cataloger.name}: ${messageOf(error)}`;
        if (error instanceof FormatError) problems.add({ code: 'unreadable-file', message, ...where });
        else problems.add({ code: 'plugin-failed', message: `${message} (please report this)`, ...where });
      }
    }
  }
  return { sightings, problems: problems.finish() };
}

function sighting(one: {
  found: FoundPackage;
  file: KeptFile;
  cataloger: Cataloger;
  tree: FileTree;
  os: OperatingSystem | undefined;
}): Sighting {
  const { found, file, cataloger, tree, os } = one;
  const paths = found.paths ?? [file.path];
  return {
    found,
    purl: purlOf(found, os),
    foundBy: cataloger.name,
    locations: paths.map((path) => ({ path, layer: layerOf(path, file, tree) })),
  };
}

function layerOf(path: string, file: KeptFile, tree: FileTree): number {
  return path === file.path ? file.layer : (tree.get(path)?.layer ?? file.layer);
}
