import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { printableField } from '../base/printable.ts';
import type { Problem } from '../base/problem.ts';
import { openKeptBodies } from '../filesystem/kept-files.ts';
import type { LayerIndex } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';
import { pathBytesOf } from '../filesystem/node-table.ts';
import { createProblemList } from '../filesystem/problem-list.ts';
import type { FoundPackage, OwnedFile } from './cataloger.ts';
import { type DatabaseState, databaseStates, isFolderDatabase, replacingLayer } from './layer-databases.ts';
import { compare, type Ownership } from './ownership.ts';
import { isSystemPackage, type Sighting } from './sighting.ts';

/** The finished picture that lower layers are held against. */
export interface FinalState {
  readonly tree: MergedTree;
  readonly sightings: readonly Sighting[];
  readonly ownership: Ownership;
}

/**
 * Packages that a later layer took out of their database although their files are still there: the inventory lacks them.
 * Removing a package takes its files too, and upgrading replaces them, so neither is reported.
 */
export async function findLostPackages(layers: readonly LayerIndex[], final: FinalState): Promise<Problem[]> {
  if (layers.length < 2) return [];
  const problems = createProblemList();
  const known = new Set(final.sightings.filter(isSystemPackage).map(({ found }) => `${found.type} ${found.name}`));
  const latest = new Map<string, DatabaseState>();
  const bodies = openKeptBodies();
  const follow = (state: DatabaseState): void => {
    const before = latest.get(state.path)?.packages;
    latest.set(state.path, state);
    const missing = [...(before ?? [])]
      .filter(([key, found]) => !state.packages?.has(key) && !known.has(`${found.type} ${found.name}`))
      .map(([, found]) => found);
    const left = missing.filter((found) => hasFilesLeft(found, state.layer, final));
    const unknown = !state.present && missing.every(namesNoFiles) ? missing : [];
    const lost = left.length > 0 ? left : unknown;
    if (lost.length > 0) problems.add(problemOf(state, lost));
  };
  try {
    for await (const state of databaseStates(layers, bodies)) follow(state);
    for (const { path, layer, present } of [...latest.values()]) {
      // Not removed, yet no longer there: something else took its place.
      const by = present && !isThere(path, final.tree) ? replacingLayer(path, layers, layer + 1) : undefined;
      if (by !== undefined) follow({ path, layer: by, present: false, packages: undefined });
    }
  } finally {
    bodies.close();
  }
  return problems.finish();
}

function isThere(path: string, tree: MergedTree): boolean {
  const type = tree.resolve(path)?.type;
  return type === (isFolderDatabase(path) ? 'directory' : 'file');
}

function problemOf({ path, layer, present }: DatabaseState, lost: readonly FoundPackage[]): Problem {
  const names = lost.slice(0, limits.namedPackages).map(({ name }) => printableField(name));
  const rest = lost.length > names.length ? ` and ${lost.length - names.length} more` : '';
  const what = present ? 'this layer took packages out of their database' : 'this layer removed the package database';
  return {
    code: present ? 'package-database-rewritten' : 'package-database-removed',
    path,
    layer,
    message: `${what}, not their files; missing from the inventory: ${names.join(', ')}${rest}`,
  };
}

/** Is a file there that the package brought before this layer, as it brought it, and that no other package claims? */
function hasFilesLeft(found: FoundPackage, layer: number, { tree, ownership }: FinalState): boolean {
  return someFile(found, (file) => {
    if (file.mutable) return false;
    const entry = tree.get(file.path) ?? tree.resolve(file.path);
    const content = entry && tree.rowAt(tree.nodes.find(pathBytesOf(entry.path)));
    if (!content || entry.type !== 'file' || entry.layer >= layer || compare(file, content)) return false;
    const owner = ownership.ownerOf(entry.path);
    return !owner || !isSystemPackage(owner);
  });
}

function namesNoFiles(found: FoundPackage): boolean {
  return !someFile(found, () => true);
}

/** A damaged list counts as far as it goes. */
function someFile(found: FoundPackage, test: (file: OwnedFile) => boolean): boolean {
  try {
    for (const file of found.owns?.() ?? []) if (test(file)) return true;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return false;
}
