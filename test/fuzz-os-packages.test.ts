import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FormatError } from '../src/base/errors.ts';
import type { KeptFile } from '../src/filesystem/file.ts';
import type { FileTree } from '../src/filesystem/file-tree.ts';
import { fromBytes } from '../src/format/random-access.ts';
import type { Cataloger } from '../src/inventory/cataloger.ts';
import { apk } from '../src/inventory/catalogers/apk.ts';
import { bitnami } from '../src/inventory/catalogers/bitnami.ts';
import { bottlerocket } from '../src/inventory/catalogers/bottlerocket.ts';
import { chisel } from '../src/inventory/catalogers/chisel.ts';
import { dpkg } from '../src/inventory/catalogers/dpkg.ts';
import { opkg } from '../src/inventory/catalogers/opkg.ts';
import { wordpress } from '../src/inventory/catalogers/wordpress.ts';
import { detectOperatingSystem } from '../src/inventory/operating-system.ts';
import { folderTree } from './support/folder-tree.ts';
import { fixturesRoot } from './support/project.ts';

// Every file of the fixtures is damaged in turn; only FormatError may come out, and in time.
const ROUNDS = 150;
const TIME_BOX_MS = 4_000;

for (const cataloger of [apk, bitnami, bottlerocket, chisel, dpkg, opkg, wordpress]) {
  test(`${cataloger.name} survives damaged files`, { timeout: 60_000 }, async () => {
    await damageEach(join(fixturesRoot, 'catalogers', cataloger.name), (tree) => exhaust(cataloger, tree));
  });
}

test('detecting the operating system survives damaged files', { timeout: 60_000 }, async () => {
  await damageEach(join(fixturesRoot, 'operating-systems'), async (tree) => {
    detectOperatingSystem(tree);
  });
});

async function damageEach(folder: string, use: (tree: FileTree) => Promise<void>): Promise<void> {
  const end = performance.now() + TIME_BOX_MS;
  const random = generator(1);
  const trees = readdirSync(folder)
    .map((name) => join(folder, name, 'root'))
    .filter((root) => existsSync(root))
    .map((root) => folderTree(root));
  for (let round = 0; round < ROUNDS && performance.now() < end; round++) {
    for (const tree of trees) {
      for (const file of tree.entries()) {
        const body = file.type === 'file' ? tree.read(file.path)?.bytes() : undefined;
        if (body) await use(withBody(tree, { path: file.path, body: mutate(body, random) }));
      }
    }
  }
}

async function exhaust(cataloger: Cataloger, tree: FileTree): Promise<void> {
  for (const file of tree.kept(cataloger.reads)) {
    try {
      for await (const found of cataloger.catalog(file, tree)) for (const _ of found.owns?.() ?? []);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
}

function withBody(tree: FileTree, changed: { path: string; body: Uint8Array }): FileTree {
  const replace = (file: KeptFile): KeptFile =>
    file.path !== changed.path
      ? file
      : {
          ...file,
          ...fromBytes(changed.body),
          bytes: () => changed.body,
          text: () => Buffer.from(changed.body).toString('utf8'),
        };
  return {
    ...tree,
    read(path) {
      const file = tree.read(path);
      return file && replace(file);
    },
    *kept(patterns) {
      for (const file of tree.kept(patterns)) yield replace(file);
    },
  };
}

/** Changes, drops, doubles or inserts a few stretches of bytes. */
function mutate(body: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = Buffer.from(body);
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const from = random(bytes.length + 1);
    const to = Math.min(bytes.length, from + random(20));
    const middle = [
      Buffer.alloc(0),
      Buffer.from(bytes.subarray(from, to)).map((byte) => byte ^ (1 << random(8))),
      Buffer.concat([bytes.subarray(from, to), bytes.subarray(from, to)]),
      Buffer.from(['\n\n', '\0', ':', '"', '/../', '%', '\u001b', '(', '{[', '\uffff'][random(10)] ?? ''),
    ][random(4)];
    bytes = Buffer.concat([bytes.subarray(0, from), middle ?? Buffer.alloc(0), bytes.subarray(to)]);
  }
  return random(10) === 0 ? bytes.subarray(0, random(bytes.length + 1)) : bytes;
}

/** The same numbers in every run, so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
