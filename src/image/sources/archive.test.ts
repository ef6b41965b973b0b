import assert from 'node:assert/strict';
import test from 'node:test';
import { buildImage, buildIndex } from '../../../test/support/build-image.ts';
import { integrity, usage } from '../../../test/support/expected-errors.ts';
import { loadArchiveBytes, storedDigest, writeArchive } from '../../../test/support/load-archive.ts';
import { loadOptions } from '../../../test/support/load-options.ts';
import { dockerArchive, ociArchive } from '../../../test/support/place-image.ts';
import { type TarEntry, writeTar } from '../../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { sha256 } from '../../base/digest.ts';
import { archive } from './archive.ts';

const same = { 'etc/same': 'twice' };
const image = buildImage({ layers: [{ 'etc/os-release': 'ID=test\n' }, same, same], config: { Cmd: ['sh'] } });
const other = buildImage({ layers: [{ b: '2' }] });

test('an old docker save archive: layers are read where they lie, also through symlinks', async (t) => {
  const loaded = await loadArchiveBytes(t, dockerArchive(image, 'old', ['test:1', 'test:latest']));
  assert.equal(loaded.digest, image.config.digest);
  assert.deepEqual(loaded.references, ['test:1', 'test:latest']);
  assert.deepEqual(
    loaded.layers.map(storedDigest),
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
    const loaded = await loadArchiveBytes(t, bytes);
    assert.equal(loaded.digest, image.root.digest);
    assert.deepEqual(
      loaded.layers.map(({ digest }) => digest),
      image.layers.map(({ digest }) => digest),
    );
    assert.deepEqual(
      loaded.layers.map(storedDigest),
      image.layers.map(({ digest }) => digest),
    );
    assert.deepEqual(loaded.problems, []);
  }
});

test('of several images the reference chooses, however it is written', async (t) => {
  const oci = ociArchive([
    { image, tag: '1', reference: 'docker.io/library/test:1' },
    { image: other, tag: '1', reference: 'docker.io/you/other:1' },
  ]);
  await assert.rejects(
    loadArchiveBytes(t, oci),
    usage('no-such-image', /several.*docker\.io\/library\/test:1.*you\/other:1/),
  );
  assert.equal((await loadArchiveBytes(t, oci, { reference: 'you/other:1' })).digest, other.root.digest);
  assert.equal((await loadArchiveBytes(t, oci, { reference: 'test:1' })).name, 'test:1');
  assert.equal((await loadArchiveBytes(t, oci, { reference: other.root.digest })).digest, other.root.digest);
  await assert.rejects(loadArchiveBytes(t, oci, { reference: 'third' }), usage('no-such-image', /no image "third"/));

  const docker = twoInOne();
  await assert.rejects(loadArchiveBytes(t, docker), usage('no-such-image', /a:1.*b:2/));
  assert.equal((await loadArchiveBytes(t, docker, { reference: 'docker.io/library/b:2' })).digest, other.config.digest);
  assert.equal((await loadArchiveBytes(t, docker, { reference: image.config.digest })).digest, image.config.digest);
});

test('a reference names the only image there is; one written with the path must be it', async (t) => {
  const path = writeArchive(t, ociArchive([{ image, tag: 'v1' }]));
  const options = loadOptions(temporaryFolder(t));
  assert.equal((await archive.load(path, { ...options, reference: 'mine:2' })).name, 'mine:2');
  assert.equal((await archive.load(`${path}:v1`, options)).digest, image.root.digest);
  assert.equal((await archive.load(`${path}@${image.root.digest}`, options)).digest, image.root.digest);
  await assert.rejects(archive.load(`${path}:v2`, options), usage('no-such-image', /"v2"/));
});

test('the platform is chosen from an index in the archive, and checked where there is only one', async (t) => {
  const arm = buildImage({ layers: [], platform: 'linux/arm64' });
  const both = ociArchive([{ image: buildIndex([image, arm]) }]);
  assert.equal((await loadArchiveBytes(t, both, { platform: 'linux/arm64' })).digest, arm.root.digest);
  for (const form of ['old', 'new'] as const) {
    const single = dockerArchive(arm, form);
    assert.equal((await loadArchiveBytes(t, single)).platform.architecture, 'arm64');
    await assert.rejects(loadArchiveBytes(t, single, { platform: 'linux/s390x' }), usage('no-such-platform', /arm64/));
  }
});

test('an archive with one platform of an index, as newer Dockers save, loads without naming it', async (t) => {
  const arm = buildImage({ layers: [{ a: '1' }], platform: 'linux/arm64' });
  const others = ['linux/amd64', 'linux/s390x'].map((platform) => buildImage({ layers: [], platform }));
  const index = buildIndex([arm, ...others]);
  const stored = {
    root: index.root,
    blobs: new Map([...arm.blobs, [index.root.digest, index.blobs.get(index.root.digest) ?? new Uint8Array()]]),
  };
  const Config = `blobs/sha256/${others[0]?.config.digest.slice(7)}`;
  const loaded = await loadArchiveBytes(
    t,
    joined(ociArchive([{ image: stored }]), [manifest([{ Config, Layers: [] }])]),
  );
  assert.equal(loaded.digest, arm.root.digest);
  assert.deepEqual(loaded.problems, []);
});

test('index.json and manifest.json that tell of different images are reported', async (t) => {
  const Config = `blobs/sha256/${other.config.digest.slice(7)}`;
  const blobs = [...other.blobs].map(([digest, body]) => ({ path: `blobs/sha256/${digest.slice(7)}`, body }));
  const loaded = await loadArchiveBytes(
    t,
    joined(ociArchive([{ image }]), [...blobs, manifest([{ Config, Layers: [] }])]),
  );
  assert.deepEqual(
    loaded.problems.map(({ code }) => code),
    ['inconsistent-image'],
  );
});

test('a layer of another size than the manifest says, and a cut archive, are refused', async (t) => {
  const [first] = image.layers;
  assert.ok(first);
  const short = writeTar([{ path: `blobs/sha256/${first.digest.slice(7)}`, body: 'short' }]);
  await assert.rejects(loadArchiveBytes(t, joined(ociArchive([{ image }]), short)), integrity('wrong-size'));
  const whole = ociArchive([{ image }]);
  await assert.rejects(loadArchiveBytes(t, whole.subarray(0, whole.length - 2000)), integrity('bad-archive'));
});

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
