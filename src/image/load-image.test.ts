import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { buildImage } from '../../test/support/build-image.ts';
import { loadOptions } from '../../test/support/load-options.ts';
import { dockerArchive, writeLayout } from '../../test/support/place-image.ts';
import { standInEngine } from '../../test/support/stand-in-engine.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { UnavailableError, UsageError } from '../base/errors.ts';
import { loadImage, parsePrefix } from './load-image.ts';
import type { ImageSource } from './source.ts';
import { imageSources } from './sources/index.ts';

const image = buildImage({ layers: [{ a: '1' }] });

test('a prefix forces the source', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['-', '-', '-'],
    ['archive:x.tar', 'archive', 'x.tar'],
    ['docker-archive:x.tar:tag', 'archive', 'x.tar:tag'],
    ['oci-archive:x.tar', 'archive', 'x.tar'],
    ['oci:folder:tag', 'oci', 'folder:tag'],
    ['oci-dir:folder', 'oci', 'folder'],
    ['daemon:alpine:3', 'daemon', 'alpine:3'],
    ['docker:alpine', 'daemon', 'alpine'],
    ['docker-daemon:alpine:3', 'daemon', 'alpine:3'],
    ['podman:alpine', 'daemon', 'alpine'],
    ['rootfs:/', 'rootfs', '/'],
    ['dir:/', 'rootfs', '/'],
    ['registry:alpine', 'registry', 'alpine'],
    ['registry:registry:2', 'registry', 'registry:2'],
    ['docker://alpine', 'registry', 'alpine'],
  ];
  for (const [input, source, rest] of cases) assert.deepEqual(parsePrefix(input), { source, rest });
  for (const input of [
    'alpine:3',
    'localhost:5000/x',
    'docker:28-dind',
    'docker:dind',
    'registry:2',
    'registry:latest',
    './archive:x',
    'dirs',
    'docker',
  ]) {
    assert.equal(parsePrefix(input), undefined, input);
  }
  assert.throws(() => parsePrefix('archive:'), UsageError);
});

test('without one, what is on disk decides', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'x.tar'), dockerArchive(image, 'old'));
  writeLayout(join(folder, 'layout'), [{ image }]);
  mkdirSync(join(folder, 'root'));
  const source = async (name: string) => (await loadImage(join(folder, name), loadOptions(folder))).source;
  assert.equal(await source('x.tar'), 'archive');
  assert.equal(await source('layout'), 'oci');
  assert.equal(await source('root'), 'rootfs');
  for (const missing of [join(folder, 'gone'), './gone', 'gone.tar', 'gone.tar.gz']) {
    await assert.rejects(
      loadImage(missing, loadOptions(folder)),
      (error) => error instanceof UsageError && error.code === 'no-such-file',
    );
  }
});

test('a reference is looked for in the engine, then in the registry', async (t) => {
  const folder = temporaryFolder(t);
  const Id = image.config.digest;
  const content = { images: { 'here:1': { Id } }, archives: new Map([[Id, dockerArchive(image, 'old')]]) };
  const { socket } = await standInEngine(t, folder, content);
  const options = loadOptions(folder, { environment: { DOCKER_HOST: `unix://${socket}` } });
  const asked: string[] = [];
  const registry: ImageSource = {
    name: 'registry',
    accepts: () => true,
    async load(input) {
      asked.push(input);
      throw new UnavailableError('unreachable', 'asked the registry');
    },
  };
  const sources = [...imageSources.filter(({ name }) => name !== 'registry'), registry];
  assert.equal((await loadImage('here:1', options, sources)).source, 'daemon');
  await assert.rejects(loadImage('there:1', options, sources), /asked the registry/);
  const noEngine = { ...options, environment: { DOCKER_HOST: 'unix:///nowhere.sock' } };
  await assert.rejects(loadImage('here:1', noEngine, sources), /asked the registry/);
  const overShell = { ...options, environment: { DOCKER_HOST: 'ssh://me@elsewhere' } };
  await assert.rejects(loadImage('here:1', overShell, sources), /asked the registry/);
  await assert.rejects(loadImage('daemon:here:1', overShell, sources), /docker save/);
  const late = { ...options, signal: AbortSignal.abort(new Error('too late')) };
  await assert.rejects(loadImage('here:1', late, sources), /too late/);
  await assert.rejects(loadImage('here:1', { ...options, platform: 'linux/s390x' }, sources), /asked the registry/);
  await assert.rejects(loadImage('daemon:there:1', options, sources), (error) => error instanceof UsageError);
  await assert.rejects(loadImage('registry:here:1', options, sources), /asked the registry/);
  await assert.rejects(loadImage('./there', options, sources), (error) => error instanceof UsageError);
  assert.deepEqual(asked, ['there:1', 'here:1', 'here:1', 'here:1', 'here:1']);
});
