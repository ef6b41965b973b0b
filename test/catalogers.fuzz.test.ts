import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FormatError } from '../src/base/errors.ts';
import type { KeptFile } from '../src/filesystem/file.ts';
import type { FileTree } from '../src/filesystem/file-tree.ts';
import { fromBytes } from '../src/format/random-access.ts';
import type { Cataloger } from '../src/inventory/cataloger.ts';
import { catalogers } from '../src/inventory/catalogers/index.ts';
import { folderTree } from './support/folder-tree.ts';
import { fixturesRoot } from './support/project.ts';

const ROUNDS = 300;
const LONGEST_MS = 1_000;

// Damages the fixtures of every cataloger: anything but FormatError that escapes is a bug, and so is a hang.
for (const cataloger of catalogers) {
  const folder = join(fixturesRoot, 'catalogers', cataloger.name);
  test(`${cataloger.name} survives damaged files`, { timeout: 60_000 }, async () => {
    const trees = (existsSync(folder) ? readdirSync(folder) : []).map((name) =>
      folderTree(join(folder, name, 'root'), cataloger.taps),
    );
    const random = numbers(cataloger.name.length + 1);
    const end = Date.now() + LONGEST_MS;
    for (let round = 0; round < ROUNDS && Date.now() < end; round++) {
      for (const tree of trees) await catalogAll(cataloger, damaged(tree, random));
    }
  });
}

async function catalogAll(cataloger: Cataloger, tree: FileTree): Promise<void> {
  for (const file of tree.kept(cataloger.reads)) {
    try {
      for await (const { owns } of cataloger.catalog(file, tree)) for (const _ of owns?.() ?? []);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
}

/** The tree with one kind of damage in each file, another in each round. Notes of taps stay: their parsers have their own fuzz. */
function damaged(tree: FileTree, random: () => number): FileTree {
  const known = new Map<string, KeptFile>();
  const damage = (file: KeptFile): KeptFile => {
    const copy = known.get(file.path) ?? withBytes(file, mutate(Buffer.from(file.bytes()), random));
    known.set(file.path, copy);
    return copy;
  };
  return {
    ...tree,
    read: (path) => {
      const file = tree.read(path);
      return file && damage(file);
    },
    *kept(patterns) {
      for (const file of tree.kept(patterns)) yield damage(file);
    },
  };
}

function withBytes(file: KeptFile, body: Buffer): KeptFile {
  return { ...file, ...fromBytes(body), text: () => body.toString('utf8'), bytes: () => body };
}

const SNIPPETS = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '\\',
  '\n',
  '\0',
  '..',
  '/',
  '<',
  ':',
  ',',
  '=',
  '\u202e',
  '-1',
  '1e999',
  '#',
];

function mutate(body: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * (body.length + 1));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return body.subarray(0, at);
  if (kind === 1 && at < body.length) body[at] = Math.floor(random() * 256);
  const snippet = SNIPPETS[Math.floor(random() * SNIPPETS.length)] ?? '';
  if (kind === 2)
    return Buffer.concat([
      body.subarray(0, at),
      Buffer.from(snippet.repeat(1 + Math.floor(random() * 50))),
      body.subarray(at),
    ]);
  if (kind === 3) return Buffer.concat([body.subarray(0, at), body.subarray(at + Math.floor(random() * 100))]);
  return body;
}

/** The same numbers in each run: a failure can be seen again. */
function numbers(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
