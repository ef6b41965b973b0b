import { FormatError, messageOf } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Problem } from '../base/problem.ts';
import type { KeptFile } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { createProblemList } from '../filesystem/problem-list.ts';
import type { Cataloger } from './cataloger.ts';
import type { OperatingSystem } from './operating-system.ts';
import { purlOf } from './purl-of.ts';
import type { Sighting } from './sighting.ts';

/** Shows every cataloger the files it reads. One file's damage, or one cataloger's bug, costs only its own packages. */
export async function runCatalogers(
  tree: FileTree,
  catalogers: readonly Cataloger[],
  os: OperatingSystem | undefined,
): Promise<{ sightings: Sighting[]; problems: Problem[] }> {
  const sightings: Sighting[] = [];
  const problems = createProblemList();
  for (const cataloger of catalogers) {
    for (const file of tree.kept(cataloger.reads)) {
      try {
        let count = 0;
        for await (const found of cataloger.catalog(file, tree)) {
          if (++count > limits.packagesPerFile)
            throw new FormatError(`names more than ${limits.packagesPerFile} packages`);
          sightings.push(sighting({ found, file, cataloger, tree, os }));
        }
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
  found: FoundPackageOf;
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
    locations: paths.map((path) => ({ path, layer: tree.get(path)?.layer ?? file.layer })),
  };
}
type FoundPackageOf = Sighting['found'];
