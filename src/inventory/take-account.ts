import { limits } from '../base/limits.ts';
import { FILE_KINDS, FILE_TYPES, rowHashes } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';
import { pathBytesOf } from '../filesystem/node-table.ts';
import type { Account, AccountClass, ModifiedFile, Tallies, UnaccountedFile } from './account.ts';
import { debrisFiles, debrisFolders, debrisNames, packageScript, pythonSource, startsPrograms } from './debris.ts';
import { isExecutable } from './executable.ts';
import type { Ownership } from './ownership.ts';

const FILE = FILE_TYPES.indexOf('file');
const PLAIN_KINDS = new Set(['text', 'empty'].map((kind) => FILE_KINDS.indexOf(kind as 'text')));

/** Sorts every regular file into one class, and names the executables that are modified or unaccounted for. */
export function takeAccount(tree: MergedTree, ownership: Ownership): Account {
  const { nodes } = tree;
  const files = emptyTallies();
  const executables = emptyTallies();
  const modified: ModifiedFile[] = [];
  const unaccounted: UnaccountedFile[] = [];
  const debris = debrisNodes(tree);

  for (let node = 1; node < nodes.count; node++) {
    const content = tree.rowAt(node);
    if (!content || content.columns.type[content.row] !== FILE) continue;
    const { columns, row } = content;
    const size = columns.size[row] as number;
    const executable = isExecutable(content);
    const group = classify(node, executable);
    add(files, group, size);
    if (executable) add(executables, group, size);
    if (group === 'modified') modified.push(modifiedFile(node, executable));
    else if (group === 'unaccounted' && executable) unaccounted.push(unaccountedFile(node));
  }
  return {
    files,
    executables,
    modified: sorted(modified),
    unaccounted: sorted(unaccounted),
  };

  function classify(node: number, executable: boolean): AccountClass {
    const claim = ownership.claimAt(node);
    if (claim) return claim;
    // A file known by its path and without a program in it is no program, whatever its mode.
    if (executable && !(debris.files.has(node) && isPlain(node)))
      return packageScript.test(pathOf(node)) ? 'debris' : 'unaccounted';
    if (debris.files.has(node) || isDebrisByName(node)) return 'debris';
    return debris.below.has(node) && !(isFilled(node) && startsPrograms.test(pathOf(node))) ? 'debris' : 'unaccounted';
  }

  function isFilled(node: number): boolean {
    const content = tree.rowAt(node);
    return content !== undefined && (content.columns.size[content.row] as number) > 0;
  }

  function isPlain(node: number): boolean {
    const content = tree.rowAt(node);
    return content !== undefined && PLAIN_KINDS.has(content.columns.kind[content.row] as number);
  }

  /** Cheap tests on bytes first: there may be half a million of these. */
  function isDebrisByName(node: number): boolean {
    const bytes = nodes.pathBytes(node);
    const last = bytes[bytes.length - 1];
    if (last !== 0x63 && last !== 0x6f) return debrisNames.has(nameOf(bytes)); // not .pyc, not .pyo
    const path = pathOf(node);
    const source = pythonSource(path);
    if (source === undefined) return debrisNames.has(nameOf(bytes));
    const origin = nodes.find(pathBytesOf(source));
    return origin > 0 && ownership.claimAt(origin) !== undefined;
  }

  function pathOf(node: number): string {
    return Buffer.from(nodes.pathBytes(node)).toString('utf8');
  }

  function modifiedFile(node: number, executable: boolean): ModifiedFile {
    const difference = ownership.modificationAt(node);
    return { path: pathOf(node), layer: nodes.ownLayer(node), executable, package: '', ...difference };
  }

  function unaccountedFile(node: number): UnaccountedFile {
    const { columns, row } = tree.rowAt(node) as NonNullable<ReturnType<MergedTree['rowAt']>>;
    const sha256 = rowHashes(columns, row)?.sha256;
    return {
      path: pathOf(node),
      layer: nodes.ownLayer(node),
      kind: FILE_KINDS[columns.kind[row] as number] ?? 'binary',
      mode: columns.mode[row] as number,
      size: columns.size[row] as number,
      ...(sha256 ? { sha256 } : {}),
    };
  }
}

function nameOf(path: Uint8Array): string {
  const slash = path.lastIndexOf(0x2f);
  return Buffer.from(path.buffer, path.byteOffset + slash + 1, path.length - slash - 1).toString('latin1');
}

/** The nodes of debris files, and of everything below debris folders. */
function debrisNodes(tree: MergedTree): { readonly files: ReadonlySet<number>; readonly below: ReadonlySet<number> } {
  const { nodes } = tree;
  // A link would make whatever it leads to debris, so the last part of a path is not followed.
  const nodesOf = (paths: readonly string[]): number[] =>
    paths
      .map((path) => {
        const slash = path.lastIndexOf('/');
        const folder = slash < 0 ? '' : `${tree.resolve(path.slice(0, slash))?.path ?? path.slice(0, slash)}/`;
        return nodes.find(pathBytesOf(folder + path.slice(slash + 1)));
      })
      .filter((node) => node > 0);
  const below = new Set<number>();
  const pending = nodesOf(debrisFolders);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    below.add(node);
    for (let child = nodes.firstChild(node); child >= 0; child = nodes.nextSibling(child)) pending.push(child);
  }
  return { files: new Set(nodesOf(debrisFiles)), below };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

function emptyTallies(): Mutable<Tallies> {
  const none = () => ({ count: 0, bytes: 0 });
  return {
    total: none(),
    owned: none(),
    configured: none(),
    modified: none(),
    language: none(),
    debris: none(),
    unaccounted: none(),
  };
}

function add(tallies: Mutable<Tallies>, group: AccountClass, bytes: number): void {
  tallies.total.count++;
  tallies.total.bytes += bytes;
  tallies[group].count++;
  tallies[group].bytes += bytes;
}

function sorted<T extends { readonly path: string }>(files: T[]): T[] {
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)).slice(0, limits.listedFiles);
}
