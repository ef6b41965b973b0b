import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { buildImage, buildIndex } from '../../../test/support/build-image.ts';
import { integrity, usage } from '../../../test/support/expected-errors.ts';
import { loadOptions } from '../../../test/support/load-options.ts';
import { writeLayout } from '../../../test/support/place-image.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { oci } from './oci.ts';

const image = buildImage({ layers: [{ a: '1' }], compression: 'zstd' });
const other = buildImage({ layers: [{ b: '2' }] });
const options = loadOptions('/nowhere');

test('a layout folder with one image needs no tag', async (t) => {
  const folder = writeLayout(temporaryFolder(t), [{ image, tag: 'latest' }]);
  assert.equal(await oci.accepts(folder), true);
  const loaded = await oci.load(folder, options);
  assert.equal(loaded.digest, image.root.digest);
  assert.equal(loaded.name, folder);
  const [layer] = loaded.layers;
  assert.ok(layer?.content.kind === 'file');
  assert.deepEqual(readFileSync(layer.content.path), Buffer.from(image.layers[0]?.bytes ?? []));
  assert.equal(layer.compression, 'zstd');
});

test('of several images tag, digest or reference chooses', async (t) => {
  const folder = writeLayout(temporaryFolder(t), [
    { image, tag: 'one' },
    { image: other, tag: 'two' },
    { image: buildIndex([other]), tag: 'ghcr.io/x/y:3' },
  ]);
  assert.equal((await oci.load(`${folder}:two`, options)).digest, other.root.digest);
  assert.equal((await oci.load(`${folder}:ghcr.io/x/y:3`, options)).digest, other.root.digest);
  assert.equal((await oci.load(`${folder}@${image.root.digest}`, options)).digest, image.root.digest);
  assert.equal((await oci.load(folder, { ...options, reference: 'one' })).digest, image.root.digest);
  await assert.rejects(oci.load(folder, options), usage('no-such-image', /"ghcr.io\/x\/y:3", "one", "two"/));
  await assert.rejects(oci.load(`${folder}:three`, options), usage('no-such-image', /"three"/));
});

test('blobs may be links, as build tools make them; pipes and folders in their place are refused', async (t) => {
  const folder = writeLayout(temporaryFolder(t), [{ image }]);
  const blobs = join(folder, 'blobs');
  renameSync(blobs, join(folder, 'elsewhere'));
  symlinkSync('elsewhere', blobs);
  assert.equal((await oci.load(folder, options)).digest, image.root.digest);
  const config = join(blobs, 'sha256', image.config.digest.slice(7));
  rmSync(config);
  await assert.rejects(oci.load(folder, options), integrity('missing-blob'));
  mkdirSync(config);
  await assert.rejects(oci.load(folder, options), integrity('bad-archive'));
});

test('a blob that was changed or cut is noticed', async (t) => {
  const folder = writeLayout(temporaryFolder(t), [{ image }]);
  const blob = (digest: string) => join(folder, 'blobs', 'sha256', digest.slice(7));
  truncateSync(blob(image.layers[0]?.digest ?? ''), 10);
  await assert.rejects(oci.load(folder, options), integrity('wrong-size'));
  writeFileSync(blob(image.root.digest), Buffer.alloc(image.root.size, ' '));
  await assert.rejects(oci.load(folder, options), integrity('wrong-digest'));
});

test('what is no layout is refused', async (t) => {
  const folder = temporaryFolder(t);
  assert.equal(await oci.accepts(folder), false);
  await assert.rejects(oci.load(folder, options), usage('unsupported-image', /index\.json/));
  await assert.rejects(oci.load(join(folder, 'gone'), options), usage('no-such-file', /gone/));
  writeFileSync(join(folder, 'index.json'), '{"schemaVersion":2,"manifests":[]}');
  await assert.rejects(oci.load(folder, options), integrity('bad-manifest'));
  writeFileSync(join(folder, 'index.json'), Buffer.alloc(9_000_000, ' '));
  await assert.rejects(oci.load(folder, options), integrity('over-limit'));
});
