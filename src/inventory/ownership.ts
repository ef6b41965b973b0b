import { FormatError, messageOf } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import { FILE_TYPES, rowHash } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';
import { PRESENT, pathBytesOf } from '../filesystem/node-table.ts';
import { createProblemList } from '../filesystem/problem-list.ts';
import type { ModifiedFile } from './account.ts';
import type { OwnedFile } from './cataloger.ts';
import { mayOwnFolder } from './claims.ts';
import { isExecutable } from './executable.ts';
import { isSystemPackage, type Sighting } from './sighting.ts';

/** Whose a file is, and whether it is still what its manifest says. */
export type Claim = 'owned' | 'configured' | 'modified' | 'language';

/** Which package each file of the tree belongs to. */
export interface Ownership {
  /** The claim on a node of the tree, if any. */
  claimAt(node: number): Claim | undefined;
  /**
   * The claim on the file at a path; links on the way are followed, the last part is not. A list of bare names is no claim here:
   * it would hold for any content.
   */
  claimOf(path: string): Claim | undefined;
  /** The package that owns the file at a path. */
  ownerOf(path: string): Sighting | undefined;
  /** Manifests that could not be read to their end. */
  readonly problems: readonly Problem[];
  /** What is not as it should be at a node claimed as modified. */
  modificationAt(node: number): Omit<ModifiedFile, 'path' | 'layer' | 'executable'> | undefined;
}

const FILE = FILE_TYPES.indexOf('file');
const SYMLINK = FILE_TYPES.indexOf('symlink');
/** `listed`: owned as far as a list of bare paths can tell. */
type Standing = Claim | 'listed';
const STANDINGS: readonly (Standing | undefined)[] = [
  undefined,
  'owned',
  'configured',
  'modified',
  'language',
  'listed',
];
/** Of several claims on one file the strongest counts: one manifest that it still fits is enough. */
const STRENGTH: Record<Standing, number> = { language: 1, listed: 2, modified: 3, configured: 4, owned: 5 };

/** Holds every manifest against the files of the tree, and where it names no mode, the mode of a layer below. */
export function determineOwnership(
  tree: MergedTree,
  sightings: readonly Sighting[],
  earlierModes: ReadonlyMap<number, number> = new Map(),
): Ownership {
  const claims = new Uint8Array(tree.nodes.count);
  const owners = new Int32Array(tree.nodes.count).fill(-1);
  const modifications = new Map<number, Omit<ModifiedFile, 'path' | 'layer' | 'executable'>>();
  const nodeOf = pathFinder(tree);
  const problems = createProblemList();

  for (const [index, sighting] of sightings.entries()) claimManifest(index, sighting, 'owns');
  if (hasUnclaimedSystemExecutable()) {
    for (const [index, sighting] of sightings.entries()) claimManifest(index, sighting, 'alsoLists');
  }
  for (const [index, { found }] of sightings.entries()) {
    for (const folder of found.ownsBelow ?? []) if (mayOwnFolder(folder)) claimFolder(nodeOf(folder), index);
  }
  for (const [index, sighting] of sightings.entries()) {
    if (isSelfContained(sighting)) for (const { path } of sighting.locations) claim(nodeOf(path), 'language', index);
  }

  const standingAt = (node: number): Standing | undefined => STANDINGS[claims[node] ?? 0];
  return {
    claimAt(node) {
      const found = standingAt(node);
      return found === 'listed' ? 'owned' : found;
    },
    claimOf(path) {
      const found = standingAt(Math.max(0, nodeOf(path)));
      return found === 'listed' ? undefined : found;
    },
    ownerOf(path) {
      const node = nodeOf(path);
      return node > 0 ? sightings[owners[node] as number] : undefined;
    },
    modificationAt: (node) => modifications.get(node),
    problems: problems.finish(),
  };

  function hasUnclaimedSystemExecutable(): boolean {
    const roots = ['bin', 'etc', 'lib', 'lib64', 'sbin', 'usr/bin', 'usr/lib', 'usr/libexec', 'usr/sbin', 'usr/share'];
    const pending = roots.map((root) => tree.nodes.find(pathBytesOf(root))).filter((node) => node > 0);
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (claims[node] === 0 && isExecutable(tree.rowAt(node))) return true;
      for (let child = tree.nodes.firstChild(node); child >= 0; child = tree.nodes.nextSibling(child))
        pending.push(child);
    }
    return false;
  }

  function claimManifest(index: number, sighting: Sighting, part: 'owns' | 'alsoLists'): void {
    try {
      for (const file of sighting.found[part]?.() ?? []) claimFile(file, index, sighting);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const message = `the list of files of ${sighting.found.name}: ${messageOf(error)}`;
      problems.add({ code: 'unreadable-file', message, ...sighting.locations[0] });
    }
  }

  function claimFile(file: OwnedFile, index: number, sighting: Sighting): void {
    const node = nodeOf(file.path);
    if (node <= 0) return;
    const content = tree.rowAt(node);
    if (!content || content.columns.type[content.row] !== FILE) return void claim(node, 'owned', index);
    const mode = file.mode ?? earlierModes.get(node);
    const difference = compare(mode === undefined ? file : { ...file, mode }, content);
    if (!difference) return void claim(node, standing(file, sighting), index);
    if (file.mutable) return void claim(node, 'configured', index);
    if (claim(node, 'modified', index)) modifications.set(node, { package: sighting.purl, ...difference });
  }

  function claim(node: number, kind: Standing, index: number): boolean {
    if (node <= 0) return false;
    const known = STANDINGS[claims[node] ?? 0];
    if (known && STRENGTH[known] >= STRENGTH[kind]) return false;
    claims[node] = STANDINGS.indexOf(kind);
    owners[node] = index;
    if (known === 'modified') modifications.delete(node);
    return true;
  }

  /** Everything below a folder, unless something closer to it was claimed before. */
  function claimFolder(folder: number, index: number): void {
    const pending = folder > 0 ? [folder] : [];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (tree.nodes.state(node) === PRESENT && claims[node] === 0) claim(node, 'language', index);
      for (let child = tree.nodes.firstChild(node); child >= 0; child = tree.nodes.nextSibling(child))
        pending.push(child);
    }
  }
}

/** Archives that are the package: a jar is where it is found, and nothing else of it lies about. */
function isSelfContained({ found }: Sighting): boolean {
  return !found.owns && !found.ownsBelow && ['maven', 'huggingface', 'mlflow'].includes(found.type);
}

function standing(file: OwnedFile, sighting: Sighting): Standing {
  if (!isSystemPackage(sighting)) return 'language';
  return file.digest || file.size !== undefined ? 'owned' : 'listed';
}

/** What about the file is not as the manifest says. Files that were not hashed are taken on their word. */
export function compare(
  { digest, size, mode }: OwnedFile,
  { columns, row }: NonNullable<ReturnType<MergedTree['rowAt']>>,
): { expected: string; actual: string } | undefined {
  const actual = digest && digest.algorithm !== 'sha512' ? rowHash(columns, row, digest.algorithm) : undefined;
  // apk 3 keeps the first 20 bytes of a sha256.
  if (digest && actual !== undefined && !actual.startsWith(digest.hex)) {
    return { expected: `${digest.algorithm}:${digest.hex}`, actual: `${digest.algorithm}:${actual}` };
  }
  const actualSize = columns.size[row] as number;
  if (size !== undefined && size !== actualSize && actual === undefined) {
    return { expected: `size ${size}`, actual: `size ${actualSize}` };
  }
  // A bit that a package did not set is a way in; one that somebody took away is hardening.
  const actualMode = columns.mode[row] as number;
  if (mode !== undefined && (actualMode & ~mode & 0o6022) !== 0) {
    return { expected: `mode ${octal(mode)}`, actual: `mode ${octal(actualMode)}` };
  }
  return undefined;
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

/**
 * The node a manifest's path means. Manifests speak of /bin/ls where the folder has become a link to /usr/bin,
 * so folders are resolved, each once; the last part is not.
 */
function pathFinder(tree: MergedTree): (path: string) => number {
  const folders = new Map<string, string>([['', '']]);
  /** Step by step from the root, so that each folder is looked up once. */
  const realFolder = (folder: string): string => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const slash = folder.lastIndexOf('/');
    const parent = realFolder(slash < 0 ? '' : folder.slice(0, slash));
    const name = folder.slice(slash + 1);
    const path = parent === '' ? name : `${parent}/${name}`;
    const content = tree.rowAt(tree.nodes.find(pathBytesOf(path)));
    const isLink = content !== undefined && content.columns.type[content.row] === SYMLINK;
    const real = isLink ? (tree.resolve(path)?.path ?? path) : path;
    folders.set(folder, real);
    return real;
  };
  return (path) => {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : realFolder(path.slice(0, slash));
    const real =
      folder === ''
        ? path.slice(slash + 1)
        : slash >= 0 && folder === path.slice(0, slash)
          ? path
          : `${folder}/${path.slice(slash + 1)}`;
    const node = tree.nodes.find(pathBytesOf(real));
    return node > 0 && tree.nodes.state(node) === PRESENT ? node : -1;
  };
}
