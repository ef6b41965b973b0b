import { FormatError, messageOf } from '../../base/errors.ts';
import { glob, noted } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import type { StreamTap } from '../../filesystem/tap.ts';
import { openSqlite } from '../../format/sqlite/database.ts';
import { readTable } from '../../format/sqlite/table.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { type NixStoreName, parseNixStoreName } from '../nix-store-name.ts';

const STORE = 'nix/store/';
const SHALLOW_FILE = /^(?:.*\/)?nix\/store\/[^/]+\/(?:[^/]+\/)?[^/]+$/s;

/** Notes the upper files of store entries, so that a store is found whether or not it has a database. */
const storeTap: StreamTap = {
  name: 'nix-store',
  version: 1,
  open: (file) =>
    file.path.includes('nix/store/') && SHALLOW_FILE.test(file.path) ? { write: () => {}, end: () => true } : undefined,
};

/** Nix: the entries of the store. Images built by nix carry a store, but seldom its database. */
export const nix: Cataloger = {
  name: 'nix',
  version: 1,
  reads: [noted(storeTap.name)],
  alsoNeeds: [glob('**/nix/var/nix/db/db.{sqlite,sqlite-wal}')],
  taps: [storeTap],

  *catalog(file, tree) {
    const root = file.path.slice(0, file.path.lastIndexOf(`/${STORE}`) + 1);
    if (firstFiles(tree).get(root) !== file.path) return; // a store is listed once, at its first file
    const outputs = new Map<string, string>();
    let problem: string | undefined;
    try {
      for (const [path, output] of knownOutputs(tree, root)) outputs.set(path, output);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      problem = messageOf(error);
    }
    for (const entry of tree.children(`${root}nix/store`)) {
      if (entry.type !== 'directory') continue; // sources and patches
      const parsed = parseNixStoreName(entry.path.slice(root.length + STORE.length));
      if (parsed) yield foundPackage(entry.path, named(parsed, outputs.get(entry.path.slice(root.length))));
    }
    if (problem) throw new FormatError(`${root}nix/var/nix/db/db.sqlite: ${problem}`);
  },
};

/** By root, the path of its store's first noted file. */
function firstFiles(tree: FileTree): ReadonlyMap<string, string> {
  const known = FIRST_FILES.get(tree);
  if (known) return known;
  const first = new Map<string, string>();
  for (const { path } of tree.kept([noted(storeTap.name)])) {
    const root = path.slice(0, path.lastIndexOf(`/${STORE}`) + 1);
    if (!first.has(root)) first.set(root, path);
  }
  FIRST_FILES.set(tree, first);
  return first;
}
const FIRST_FILES = new WeakMap<FileTree, ReadonlyMap<string, string>>();

/** Store paths with the names of the build outputs they are, where the database still knows the build. */
function* knownOutputs(tree: FileTree, root: string): Generator<[path: string, output: string]> {
  const file = tree.read(`${root}nix/var/nix/db/db.sqlite`);
  if (!file || file.size === 0) return;
  const database = openSqlite(file, tree.read(`${root}nix/var/nix/db/db.sqlite-wal`));
  for (const row of readTable(database, 'DerivationOutputs')) {
    const values = row.values();
    const path = values.get('path');
    const output = values.get('id');
    if (typeof path !== 'string' || typeof output !== 'string') continue;
    const relative = path.replace(/^\//, '');
    if (tree.get(root + relative)) yield [relative, output];
  }
}

/** The database's word on the output counts more than the guess from the name. */
function named(parsed: NixStoreName, output: string | undefined): NixStoreName {
  const { hash, name, version } = parsed;
  if (output === undefined) return parsed;
  const full = parsed.output ? `${version}-${parsed.output}` : version;
  const bare = full.endsWith(`-${output}`) ? full.slice(0, -output.length - 1) : full;
  return { hash, name, version: bare, ...(output === 'out' ? {} : { output }) };
}

function foundPackage(path: string, { hash, name, version, output }: NixStoreName): FoundPackage {
  return {
    type: 'nix',
    name,
    version,
    qualifiers: { hash, ...(output ? { output } : {}) },
    paths: [path],
    ownsBelow: [path],
  };
}
