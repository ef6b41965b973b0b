import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildImage, buildIndex } from '../../../test/support/build-image.ts';
import { loadOptions } from '../../../test/support/load-options.ts';
import { mutations } from '../../../test/support/mutations.ts';
import { dockerArchive, ociArchive } from '../../../test/support/place-image.ts';
import { type TarEntry, writeTar } from '../../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { zstdStored } from '../../../test/support/zstd-stored.ts';
import { sha256 } from '../../base/digest.ts';
import { IntegrityError, UsageError } from '../../base/errors.ts';
import type { Image, Layer } from '../image.ts';
import type { LoadOptions } from '../source.ts';
import { archive } from './archive.ts';

const same = { 'etc/same': 'twice' };
const image = buildImage({ layers: [{ 'etc/os-release': 'ID=test\n' }, same, same], config: { Cmd: ['sh'] } });
const other = buildImage({ layers: [{ b: '2' }] });

test('an old docker save archive: layers are read where they lie, also through symlinks', async (t) => {
  const loaded = await load(t, dockerArchive(image, 'old', ['test:1', 'test:latest']));
  assert.equal(loaded.digest, image.config.digest);
  assert.deepEqual(loaded.references, ['test:1', 'test:latest']);
  assert.deepEqual(
    loaded.layers.map(stored),
    image.layers.map(({ tar }) => sha256(tar)),
  );
  assert.deepEqual(
    loaded.layers.map(({ diffID }) => diffID),
    image.layers.map(({ diffID }) => diffID),
  );
  assert.deepEqual(
    loaded.layers.map(({ digest, compression }) => [digest, compression]),
    Array(3).fill([undefined, 'detect']),
  );
  assert.deepEqual(
    loaded.layers.map(({ createdBy }) => createdBy),
    ['layer 0', 'layer 1', 'layer 2'],
  );
  assert.deepEqual(loaded.problems, []);
});

test('a new docker save archive and an OCI archive keep manifest and digests', async (t) => {
  for (const bytes of [dockerArchive(image, 'new'), ociArchive([{ image, tag: 'latest' }])]) {
    const loaded = await load(t, bytes);
    assert.equal(loaded.digest, image.root.digest);
    assert.deepEqual(
      loaded.layers.map(({ digest }) => digest),
      image.layers.map(({ digest }) => digest),
    );
    assert.deepEqual(
      loaded.layers.map(stored),
      image.layers.map(({ digest }) => digest),
    );
    assert.deepEqual(loaded.problems, []);
  }
});

test('a blob that manifest.json alone names has the digest of its name', async (t) => {
  const Layers = image.layers.map(({ digest }) => `blobs/sha256/${digest.slice(7)}`);
  const Config = `blobs/sha256/${image.config.digest.slice(7)}`;
  const entries = [...image.blobs].map(([digest, body]) => ({ path: `blobs/sha256/${digest.slice(7)}`, body }));
  const loaded = await load(t, writeTar([manifest([{ Config, Layers }]), ...entries]));
  assert.deepEqual(
    loaded.layers.map(({ digest }) => digest),
    image.layers.map(({ digest }) => digest),
  );
});

test('an archive may be gzip, zstd or xz as a whole, or come through a pipe', async (t) => {
  const folder = temporaryFolder(t);
  const tar = dockerArchive(image, 'old');
  const packed = [
    gzipSync(tar),
    Buffer.concat([gzipSync(tar.subarray(0, 999)), gzipSync(tar.subarray(999))]),
    zstdStored(tar),
  ];
  const xz = spawnSync('xz', ['-c'], { input: tar });
  if (xz.status === 0) packed.push(xz.stdout);
  else t.diagnostic('xz is not installed: not tested');
  for (const bytes of packed) {
    const loaded = await load(t, bytes, { temporaryFolder: folder });
    assert.deepEqual(
      loaded.layers.map(stored),
      image.layers.map(({ tar }) => sha256(tar)),
    );
  }
  assert.equal(readdirSync(folder).length, packed.length);
  const fifo = join(folder, 'pipe');
  if (spawnSync('mkfifo', [fifo]).status !== 0) return;
  writeFileSync(join(folder, 'x.tar'), tar);
  spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', join(folder, 'x.tar'), fifo]);
  assert.equal(await archive.accepts(fifo), true);
  assert.equal((await archive.load(fifo, loadOptions(folder))).digest, image.config.digest);
});

test('damaged compression is an error, and never an endless one', async (t) => {
  const tar = Buffer.concat([dockerArchive(image, 'old'), createHash('shake256', { outputLength: 50_000 }).digest()]);
  const real = spawnSync('zstd', ['-c'], { input: tar });
  const packed = [gzipSync(tar), zstdStored(tar), ...(real.status === 0 ? [real.stdout] : [])];
  for (const bytes of packed) {
    await assert.rejects(load(t, bytes.subarray(0, bytes.length / 2)), integrity('bad-archive'));
    const damaged = Buffer.from(bytes).fill(0xff, 9, 60);
    await assert.rejects(load(t, damaged), (error) => error instanceof IntegrityError || error instanceof UsageError);
  }
});

test('a decompression bomb stops at the limit', async (t) => {
  const bytes = gzipSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 });
  await assert.rejects(load(t, bytes), integrity('over-limit'));
});

test('of several images the reference chooses, however it is written', async (t) => {
  const oci = ociArchive([
    { image, tag: '1', reference: 'docker.io/library/test:1' },
    { image: other, tag: '1', reference: 'docker.io/you/other:1' },
  ]);
  await assert.rejects(load(t, oci), usage('no-such-image', /several.*docker\.io\/library\/test:1.*you\/other:1/));
  assert.equal((await load(t, oci, { reference: 'you/other:1' })).digest, other.root.digest);
  assert.equal((await load(t, oci, { reference: 'test:1' })).name, 'test:1');
  assert.equal((await load(t, oci, { reference: other.root.digest })).digest, other.root.digest);
  await assert.rejects(load(t, oci, { reference: 'third' }), usage('no-such-image', /no image "third"/));

  const docker = twoInOne();
  await assert.rejects(load(t, docker), usage('no-such-image', /a:1.*b:2/));
  assert.equal((await load(t, docker, { reference: 'docker.io/library/b:2' })).digest, other.config.digest);
  assert.equal((await load(t, docker, { reference: image.config.digest })).digest, image.config.digest);
});

test('a reference names the only image there is; one written with the path must be it', async (t) => {
  const path = write(t, ociArchive([{ image, tag: 'v1' }]));
  const options = loadOptions(temporaryFolder(t));
  assert.equal((await archive.load(path, { ...options, reference: 'mine:2' })).name, 'mine:2');
  assert.equal((await archive.load(`${path}:v1`, options)).digest, image.root.digest);
  assert.equal((await archive.load(`${path}@${image.root.digest}`, options)).digest, image.root.digest);
  await assert.rejects(archive.load(`${path}:v2`, options), usage('no-such-image', /"v2"/));
});

test('the platform is chosen from an index in the archive, and checked where there is only one', async (t) => {
  const arm = buildImage({ layers: [], platform: 'linux/arm64' });
  const both = ociArchive([{ image: buildIndex([image, arm]) }]);
  assert.equal((await load(t, both, { platform: 'linux/arm64' })).digest, arm.root.digest);
  for (const form of ['old', 'new'] as const) {
    const single = dockerArchive(arm, form);
    assert.equal((await load(t, single)).platform.architecture, 'arm64');
    await assert.rejects(load(t, single, { platform: 'linux/s390x' }), usage('no-such-platform', /arm64/));
  }
});

test('index.json and manifest.json that tell of different images are reported', async (t) => {
  const Config = `blobs/sha256/${other.config.digest.slice(7)}`;
  const blobs = [...other.blobs].map(([digest, body]) => ({ path: `blobs/sha256/${digest.slice(7)}`, body }));
  const loaded = await load(t, joined(ociArchive([{ image }]), [...blobs, manifest([{ Config, Layers: [] }])]));
  assert.deepEqual(
    loaded.problems.map(({ code }) => code),
    ['inconsistent-image'],
  );
});

test('missing, escaping and circular members are refused', async (t) => {
  const config = { path: 'c.json', body: image.config.bytes };
  const bad = (Layers: unknown, entries: readonly TarEntry[], code: IntegrityError['code']) =>
    assert.rejects(load(t, writeTar([config, ...entries, manifest([{ Config: 'c.json', Layers }])])), integrity(code));
  await bad(['gone/layer.tar'], [], 'missing-blob');
  await bad(['../../etc/passwd'], [], 'bad-archive');
  await bad(['/etc/passwd'], [], 'bad-archive');
  await bad([''], [], 'bad-archive');
  await bad(['l'], [{ path: 'l', link: '/etc/passwd' }], 'bad-archive');
  await bad(['l'], [{ path: 'l', link: '../etc/passwd' }], 'bad-archive');
  await bad(
    ['l'],
    [
      { path: 'l', link: 'm' },
      { path: 'm', link: 'l' },
    ],
    'bad-archive',
  );
  await bad(['l'], [{ path: 'l', link: 'l', type: 'hardlink' }], 'bad-archive');
  await bad('l', [], 'bad-manifest');
  await bad(Array(1001).fill('l'), [], 'bad-manifest');
  await assert.rejects(load(t, writeTar([config, manifest([]), manifest([])])), integrity('bad-archive'));
  await assert.rejects(load(t, writeTar([manifest([])])), integrity('bad-manifest'));
  await assert.rejects(load(t, writeTar([manifest([{ Config: 'gone' }])])), integrity('missing-blob'));
  const lie = { path: `${'0'.repeat(64)}.json`, body: '{}' };
  await assert.rejects(load(t, writeTar([lie, manifest([{ Config: lie.path }])])), integrity('wrong-digest'));
});

test('a layer of another size than the manifest says, and a cut archive, are refused', async (t) => {
  const [first] = image.layers;
  assert.ok(first);
  const short = writeTar([{ path: `blobs/sha256/${first.digest.slice(7)}`, body: 'short' }]);
  await assert.rejects(load(t, joined(ociArchive([{ image }]), short)), integrity('wrong-size'));
  const whole = ociArchive([{ image }]);
  await assert.rejects(load(t, whole.subarray(0, whole.length - 2000)), integrity('bad-archive'));
});

test('what is no image archive is told from what is a broken one', async (t) => {
  await assert.rejects(
    load(t, writeTar([{ path: 'etc/passwd', body: '' }])),
    usage('unsupported-image', /rootfs|root file system/),
  );
  await assert.rejects(
    load(t, writeTar([{ path: 'repositories', body: '{}' }])),
    usage('unsupported-image', /older than 1\.10/),
  );
  await assert.rejects(load(t, Buffer.from('#!/bin/sh\n'.repeat(100))), integrity('bad-archive'));
  await assert.rejects(load(t, Buffer.alloc(0)), usage('unsupported-image', /empty/));
  await assert.rejects(archive.load('/nowhere/x.tar', loadOptions('/tmp')), usage('no-such-file', /nowhere/));
});

test('damage throws nothing but the errors that say so', async (t) => {
  for (const bytes of [dockerArchive(other, 'old'), dockerArchive(other, 'new')]) {
    for (const mutated of mutations(bytes, 150)) {
      await load(t, Buffer.from(mutated)).catch((error) => {
        assert.ok(error instanceof IntegrityError || error instanceof UsageError, String(error?.stack));
      });
    }
  }
});

let files = 0;

function write(t: TestContext, bytes: Uint8Array): string {
  const path = join(temporaryFolder(t), `${files++}.tar`);
  writeFileSync(path, bytes);
  return path;
}

async function load(t: TestContext, bytes: Uint8Array, options: Partial<LoadOptions> = {}): Promise<Image> {
  return archive.load(write(t, bytes), loadOptions(temporaryFolder(t), options));
}

/** Hash of the bytes that the layer's content points at. */
function stored({ content }: Layer): string {
  assert.ok(content.kind === 'file');
  return sha256(readFileSync(content.path).subarray(content.offset, content.offset + content.size));
}

function manifest(list: readonly object[]): TarEntry {
  return { path: 'manifest.json', body: JSON.stringify(list) };
}

/** The first archive without its end, then more entries. */
function joined(first: Buffer, second: Buffer | readonly TarEntry[]): Buffer {
  return Buffer.concat([first.subarray(0, -1024), Buffer.isBuffer(second) ? second : writeTar(second)]);
}

function twoInOne(): Buffer {
  const layer = (built: typeof image) =>
    built.layers.map(({ tar, diffID }) => ({ path: `${diffID.slice(7)}.tar`, body: tar }));
  const entry = (built: typeof image, tag: string) => ({
    Config: `${built.config.digest.slice(7)}.json`,
    RepoTags: [tag],
    Layers: layer(built).map(({ path }) => path),
  });
  const config = (built: typeof image) => ({ path: `${built.config.digest.slice(7)}.json`, body: built.config.bytes });
  const all = [...layer(image), ...layer(other), config(image), config(other)];
  return writeTar([...all, manifest([entry(image, 'a:1'), entry(other, 'b:2')])]);
}

function usage(code: UsageError['code'], message: RegExp) {
  return (error: unknown) => error instanceof UsageError && error.code === code && message.test(error.message);
}

function integrity(code: IntegrityError['code']) {
  return (error: unknown) => error instanceof IntegrityError && error.code === code;
}
