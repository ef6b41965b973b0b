import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { incompressible } from '../../test/support/bytes.ts';
import { randomChunks, seededRandom } from '../../test/support/random.ts';
import { type TarEntry, writeTar } from '../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { sha256 } from '../base/digest.ts';
import { IntegrityError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { glob } from './file.ts';
import { openKeptBodies } from './kept-files.ts';
import { createKeptWriter } from './kept-writer.ts';
import { type LayerIndex, rowEntry } from './layer-index.ts';
import { mergeLayers } from './merge.ts';
import { createMergedTree } from './merged-tree.ts';
import { type LayerClaims, readLayer } from './read-layer.ts';
import type { Tap } from './tap.ts';

const MiB = 1 << 20;
const SIZES = [0, 1, 511, 512, 513, 4096, MiB - 512, MiB - 1, MiB, MiB + 1, 3 * MiB + 7];

test('kept bodies, hashes and taps get each byte once, in chunks of any size', (context) => {
  const bodies = SIZES.map((size) => incompressible(size));
  const tar = writeTar(bodies.map((body, index) => ({ path: `file-${SIZES[index]}`, body })));
  const random = seededRandom(1);
  const wholes = [[tar], [gzipSync(tar)]];
  const cut = [1000, 70_000, 2 * MiB].map((longest) => randomChunks(tar, random, longest));
  for (const chunks of [...wholes, ...cut]) {
    const { tree, index } = read(temporaryFolder(context), chunks, [streamTap, bodyTap]);
    assert.deepEqual(index.problems, []);
    for (const [position, body] of bodies.entries()) {
      const path = `file-${SIZES[position]}`;
      const file = tree.read(path);
      assert.ok(file && Buffer.from(file.bytes()).equals(body), path);
      assert.equal(file.hashes?.sha256, createHash('sha256').update(body).digest('hex'));
      assert.equal(file.hashes?.md5, createHash('md5').update(body).digest('hex'));
      assert.equal(file.note('stream'), file.hashes?.sha256);
      assert.equal(file.note('body'), file.hashes?.sha256);
    }
  }
});

test('a body too large for memory is examined on disk, and leaves nothing there', (context) => {
  const large = incompressible(limits.examinedInMemory + 1);
  const folder = temporaryFolder(context);
  const tar = writeTar([
    { path: 'large', body: large },
    { path: 'small', body: 'x' },
  ]);
  const { index } = read(folder, [tar], [bodyTap], []);
  assert.deepEqual(
    index.notes.map(({ note }) => note),
    [sha256(large), sha256('x')].map((digest) => digest.slice(7)),
  );
  assert.equal(existsSync(join(folder, 'kept')) ? statSync(join(folder, 'kept')).size : 0, 0);
});

test('holes are hashed like zeros, and bounded', (context) => {
  const sparse = (size: string): TarEntry => ({
    path: 'sparse',
    body: 'data',
    pax: { 'GNU.sparse.map': '100,4', 'GNU.sparse.numblocks': '1', 'GNU.sparse.size': size },
  });
  const { tree } = read(temporaryFolder(context), [writeTar([sparse('3000000')])], []);
  const expected = Buffer.alloc(3_000_000);
  expected.write('data', 100);
  assert.equal(tree.get('sparse')?.hashes?.sha256, createHash('sha256').update(expected).digest('hex'));
  const bomb = read(temporaryFolder(context), [writeTar([sparse('9007199254740991'), { path: 'after' }])], []);
  assert.deepEqual(
    bomb.index.problems.map(({ code, path }) => [code, path]),
    [['over-limit', 'sparse']],
  );
  assert.ok(bomb.tree.get('after'));
});

test('taps that fail cost their note only', (context) => {
  const fail = (): never => {
    throw new TypeError('a bug');
  };
  const taps: Tap[] = [
    { name: 'open', version: 1, open: fail },
    { name: 'write', version: 1, open: () => ({ write: fail, end: () => 'end' }) },
    { name: 'wants', version: 1, wants: fail, examine: () => 'examined' },
    { name: 'examine', version: 1, wants: () => true, examine: fail },
    streamTap,
  ];
  for (const chunks of [[writeTar([{ path: 'file', body: 'x'.repeat(1000) }])], cutInTwo('file')]) {
    const { index } = read(temporaryFolder(context), chunks, taps);
    assert.deepEqual(index.problems.map(({ code, message }) => `${code} ${message.split(':')[0]}`).sort(), [
      'unreadable-file examine',
      'unreadable-file open',
      'unreadable-file wants',
      'unreadable-file write',
    ]);
    assert.deepEqual(
      index.notes.map(({ tap }) => tap),
      ['stream'],
    );
  }
});

test('what the layer claims is checked, and damage in sound bytes is a problem', (context) => {
  const tar = writeTar([{ path: 'file', body: 'x' }]);
  const gzip = gzipSync(tar);
  const claims = { digest: sha256(gzip), diffID: sha256(tar), size: gzip.length };
  const readAs = (bytes: Uint8Array, claimed: LayerClaims) =>
    read(temporaryFolder(context), [bytes], [], [], claimed).index;
  assert.equal(readAs(gzip, claims).diffID, claims.diffID);
  const wrong = (code: string) => (error: unknown) => error instanceof IntegrityError && error.code === code;
  assert.throws(() => readAs(gzip, { ...claims, digest: sha256('other') }), wrong('wrong-digest'));
  assert.throws(() => readAs(gzip, { ...claims, diffID: sha256('other') }), wrong('wrong-digest'));
  assert.throws(() => readAs(gzip, { ...claims, size: gzip.length + 1 }), wrong('wrong-size'));
  const cut = gzip.subarray(0, -9);
  const damaged = readAs(cut, { digest: sha256(cut), diffID: claims.diffID, size: cut.length });
  assert.deepEqual(
    damaged.problems.map(({ code }) => code),
    ['corrupt-layer'],
  );
  assert.throws(() => readAs(cut, { diffID: claims.diffID, size: cut.length }), wrong('bad-archive'));
});

const streamTap: Tap = {
  name: 'stream',
  version: 1,
  open() {
    const hash = createHash('sha256');
    return { write: (chunk) => void hash.update(chunk), end: () => hash.digest('hex') };
  },
};

const bodyTap: Tap = {
  name: 'body',
  version: 1,
  wants: () => true,
  examine: (body) => createHash('sha256').update(body.readAt(0, body.size)).digest('hex'),
};

function* cutInTwo(path: string): Generator<Uint8Array> {
  const tar = writeTar([{ path, body: 'x'.repeat(1000) }]);
  yield tar.subarray(0, 700);
  yield tar.subarray(700);
}

function read(
  folder: string,
  chunks: Iterable<Uint8Array>,
  taps: readonly Tap[],
  keeps = [glob('**')],
  claims: LayerClaims = { size: -1 },
) {
  const keptPath = join(folder, 'kept');
  const kept = createKeptWriter(keptPath);
  const index: LayerIndex = readLayer(chunks, claims, { plan: { keeps, taps, verify: 'all' }, kept });
  kept.close();
  const layers = [{ ...index, keptPath }];
  assert.ok(rowEntry(index.columns, 0, 0).path.length > 0);
  return { index, tree: createMergedTree(layers, mergeLayers(layers), openKeptBodies()) };
}

test('a layer of too many entries shows those it could count, and says so', (context) => {
  const tar = writeTar(Array.from({ length: 12 }, (_, number) => ({ path: `file-${number}`, body: 'x' })));
  const kept = createKeptWriter(join(temporaryFolder(context), 'kept'));
  const plan = { keeps: [], taps: [], verify: 'needed' } as const;
  const index = readLayer([tar], { size: tar.length, digest: sha256(tar) }, { plan, kept, mostEntries: 10 });
  kept.close();
  assert.equal(index.columns.count, 10);
  assert.deepEqual(
    index.problems.map(({ code }) => code),
    ['over-limit'],
  );
});
