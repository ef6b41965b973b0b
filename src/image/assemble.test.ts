import assert from 'node:assert/strict';
import test from 'node:test';
import { buildImage, buildIndex, memoryStore, rootOf, type Stored } from '../../test/support/build-image.ts';
import { integrity, usage } from '../../test/support/expected-errors.ts';
import { sha256 } from '../base/digest.ts';
import { assembleImage } from './assemble.ts';
import { formatPlatform, hostPlatform } from './platform.ts';

const layers = [{ 'etc/os-release': 'ID=test\n' }, { 'usr/bin/x': 'x' }];
const amd64 = buildImage({ layers, platform: 'linux/amd64' });
const arm64 = buildImage({ layers, platform: 'linux/arm64' });
const armv6 = buildImage({ layers, platform: 'linux/arm/v6' });
const s390x = buildImage({ layers, platform: 'linux/s390x' });
const here = buildImage({ layers, platform: formatPlatform(hostPlatform()) });

test('layers are paired with diffIDs and with the commands of the history', async () => {
  const history = [
    { created_by: 'ADD rootfs' },
    { created_by: 'ENV A=b', empty_layer: true },
    { created_by: 'RUN make' },
  ];
  const built = buildImage({ layers, compression: ['zstd', 'none'], document: { history }, dialect: 'docker' });
  const image = await assemble(built);
  assert.equal(image.digest, built.root.digest);
  assert.equal(image.config.digest, built.config.digest);
  assert.deepEqual(
    image.layers.map(({ index, digest, diffID, createdBy, compression, size }) => [
      index,
      digest,
      diffID,
      createdBy,
      compression,
      size,
    ]),
    built.layers.map(({ digest, diffID, bytes }, i) => [
      i,
      digest,
      diffID,
      ['ADD rootfs', 'RUN make'][i],
      ['zstd', 'none'][i],
      bytes.length,
    ]),
  );
  assert.deepEqual(image.problems, []);
});

test('out of an index comes the image for the platform', async () => {
  const index = buildIndex([amd64, arm64, armv6]);
  assert.equal((await assemble(index, 'linux/arm64/v8')).digest, arm64.root.digest);
  assert.equal((await assemble(index, 'linux/arm/v7')).digest, armv6.root.digest);
  assert.equal((await assemble(buildIndex([s390x, here, arm64]))).digest, here.root.digest);
  assert.equal((await assemble(buildIndex([index, s390x]), 's390x')).digest, s390x.root.digest);
  assert.equal((await assemble(buildIndex([buildIndex([index])]), 'amd64')).digest, amd64.root.digest);
});

test('the exact variant wins over an older one that comes first', async () => {
  const armv7 = buildImage({ layers, platform: 'linux/arm/v7' });
  assert.equal((await assemble(buildIndex([armv6, armv7]), 'linux/arm/v7')).digest, armv7.root.digest);
});

test('a platform that is not there is refused with those that are', async () => {
  const index = buildIndex([amd64, armv6]);
  await assert.rejects(assemble(index, 'linux/s390x'), usage('no-such-platform', /linux\/amd64, linux\/arm\/v6/));
  await assert.rejects(assemble(amd64, 'linux/s390x'), usage('no-such-platform', /linux\/amd64 only/));
  await assert.rejects(assemble(amd64, 'linux/a/b/c'), usage('bad-platform', /./));
});

test('without a wish the only image there is will do, whatever its platform', async () => {
  assert.equal((await assemble(s390x)).platform.architecture, 's390x');
  assert.equal((await assemble(buildIndex([s390x]))).digest, s390x.root.digest);
  await assert.rejects(
    assemble(buildIndex([s390x, buildImage({ layers, platform: 'linux/ppc64le' })])),
    usage('no-such-platform', /s390x/),
  );
});

test('attestations are passed over', async () => {
  const attestation = buildImage({ layers, platform: 'unknown/unknown' });
  const referrer = { ...s390x.root, annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };
  const image = await assemble(buildIndex([attestation, arm64], { extra: [referrer] }));
  assert.equal(image.digest, arm64.root.digest);
});

test('where the index does not tell platforms the configs do', async () => {
  const { platform: _amd64, ...first } = amd64.root;
  const { platform: _arm64, ...second } = arm64.root;
  const index = buildIndex([], { extra: [first, second] });
  const blobs = new Map([...amd64.blobs, ...arm64.blobs, ...index.blobs]);
  assert.equal((await assemble({ blobs, root: index.root }, 'arm64')).digest, arm64.root.digest);
});

test('a platform that is listed but not stored gives way to the one that is', async () => {
  const index = buildIndex([here, s390x]);
  const blobs = new Map(index.blobs);
  blobs.delete(here.root.digest);
  assert.equal((await assemble({ blobs, root: index.root })).digest, s390x.root.digest);
  const asked = assemble({ blobs, root: index.root }, formatPlatform(hostPlatform()));
  await assert.rejects(asked, integrity('missing-blob'));
});

test('indexes nested too deep, or leading to too many documents, are refused', async () => {
  let deep: Stored = buildIndex([amd64]);
  for (let i = 0; i < 6; i++) deep = buildIndex([deep]);
  await assert.rejects(assemble(deep), integrity('over-limit'));
  const many = buildIndex(
    Array.from({ length: 100 }, (_, i) => buildIndex([], { extra: [{ ...s390x.root, size: i }] })),
  );
  await assert.rejects(assemble(many), integrity('over-limit'));
});

test('documents that are not what their descriptors say are refused', async () => {
  const other = Buffer.alloc(amd64.root.size, 0x20);
  await assert.rejects(
    assemble(replaced(buildIndex([amd64]), amd64.root.digest, other), 'amd64'),
    integrity('wrong-digest'),
  );
  await assert.rejects(assemble(replaced(amd64, amd64.config.digest, Buffer.from('{}'))), integrity('wrong-size'));
  const huge = buildImage({ layers, manifest: { config: { mediaType: '', digest: sha256(''), size: 1e12 } } });
  await assert.rejects(assemble(huge), integrity('over-limit'));
});

test('counts that disagree become problems, and then nothing is paired', async () => {
  const document = {
    history: [{ created_by: 'only one' }],
    rootfs: { diff_ids: [sha256('a'), sha256('b'), sha256('c')] },
  };
  const image = await assemble(buildImage({ layers, document }));
  assert.deepEqual(
    image.problems.map(({ code }) => code),
    ['inconsistent-image', 'inconsistent-image'],
  );
  assert.deepEqual(
    image.layers.map(({ diffID, createdBy }) => [diffID, createdBy]),
    [
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

test('an index and a config that tell of different platforms are reported', async () => {
  const index = buildIndex([], { extra: [{ ...s390x.root, platform: { os: 'linux', architecture: 'amd64' } }] });
  const image = await assemble({ root: index.root, blobs: new Map([...s390x.blobs, ...index.blobs]) }, 'amd64');
  assert.deepEqual(
    image.problems.map(({ code }) => code),
    ['inconsistent-image'],
  );
  assert.equal(image.platform.architecture, 's390x');
});

test('foreign and unknown layers are absent with a problem; a missing ordinary one is an error', async () => {
  const [first] = amd64.layers;
  assert.ok(first);
  const stored = { mediaType: first.mediaType, digest: first.digest, size: first.bytes.length };
  const gone = { digest: sha256('elsewhere'), size: 5 };
  const odd = (layer: object) => buildImage({ layers: layers.slice(0, 1), manifest: { layers: [stored, layer] } });
  for (const mediaType of [
    'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
    'application/vnd.oci.image.layer.nondistributable.v1.tar+zstd',
    'application/x-secret',
    'application/vnd.oci.image.layer.v1.tar+gzip+encrypted',
  ]) {
    const image = await assemble(odd({ mediaType, ...gone }));
    assert.equal(image.layers[1]?.content.kind, 'absent');
    assert.deepEqual(image.problems.map(({ code, layer }) => [code, layer]).at(-1), ['layer-not-inspected', 1]);
  }
  const detected = await assemble(odd({ ...stored, mediaType: 'application/vnd.oci.image.layer.v1.tar+lz4' }));
  assert.equal(detected.layers[1]?.compression, 'detect');
  const ordinary = odd({ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...gone });
  await assert.rejects(assemble(ordinary), integrity('missing-blob'));
});

test('what is no container image is named', async () => {
  const thing = (type: string, layer = 'application/octet-stream') =>
    buildImage({
      layers: [],
      manifest: {
        config: { mediaType: type, digest: amd64.config.digest, size: amd64.config.bytes.length },
        layers: [{ mediaType: layer, digest: sha256('x'), size: 1 }],
      },
    });
  await assert.rejects(
    assemble(thing('application/vnd.cncf.helm.config.v1+json')),
    usage('unsupported-image', /a Helm chart/),
  );
  await assert.rejects(
    assemble(thing('application/vnd.oci.empty.v1+json')),
    usage('unsupported-image', /something else/),
  );
  const signature = thing(
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.dev.cosign.simplesigning.v1+json',
  );
  await assert.rejects(assemble(signature), usage('unsupported-image', /a signature/));
});

function assemble(stored: Stored, platform?: string) {
  const options = { name: 'test', source: 'memory', references: [], ...(platform === undefined ? {} : { platform }) };
  return assembleImage(rootOf(stored), memoryStore(stored), options);
}

function replaced({ blobs, root }: Stored, digest: Stored['root']['digest'], bytes: Uint8Array): Stored {
  return { root, blobs: new Map([...blobs, [digest, bytes]]) };
}
