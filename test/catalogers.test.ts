import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FormatError, messageOf } from '../src/base/errors.ts';
import type { Cataloger } from '../src/inventory/cataloger.ts';
import { catalogers } from '../src/inventory/catalogers/index.ts';
import { folderTree } from './support/folder-tree.ts';
import { assertGolden } from './support/golden.ts';
import { fixturesRoot } from './support/project.ts';

// fixtures/catalogers/<cataloger name>/<case>/root/… holds the image's files, expected.json what must be found.
for (const cataloger of catalogers) {
  const folder = join(fixturesRoot, 'catalogers', cataloger.name);
  test(`${cataloger.name} has fixtures, one of them corrupt`, () => {
    assert.ok(existsSync(folder), `${folder} is missing`);
    assert.ok(
      readdirSync(folder).some((name) => name.startsWith('corrupt')),
      `${folder}/corrupt… is missing`,
    );
  });
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    test(`${cataloger.name}: ${name}`, async () => {
      assertGolden(join(folder, name, 'expected.json'), await found(cataloger, join(folder, name, 'root')));
    });
  }
}

/** Packages and problems per file, with manifests written out. */
async function found(cataloger: Cataloger, root: string): Promise<unknown> {
  const tree = folderTree(root, cataloger.taps);
  const results: unknown[] = [];
  for (const file of tree.kept(cataloger.reads)) {
    try {
      for await (const { owns, alsoLists, ...found } of cataloger.catalog(file, tree)) {
        const listed = alsoLists ? { alsoLists: [...alsoLists()].map(({ path }) => path) } : {};
        results.push({ file: file.path, ...found, ...(owns ? { owns: [...owns()] } : {}), ...listed });
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      results.push({ file: file.path, problem: messageOf(error) });
    }
  }
  return results;
}
