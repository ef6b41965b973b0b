import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FormatError } from '../src/base/errors.ts';
import type { KeptFile } from '../src/filesystem/file.ts';
import type { FileTree } from '../src/filesystem/file-tree.ts';
import { fromBytes } from '../src/format/random-access.ts';
import type { Cataloger } from '../src/inventory/cataloger.ts';
import { alpm } from '../src/inventory/catalogers/alpm.ts';
import { appleApp } from '../src/inventory/catalogers/apple-app.ts';
import { homebrew } from '../src/inventory/catalogers/homebrew.ts';
import { nix } from '../src/inventory/catalogers/nix.ts';
import { portage } from '../src/inventory/catalogers/portage.ts';
import { rpm } from '../src/inventory/catalogers/rpm.ts';
import { rpmManifest } from '../src/inventory/catalogers/rpm-manifest.ts';
import { snap } from '../src/inventory/catalogers/snap.ts';
import { survivesDamage } from './support/damage.ts';
import { folderTree } from './support/folder-tree.ts';
import { fixturesRoot } from './support/project.ts';

const FIXTURES: readonly (readonly [Cataloger, string])[] = [
  [alpm, 'arch'],
  [appleApp, 'bundle'],
  [homebrew, 'linuxbrew'],
  [nix, 'database'],
  [portage, 'gentoo'],
  [rpm, 'sqlite'],
  [rpm, 'ndb'],
  [rpm, 'berkeley'],
  [rpmManifest, 'mariner'],
  [snap, 'base'],
  [snap, 'gadget'],
  [snap, 'kernel'],
];

for (const [cataloger, name] of FIXTURES) {
  test(`${cataloger.name}: damage to any file of ${name} costs no more than a FormatError`, () => {
    const root = join(fixturesRoot, 'catalogers', cataloger.name, name, 'root');
    const tree = folderTree(root, cataloger.taps);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => tree.read(path)?.size);
    assert.ok(files.length > 0);
    for (const path of files) {
      survivesDamage(readFileSync(join(root, path)), (bytes) => catalogAll(cataloger, withFile(tree, path, bytes)));
    }
  });
}

test('lines without end are passed over', () => {
  const long = 'A'.repeat(30_000_000);
  for (const [cataloger, name, path] of [
    [alpm, 'arch', 'var/lib/pacman/local/greet-2.0-1/files'],
    [portage, 'gentoo', 'var/db/pkg/sys-libs/gcc-config-2.10/CONTENTS'],
    [rpmManifest, 'mariner', 'var/lib/rpmmanifest/container-manifest-2'],
  ] as const) {
    const tree = folderTree(join(fixturesRoot, 'catalogers', cataloger.name, name, 'root'));
    for (const start of ['%', 'obj /', 'sym /', '\t']) {
      survivesOnce(() => catalogAll(cataloger, withFile(tree, path, Buffer.from(start + long))));
    }
  }
});

/** Not a damaged copy but a whole text of another kind. */
function survivesOnce(run: () => void): void {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
  }
}

/** The tree with other bytes for one of its files. */
function withFile(tree: FileTree, path: string, bytes: Uint8Array): FileTree {
  const swap = (file: KeptFile): KeptFile => {
    if (file.path !== path) return file;
    const text = () => Buffer.from(bytes).toString('utf8');
    return { ...file, ...fromBytes(bytes), text, bytes: () => bytes };
  };
  return {
    ...tree,
    read(wanted) {
      const file = tree.read(wanted);
      return file && swap(file);
    },
    *kept(patterns) {
      for (const file of tree.kept(patterns)) yield swap(file);
    },
  };
}

function catalogAll(cataloger: Cataloger, tree: FileTree): void {
  for (const file of tree.kept(cataloger.reads)) {
    const found = cataloger.catalog(file, tree);
    assert.ok(Symbol.iterator in found);
    for (const pkg of found) assert.ok([...(pkg.owns?.() ?? [])].every(({ path }) => path.length > 0));
  }
}
