import { FormatError } from '../base/errors.ts';
import type { FilePattern, KeptFile } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { type KeptBodies, keptFile } from '../filesystem/kept-files.ts';
import { FILE_TYPES, type LayerIndex, rowEntry, rowPath } from '../filesystem/layer-index.ts';
import { compilePatterns } from '../filesystem/patterns.ts';
import { resolvePath } from '../filesystem/resolve-path.ts';
import type { Cataloger, FoundPackage } from './cataloger.ts';
import { alpm } from './catalogers/alpm.ts';
import { apk } from './catalogers/apk.ts';
import { dpkg } from './catalogers/dpkg.ts';
import { opkg } from './catalogers/opkg.ts';
import { rpm } from './catalogers/rpm.ts';

/** What a package database said once one layer had been applied. */
export interface DatabaseState {
  /** The file, or the folder of a database with one file per package. */
  readonly path: string;
  readonly layer: number;
  /** False when the layer removed the last of its files. */
  readonly present: boolean;
  /** By type, name and version. Undefined where the database could not be read. */
  readonly packages: ReadonlyMap<string, FoundPackage> | undefined;
}

const CATALOGERS: readonly Cataloger[] = [alpm, apk, dpkg, opkg, rpm];

/** Every state of every package database, in the order of the layers that made them. */
export async function* databaseStates(layers: readonly LayerIndex[], bodies: KeptBodies): AsyncIterable<DatabaseState> {
  const wanted = compilePatterns(CATALOGERS.flatMap(({ reads, alsoNeeds }) => [...reads, ...needed(alsoNeeds)]));
  const databases = CATALOGERS.map((cataloger) => ({ cataloger, reads: compilePatterns(cataloger.reads) }));
  const files = new Map<string, KeptFile>();
  for (const [layer, index] of layers.entries()) {
    const changed = new Set([...applyRemovals(index, files), ...applyFiles({ index, layer, wanted, bodies }, files)]);
    if (changed.size === 0) continue;
    const tree = snapshot(files);
    for (const { cataloger, reads } of databases) {
      const paths = new Set([...changed].filter((path) => reads.matchesPath(path)).map(databaseOf));
      for (const path of paths) {
        const parts = [...tree.kept(cataloger.reads)].filter((file) => databaseOf(file.path) === path);
        yield { path, layer, present: parts.length > 0, packages: await readAll(parts, cataloger, tree) };
      }
    }
  }
}

/** Licences are not asked for, and their texts are most of what a database needs. */
function needed(patterns: readonly FilePattern[] = []): readonly FilePattern[] {
  return patterns.filter((pattern) => !('glob' in pattern && pattern.glob.endsWith('/copyright')));
}

/** Distroless images and pacman keep one file or folder per package: those of one folder are one database. */
function databaseOf(path: string): string {
  return path.replace(/(\/status\.d|\/pacman\/local|\/opkg\/info)\/.*$/s, '$1');
}

/** Is the path what `databaseOf` makes of the files of one folder? */
export function isFolderDatabase(path: string): boolean {
  return databaseOf(`${path}/x`) === path;
}

/** Drops what the layer hides. @returns the paths dropped. */
function applyRemovals({ whiteouts, opaque }: LayerIndex, files: Map<string, KeptFile>): string[] {
  if (files.size === 0 || (whiteouts.length === 0 && opaque.length === 0)) return [];
  const hidden = new Set(whiteouts);
  const emptied = new Set(opaque);
  const dropped = [...files.keys()].filter(
    (path) => hidden.has(path) || emptied.has('') || folders(path).some((at) => hidden.has(at) || emptied.has(at)),
  );
  for (const path of dropped) files.delete(path);
  return dropped;
}

/** The layer from `first` on that put something else in the place of a database or of a folder above it. */
export function replacingLayer(path: string, layers: readonly LayerIndex[], first: number): number | undefined {
  const above = new Set(folders(path));
  const layer = layers.slice(first).findIndex(({ columns }) => {
    for (let row = 0; row < columns.count; row++) {
      const here = rowPath(columns, row);
      if (here === path || (above.has(here) && FILE_TYPES[columns.type[row] as number] !== 'directory')) return true;
    }
    return false;
  });
  return layer < 0 ? undefined : first + layer;
}

function folders(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Adds the database files that the layer brings. @returns their paths. */
function applyFiles(
  layer: {
    readonly index: LayerIndex;
    readonly layer: number;
    readonly wanted: ReturnType<typeof compilePatterns>;
    readonly bodies: KeptBodies;
  },
  files: Map<string, KeptFile>,
): string[] {
  const { columns, keptPath } = layer.index;
  const added: string[] = [];
  for (let row = 0; row < columns.count; row++) {
    const start = columns.keptStart[row] as number;
    if (start < 0) continue;
    const path = rowPath(columns, row);
    if (!layer.wanted.matchesPath(path)) continue;
    // Where all that a layer keeps is empty, there is no file of kept bodies.
    const place = keptPath === undefined ? undefined : { path: keptPath, start };
    files.set(path, keptFile(rowEntry(columns, row, layer.layer), place, { bodies: layer.bodies, notes: undefined }));
    added.push(path);
  }
  return added;
}

/** The files as they are now: what packages say of their own files is read later. */
function snapshot(current: ReadonlyMap<string, KeptFile>): FileTree {
  const files = new Map(current);
  const at = (path: string): KeptFile | undefined => files.get(resolvePath(path, () => undefined)?.path ?? path);
  return {
    size: files.size,
    get: (path) => files.get(path),
    resolve: at,
    read: at,
    children: () => [],
    entries: () => files.values(),
    *kept(patterns) {
      const set = compilePatterns(patterns);
      for (const file of files.values()) if (set.matchesPath(file.path)) yield file;
    },
  };
}

async function readAll(
  files: readonly KeptFile[],
  cataloger: Cataloger,
  tree: FileTree,
): Promise<Map<string, FoundPackage> | undefined> {
  const packages = new Map<string, FoundPackage>();
  try {
    for (const file of files) {
      for await (const found of cataloger.catalog(file, tree)) {
        packages.set(`${found.type} ${found.name} ${found.version}`, found);
      }
    }
    return packages;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return packages.size > 0 ? packages : undefined;
  }
}
