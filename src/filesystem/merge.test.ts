import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { layerTar } from '../../test/support/build-image.ts';
import { type Random, seededRandom } from '../../test/support/random.ts';
import { type TarEntry, writeTar } from '../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { glob } from './file.ts';
import { openKeptBodies } from './kept-files.ts';
import { createKeptWriter } from './kept-writer.ts';
import { mergeLayers } from './merge.ts';
import { createMergedTree, type MergedTree } from './merged-tree.ts';
import { readLayer } from './read-layer.ts';

test('merging layers equals unpacking them one over the other', (context) => {
  const folder = temporaryFolder(context);
  const seed = Number(process.env.FUZZ_SEED ?? 1);
  context.diagnostic(`FUZZ_SEED=${seed}`);
  const random = seededRandom(seed);
  for (let round = 0; round < 400; round++) {
    const layers = Array.from({ length: 1 + random.below(4) }, () => randomLayer(random));
    const tars = layers.map((entries) => writeTar(entries));
    assert.deepEqual(listing(treeOf(folder, tars)), unpacked(layers), `round ${round}: ${JSON.stringify(layers)}`);
  }
});

test('names that are not UTF-8 are not confused', (context) => {
  const name = (path: string, byte: number) => ({
    path,
    patchHeader: (header: Buffer) => void header.writeUInt8(byte, header.indexOf('#')),
  });
  const hardlink = {
    path: 'hard',
    type: 'hardlink' as const,
    link: '@',
    patchHeader: (header: Buffer) => void header.writeUInt8(0xfe, header.indexOf('@')),
  };
  const lower = writeTar([
    { ...name('#', 0xff), body: 'ff' },
    { ...name('#', 0xfe), body: 'fefe' },
    { ...name('#folder/', 0xfd) },
    {
      ...name('link', 0),
      link: '#',
      patchHeader: (header: Buffer) => void header.writeUInt8(0xff, header.indexOf('#')),
    },
    hardlink,
  ]);
  const upper = writeTar([name('.wh.#', 0xff)]);
  const one = treeOf(temporaryFolder(context), [lower]);
  assert.equal(one.resolve('link')?.size, 2);
  assert.equal(one.read('link')?.text(), 'ff');
  assert.equal(one.get('hard')?.size, 4);
  const two = treeOf(temporaryFolder(context), [lower, upper]);
  assert.deepEqual(
    [...two.entries()].filter(({ type }) => type === 'file').map(({ size }) => size),
    [4, 4],
  );
  assert.equal(two.resolve('link'), undefined);
});

test('whiteouts and opaque marks work through linked folders', (context) => {
  const lower = layerTar({ 'real/sub/file': 'x', 'real/other': 'y', link: { link: 'real' } });
  const paths = (upper: Uint8Array) =>
    [...treeOf(temporaryFolder(context), [lower, upper]).entries()].map(({ path }) => path);
  assert.deepEqual(paths(layerTar({ remove: ['link/sub'] })), ['link', 'real', 'real/other']);
  assert.deepEqual(paths(layerTar({ opaque: ['link'], 'real/new': '' })), ['link', 'real', 'real/new']);
});

test('a link that is replaced leads nowhere any more', (context) => {
  const tree = treeOf(temporaryFolder(context), [
    writeTar([
      { path: 'a', link: '.' },
      { path: 'a/a', type: 'directory' },
      { path: 'a/b', body: 'x' },
    ]),
  ]);
  assert.deepEqual(
    [...tree.entries()].map(({ path }) => path),
    ['a', 'a/b'],
  );
});

test('loops, escapes and absolute links', (context) => {
  const tree = treeOf(temporaryFolder(context), [
    layerTar({
      'etc/passwd': 'root',
      loop: { link: 'loop' },
      one: { link: 'two' },
      two: { link: 'one/x' },
      up: { link: '../../../etc/passwd' },
      absolute: { link: '/etc/passwd' },
      'deep/relative': { link: '../etc' },
      dangling: { link: 'nowhere' },
    }),
  ]);
  for (const path of ['loop', 'one', 'two', 'loop/x', 'dangling', 'nowhere']) {
    assert.equal(tree.resolve(path), undefined, path);
    assert.equal(tree.read(path), undefined, path);
  }
  for (const path of ['up', 'absolute', 'deep/relative/passwd', '../../etc/passwd', '/etc//./passwd']) {
    assert.equal(tree.resolve(path)?.path, 'etc/passwd', path);
    assert.equal(tree.read(path)?.text(), 'root', path);
  }
});

test('100,000 entries in one folder', { timeout: 60_000 }, (context) => {
  const entries = Array.from({ length: 100_000 }, (_, i) => ({ path: `folder/${(i * 7919) % 100_000}` }));
  const tree = treeOf(temporaryFolder(context), [writeTar(entries)]);
  assert.equal([...tree.children('folder')].length, 100_000);
  assert.equal(tree.size, 100_001);
});

function treeOf(folder: string, tars: readonly Uint8Array[]): MergedTree {
  const layers = tars.map((tar, index) => {
    const keptPath = join(folder, `kept-${index}`);
    const kept = createKeptWriter(keptPath);
    const layer = readLayer([tar], { size: -1 }, { plan: { keeps: [glob('**')], taps: [], verify: 'all' }, kept });
    kept.close();
    return { ...layer, keptPath };
  });
  return createMergedTree(layers, mergeLayers(layers), openKeptBodies());
}

/** Files and links: folders that were only implied by files vanish with their last one, unlike on a disk. */
function listing(tree: MergedTree): string[] {
  return [...tree.entries()]
    .filter(({ type }) => type !== 'directory')
    .map(({ path, type, link }) => `${path} ${type === 'file' ? `= ${tree.read(path)?.text()}` : link}`)
    .sort();
}

const NAMES = ['a', 'b', 'c'] as const;

/** Files, folders, links and hardlinks under few names, so that layers meet; marks come first, as engines write them. */
function randomLayer(random: Random): TarEntry[] {
  const path = (): string => Array.from({ length: 1 + random.below(3) }, () => random.pick(NAMES)).join('/');
  const marks = Array.from({ length: random.below(2) }, (): TarEntry => {
    const at = path();
    const slash = at.lastIndexOf('/') + 1;
    return random.below(3) === 0
      ? { path: `${at}/.wh..wh..opq` }
      : { path: `${at.slice(0, slash)}.wh.${at.slice(slash)}` };
  });
  const entries = Array.from({ length: 1 + random.below(5) }, (): TarEntry => {
    switch (random.below(6)) {
      case 0:
        return { path: `${path()}/` };
      case 1:
        return { path: path(), link: random.pick(['a', 'b', '/c', '../b', 'a/b', '/', 'nowhere']) };
      case 2:
        return { path: path(), type: 'hardlink', link: path() };
      default:
        return { path: path(), body: String(random.below(1000)) };
    }
  });
  return [...marks, ...entries];
}

type Node =
  | { type: 'folder'; children: Map<string, Node> }
  | { type: 'file'; body: string }
  | { type: 'link'; target: string };
type Folder = Node & { type: 'folder' };

/** A file system as simple as can be. */
function unpacked(layers: readonly (readonly TarEntry[])[]): string[] {
  const root: Folder = { type: 'folder', children: new Map() };
  for (const entries of layers) for (const entry of entries) unpack(root, entry);
  const found: string[] = [];
  const walk = (folder: Folder, prefix: string): void => {
    for (const [name, node] of folder.children) {
      if (node.type === 'folder') walk(node, `${prefix}${name}/`);
      else found.push(`${prefix}${name} ${node.type === 'file' ? `= ${node.body}` : node.target}`);
    }
  };
  walk(root, '');
  return found.sort();
}

function unpack(root: Folder, { path, body, link, type }: TarEntry): void {
  const parts = path.split('/').filter((part) => part !== '');
  const name = parts.pop() ?? '';
  const isMark = name.startsWith('.wh.');
  const folder = walkTo(root, parts, isMark ? 'look' : 'make');
  if (!folder) return;
  if (name === '.wh..wh..opq') return folder.children.clear();
  if (isMark) return void folder.children.delete(name.slice(4));
  const old = folder.children.get(name);
  if (type === 'hardlink') {
    const target = (link ?? '').split('/');
    const last = target.pop() ?? '';
    const found = walkTo(root, target, 'look')?.children.get(last);
    if (found && found.type !== 'folder') folder.children.set(name, found);
  } else if (link !== undefined) folder.children.set(name, { type: 'link', target: link });
  else if (!path.endsWith('/')) folder.children.set(name, { type: 'file', body: String(body ?? '') });
  else if (old?.type !== 'folder') folder.children.set(name, { type: 'folder', children: new Map() });
}

/** The folder a path leads to; `make` makes what is missing and replaces files in the way. */
function walkTo(root: Folder, parts: readonly string[], missing: 'make' | 'look'): Folder | undefined {
  const stack: Folder[] = [root];
  const pending = [...parts].reverse();
  for (let hops = 0; ; ) {
    const part = pending.pop();
    const folder = stack.at(-1) ?? root;
    if (part === undefined) return folder;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (stack.length > 1) stack.pop();
      continue;
    }
    const node = folder.children.get(part);
    if (node?.type === 'link') {
      if (++hops > 40) return undefined;
      if (node.target.startsWith('/')) stack.length = 1;
      pending.push(...node.target.split('/').reverse());
    } else if (node?.type === 'folder') stack.push(node);
    else {
      if (missing === 'look') return undefined;
      const made: Folder = { type: 'folder', children: new Map() };
      folder.children.set(part, made);
      stack.push(made);
    }
  }
}
