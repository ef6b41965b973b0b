import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compilePatterns } from '../src/filesystem/patterns.ts';
import { detectOperatingSystem, osFiles } from '../src/inventory/operating-system.ts';
import { folderTree } from './support/folder-tree.ts';
import { assertGolden } from './support/golden.ts';
import { fixturesRoot } from './support/project.ts';

// fixtures/operating-systems/<case>/root/… holds the image's files, expected.json what they say.
const folder = join(fixturesRoot, 'operating-systems');
for (const name of readdirSync(folder)) {
  test(`operating system: ${name}`, () => {
    const tree = folderTree(join(folder, name, 'root'));
    const asked = compilePatterns(osFiles);
    for (const file of tree.entries()) {
      if (file.type === 'file' && name !== 'no-name')
        assert.ok(asked.matchesPath(file.path), `${file.path} is not kept`);
    }
    assertGolden(join(folder, name, 'expected.json'), detectOperatingSystem(tree) ?? null);
  });
}
