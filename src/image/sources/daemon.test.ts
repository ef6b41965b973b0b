import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { buildImage, buildIndex } from '../../../test/support/build-image.ts';
import { loadOptions } from '../../../test/support/load-options.ts';
import { dockerArchive, ociArchive } from '../../../test/support/place-image.ts';
import { standInEngine } from '../../../test/support/stand-in-engine.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { UnavailableError, UsageError } from '../../base/errors.ts';
import { daemonEndpoints } from '../daemon/endpoints.ts';
import { daemon } from './daemon.ts';

const image = buildImage({ layers: [{ a: '1' }] });
const arm = buildImage({ layers: [{ b: '2' }], platform: 'linux/arm64' });
const Id = image.config.digest;
const images = {
  'ghcr.io/a/b:1': { Id, RepoTags: ['ghcr.io/a/b:1'], RepoDigests: [`ghcr.io/a/b@${image.root.digest}`] },
};
const archives = new Map([[Id, dockerArchive(image, 'old', [])]]);

test('an image that the engine has is saved by its id and read as an archive', async (t) => {
  const folder = temporaryFolder(t);
  const { socket, requests } = await standInEngine(t, folder, { images, archives });
  const environment = { DOCKER_HOST: `unix://${socket}` };
  const loaded = await daemon.load('ghcr.io/a/b:1', loadOptions(folder, { environment }));
  assert.deepEqual([loaded.name, loaded.source, loaded.digest], ['ghcr.io/a/b:1', 'daemon', image.config.digest]);
  assert.deepEqual(loaded.references, ['ghcr.io/a/b:1', `ghcr.io/a/b@${image.root.digest}`]);
  const [layer] = loaded.layers;
  assert.ok(layer?.content.kind === 'file' && layer.content.path.startsWith(folder));
  assert.deepEqual(requests, ['GET /images/ghcr.io/a/b%3A1/json', `GET /images/${encodeURIComponent(Id)}/get`]);
});

test('an engine that keeps several platforms is asked for the wanted one, if it can be', async (t) => {
  const folder = temporaryFolder(t);
  const index = buildIndex([image, arm]);
  const content = {
    images: { x: { Id: index.root.digest } },
    archives: new Map([[index.root.digest, ociArchive([{ image: index }])]]),
  };
  for (const [apiVersion, query] of [
    ['1.48', '?platform='],
    ['1.47', ''],
  ] as const) {
    const inner = join(folder, apiVersion);
    mkdirSync(inner);
    const { socket, requests } = await standInEngine(t, inner, { ...content, apiVersion });
    const environment = { DOCKER_HOST: `unix://${socket}` };
    const loaded = await daemon.load('x', loadOptions(inner, { environment, platform: 'linux/arm64/v8' }));
    assert.equal(loaded.digest, arm.root.digest);
    const expected = query && `${query}${encodeURIComponent('{"os":"linux","architecture":"arm64"}')}`;
    assert.ok(requests[1]?.endsWith(`/get${expected}`), requests[1]);
  }
});

test('an engine without the image, or that fails, says so', async (t) => {
  const folder = temporaryFolder(t);
  const { socket } = await standInEngine(t, folder, {
    images,
    archives,
    intercept(request, response) {
      if (request.url?.includes('fails')) response.writeHead(500).end('{"message":"disk broken"}');
      else if (request.url?.includes('strange')) response.end('{"Id":"../x"}');
      else if (request.url?.includes('cut')) response.destroy();
      else if (request.url?.includes('endless')) response.end(Buffer.alloc(9_000_000, ' '));
      else return false;
      return true;
    },
  });
  const load = (name: string) =>
    daemon.load(name, loadOptions(folder, { environment: { DOCKER_HOST: `unix://${socket}` } }));
  await assert.rejects(load('other'), (error) => error instanceof UsageError && error.code === 'no-such-image');
  await assert.rejects(
    load('fails'),
    (error) => error instanceof UnavailableError && /500: disk broken/.test(error.message),
  );
  await assert.rejects(load('strange'), (error) => error instanceof UnavailableError && error.code === 'server-error');
  await assert.rejects(load('cut'), (error) => error instanceof UnavailableError && error.code === 'unreachable');
  await assert.rejects(load('endless'), /without end/);
});

test('an archive that breaks off is not taken for a whole one', async (t) => {
  const folder = temporaryFolder(t);
  const { socket } = await standInEngine(t, folder, {
    images,
    archives,
    intercept(request, response) {
      if (!request.url?.endsWith('/get')) return false;
      response.writeHead(200, { 'Content-Length': '100000' }).write(Buffer.alloc(512));
      setTimeout(() => response.destroy(), 20);
      return true;
    },
  });
  const environment = { DOCKER_HOST: `unix://${socket}` };
  await assert.rejects(daemon.load('ghcr.io/a/b:1', loadOptions(folder, { environment })), UnavailableError);
});

test('an engine that hangs ends with the signal', async (t) => {
  const folder = temporaryFolder(t);
  const { socket } = await standInEngine(t, folder, { images, archives, intercept: () => true });
  const environment = { DOCKER_HOST: `unix://${socket}` };
  const signal = AbortSignal.timeout(50);
  await assert.rejects(daemon.load('x', loadOptions(folder, { environment, signal })), /timeout|aborted/);
});

test('without DOCKER_HOST the sockets of Docker and podman are tried, where they are', async (t) => {
  const runtime = temporaryFolder(t);
  const home = temporaryFolder(t);
  for (const [folder, name] of [
    [runtime, 'podman/podman.sock'],
    [runtime, 'docker.sock'],
    [home, '.docker/run/docker.sock'],
  ] as const) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  const found = daemonEndpoints({ XDG_RUNTIME_DIR: runtime, HOME: home }).map(({ socketPath }) => socketPath);
  const ours = found.filter((path) => path?.startsWith(runtime) || path?.startsWith(home));
  assert.deepEqual(ours, [
    join(runtime, 'docker.sock'),
    join(home, '.docker/run/docker.sock'),
    join(runtime, 'podman/podman.sock'),
  ]);
});

test('DOCKER_HOST may name a socket, a host, or one with TLS', (t) => {
  const only = (environment: Record<string, string>) => daemonEndpoints(environment)[0];
  assert.equal(only({ DOCKER_HOST: 'unix:///x.sock' })?.socketPath, '/x.sock');
  assert.equal(only({ DOCKER_HOST: 'tcp://engine' })?.url, 'http://engine:2375');
  assert.equal(only({ CONTAINER_HOST: 'tcp://[::1]:99' })?.url, 'http://[::1]:99');
  const folder = temporaryFolder(t);
  const environment = { DOCKER_HOST: 'tcp://engine', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
  assert.throws(() => only(environment), UnavailableError);
  for (const name of ['ca', 'cert', 'key']) writeFileSync(join(folder, `${name}.pem`), name);
  assert.equal(only(environment)?.url, 'https://engine:2376');
  assert.equal(only(environment)?.tls?.key.toString(), 'key');
  for (const DOCKER_HOST of ['ssh://me@host', 'npipe://x', 'tcp://', 'tcp://me:secret@host']) {
    assert.throws(
      () => only({ DOCKER_HOST }),
      (error) => error instanceof UsageError && error.code === 'unknown-source' && !error.message.includes('secret'),
    );
  }
});
