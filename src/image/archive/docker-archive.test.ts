import assert from 'node:assert/strict';
import test from 'node:test';
import { buildImage } from '../../../test/support/build-image.ts';
import { integrity, usage } from '../../../test/support/expected-errors.ts';
import { loadArchiveBytes } from '../../../test/support/load-archive.ts';
import { loadOptions } from '../../../test/support/load-options.ts';
import { mutations } from '../../../test/support/mutations.ts';
import { dockerArchive } from '../../../test/support/place-image.ts';
import { type TarEntry, writeTar } from '../../../test/support/tar-writer.ts';
import { IntegrityError, UsageError } from '../../base/errors.ts';
import { archive } from '../sources/archive.ts';

const image = buildImage({ layers: [{ 'etc/os-release': 'ID=test\n' }, { a: '1' }] });
const other = buildImage({ layers: [{ b: '2' }] });

test('a blob that manifest.json alone names has the digest of its name', async (t) => {
  const Layers = image.layers.map(({ digest }) => `blobs/sha256/${digest.slice(7)}`);
  const Config = `blobs/sha256/${image.config.digest.slice(7)}`;
  const entries = [...image.blobs].map(([digest, body]) => ({ path: `blobs/sha256/${digest.slice(7)}`, body }));
  const loaded = await loadArchiveBytes(t, writeTar([manifest([{ Config, Layers }]), ...entries]));
  assert.deepEqual(
    loaded.layers.map(({ digest }) => digest),
    image.layers.map(({ digest }) => digest),
  );
});

test('layers may be gzip and files be called by their hash, as crane and kaniko write them', async (t) => {
  const Layers = image.layers.map(({ digest }) => `${digest.slice(7)}.tar.gz`);
  const tar = writeTar([
    { path: image.config.digest, body: image.config.bytes },
    ...image.layers.map(({ bytes }, index) => ({ path: Layers[index] ?? '', body: bytes })),
    manifest([{ Config: image.config.digest, RepoTags: null, Layers }]),
  ]);
  const loaded = await loadArchiveBytes(t, tar);
  assert.deepEqual(
    loaded.layers.map((layer) => [layer.digest, layer.diffID, layer.compression]),
    image.layers.map(({ diffID }) => [undefined, diffID, 'detect']),
  );
});

test('a foreign layer without bytes is absent, not an error', async (t) => {
  const [diffID = ''] = image.layers.map((layer) => layer.diffID);
  const mediaType = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip';
  const entry = { Config: 'c.json', Layers: ['gone.tar', 'l.tar'], LayerSources: { [diffID]: { mediaType } } };
  const config = { path: 'c.json', body: image.config.bytes };
  const loaded = await loadArchiveBytes(t, writeTar([config, { path: 'l.tar', body: 'x' }, manifest([entry])]));
  assert.deepEqual(
    loaded.layers.map(({ content }) => content.kind),
    ['absent', 'file'],
  );
  assert.deepEqual(
    loaded.problems.map(({ code, layer }) => [code, layer]),
    [['layer-not-inspected', 0]],
  );
});

test('missing, escaping and circular members are refused', async (t) => {
  const config = { path: 'c.json', body: image.config.bytes };
  const bad = (Layers: unknown, entries: readonly TarEntry[], code: IntegrityError['code']) =>
    assert.rejects(
      loadArchiveBytes(t, writeTar([config, ...entries, manifest([{ Config: 'c.json', Layers }])])),
      integrity(code),
    );
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
  await assert.rejects(loadArchiveBytes(t, writeTar([config, manifest([]), manifest([])])), integrity('bad-archive'));
  await assert.rejects(loadArchiveBytes(t, writeTar([manifest([])])), integrity('bad-manifest'));
  await assert.rejects(loadArchiveBytes(t, writeTar([manifest([{ Config: 'gone' }])])), integrity('missing-blob'));
  const lie = { path: `${'0'.repeat(64)}.json`, body: '{}' };
  await assert.rejects(
    loadArchiveBytes(t, writeTar([lie, manifest([{ Config: lie.path }])])),
    integrity('wrong-digest'),
  );
});

test('what is no image archive is told from what is a broken one', async (t) => {
  await assert.rejects(
    loadArchiveBytes(t, writeTar([{ path: 'etc/passwd', body: '' }])),
    usage('unsupported-image', /rootfs|root file system/),
  );
  await assert.rejects(
    loadArchiveBytes(t, writeTar([{ path: 'repositories', body: '{}' }])),
    usage('unsupported-image', /older than 1\.10/),
  );
  await assert.rejects(loadArchiveBytes(t, Buffer.from('#!/bin/sh\n'.repeat(100))), integrity('bad-archive'));
  await assert.rejects(loadArchiveBytes(t, Buffer.alloc(0)), usage('unsupported-image', /empty/));
  await assert.rejects(archive.load('/nowhere/x.tar', loadOptions('/tmp')), usage('no-such-file', /nowhere/));
});

test('damage throws nothing but the errors that say so', async (t) => {
  for (const bytes of [dockerArchive(other, 'old'), dockerArchive(other, 'new')]) {
    for (const mutated of mutations(bytes, 150)) {
      await loadArchiveBytes(t, Buffer.from(mutated)).catch((error) => {
        assert.ok(error instanceof IntegrityError || error instanceof UsageError, String(error?.stack));
      });
    }
  }
});

function manifest(list: readonly object[]): TarEntry {
  return { path: 'manifest.json', body: JSON.stringify(list) };
}
