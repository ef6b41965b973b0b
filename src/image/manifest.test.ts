import assert from 'node:assert/strict';
import test from 'node:test';
import { buildImage, buildIndex, rootOf } from '../../test/support/build-image.ts';
import { mutations } from '../../test/support/mutations.ts';
import { sha256 } from '../base/digest.ts';
import { IntegrityError, UsageError } from '../base/errors.ts';
import { dockerManifestType, ociIndexType, ociManifestType, parseManifest } from './manifest.ts';

const image = buildImage({
  layers: [{ a: '1' }, { b: '2' }],
  manifest: { annotations: { k: 'v' } },
});
const { bytes } = rootOf(image);

test('a manifest names config, layers and annotations', () => {
  const manifest = parseManifest(bytes, ociManifestType);
  assert.ok(manifest.kind === 'manifest');
  assert.equal(manifest.config.digest, image.config.digest);
  assert.deepEqual(
    manifest.layers.map(({ digest, size }) => ({ digest, size })),
    image.layers.map((layer) => ({ digest: layer.digest, size: layer.bytes.length })),
  );
  assert.equal(manifest.annotations.k, 'v');
});

test('names from outside reach no prototype', () => {
  const raw = Buffer.from(bytes).toString().replace('"k":"v"', '"k":"v","__proto__":"x","constructor":"y"');
  const { annotations } = parseManifest(Buffer.from(raw));
  assert.equal(Object.getPrototypeOf(annotations), null);
  assert.equal(annotations.toString, undefined);
});

test('an index lists manifests with their platforms', () => {
  const index = parseManifest(rootOf(buildIndex([image], { dialect: 'docker' })).bytes);
  assert.ok(index.kind === 'index');
  assert.deepEqual(index.manifests[0]?.platform, { os: 'linux', architecture: 'amd64' });
});

test('field names count in any letter case, because runtimes read them so', () => {
  const document = { SCHEMAVERSION: 2, Config: descriptor(), LAYERS: [descriptor()] };
  const manifest = parseManifest(encode(document));
  assert.ok(manifest.kind === 'manifest');
  assert.equal(manifest.layers.length, 1);
  assertBad({ ...document, layers: [] }, /twice/);
});

test('schema 1 is refused in clear words', () => {
  for (const document of [
    { schemaVersion: 1, fsLayers: [] },
    { mediaType: 'application/vnd.docker.distribution.manifest.v1+prettyjws', config: descriptor() },
  ]) {
    assert.throws(
      () => parseManifest(encode(document)),
      (error) =>
        error instanceof UsageError && error.code === 'unsupported-image' && /schema version 1/.test(error.message),
    );
  }
});

test('a document that two programs would read differently is refused', () => {
  assertBad({ schemaVersion: 2, config: descriptor(), layers: [], manifests: [] }, /at once/);
  assertBad({ schemaVersion: 2, mediaType: ociIndexType, config: descriptor(), layers: [] }, /announced as/);
  assert.throws(() => parseManifest(encode({ manifests: [] }), dockerManifestType), /announced as/);
});

test('wrong types, sizes and digests are refused where they stand', () => {
  assertBad([], /not a JSON object/);
  assertBad({}, /neither/);
  assertBad({ config: 'x', layers: [] }, /config is not an object/);
  assertBad({ config: descriptor(), layers: {} }, /layers is not a list/);
  assertBad({ config: descriptor(), layers: [null] }, /layers\[0\] is not an object/);
  assertBad({ config: { ...descriptor(), digest: 'md5:00' }, layers: [] }, /no sha256/);
  assertBad({ config: { ...descriptor(), digest: `sha256:../../${'0'.repeat(58)}` }, layers: [] }, /no sha256/);
  for (const size of [-1, 1.5, '1', 1e300, null]) assertBad({ config: { ...descriptor(), size }, layers: [] }, /size/);
  assertBad({ config: descriptor(), layers: [], annotations: { a: 1 } }, /not a text/);
  assertBad({ config: descriptor(), layers: Array(1001).fill(descriptor()) }, /1001 layers/);
  assertBad({ manifests: Array(1001).fill(descriptor()) }, /1001 manifests/);
});

test('a document of 50 MB or nested 1,000 deep is refused quickly', () => {
  const huge = Buffer.alloc(50 * 1024 * 1024, 0x20);
  assert.throws(
    () => parseManifest(huge),
    (error) => error instanceof IntegrityError && error.code === 'over-limit',
  );
  const deep = Buffer.from(`{"layers":${'['.repeat(1000)}${']'.repeat(1000)}}`);
  assert.throws(
    () => parseManifest(deep),
    (error) => error instanceof IntegrityError && /nested/.test(error.message),
  );
});

test('damage never escapes as another error', () => {
  for (const mutated of mutations(bytes, 500)) {
    try {
      parseManifest(mutated);
    } catch (error) {
      assert.ok(error instanceof IntegrityError || error instanceof UsageError, String(error));
    }
  }
});

function descriptor(): object {
  return { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256('x'), size: 1 };
}

function encode(document: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(document));
}

function assertBad(document: unknown, message: RegExp): void {
  assert.throws(
    () => parseManifest(encode(document)),
    (error) => error instanceof IntegrityError && error.code === 'bad-manifest' && message.test(error.message),
  );
}
