import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { incompressible } from '../../../test/support/bytes.ts';
import { serveRegistry, type TestBehavior } from '../../../test/support/registry.ts';
import { quickTiming } from '../../../test/support/registry-client.ts';
import { sha256 } from '../../base/digest.ts';
import type { RegistryOptions } from '../source.ts';
import { type Artifact, type ArtifactOptions, openArtifact, pushArtifact } from './artifact.ts';

const TYPE = 'application/vnd.example.v1+json';
const LARGE = incompressible(300_000);
const LOGIN = { username: 'me', password: 'secret' };

describe('artifacts', async () => {
  const registry = await serveRegistry();
  const name = `${registry.host}/team/files:latest`;
  after(() => registry.close());
  beforeEach(() => {
    for (const key of Object.keys(registry.behavior)) delete registry.behavior[key as keyof TestBehavior];
    registry.requests.length = 0;
    registry.repositories.clear();
  });
  const asked = () => registry.requests.map(({ method, url }) => `${method} ${url.replace(/[0-9a-f]{64}/g, 'D')}`);

  test('are stored and come back', async () => {
    const said: string[] = [];
    const stored = await pushArtifact(name, artifact(), { ...options(), pushed: (_, how) => said.push(how) });
    assert.match(stored, /^127\.0\.0\.1:\d+\/team\/files:latest@sha256:[0-9a-f]{64}$/);
    const repository = registry.repositories.get('team/files');
    const [manifest] = [...(repository?.manifests.values() ?? [])];
    assert.equal(manifest?.mediaType, 'application/vnd.oci.image.manifest.v1+json');
    assert.deepEqual(JSON.parse(Buffer.from(manifest?.bytes ?? []).toString()), {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: TYPE,
      config: { mediaType: TYPE, digest: sha256('{}'), size: 2 },
      layers: [
        { mediaType: 'a/b', digest: sha256('small'), size: 5, annotations: { 'example.name': 'small' } },
        { mediaType: 'a/b', digest: sha256(LARGE), size: LARGE.length },
      ],
      annotations: { 'example.of': 'all' },
    });
    for (const reference of [name, stored.replace(':latest', '')]) {
      const opened = await openArtifact(reference, TYPE, options());
      assert.equal(Buffer.from(opened.document).toString(), '{}');
      const [small, large] = opened.files;
      assert.ok(small && large);
      assert.equal(String(await bytesOf(opened.open(small))), 'small');
      assert.deepEqual(await bytesOf(opened.open(large)), Buffer.from(LARGE));
    }
    await pushArtifact(name, artifact(), { ...options(), pushed: (_, how) => said.push(how) });
    assert.deepEqual(said, ['stored', 'stored', 'present', 'present']);
  });

  test('only what is missing is sent', async () => {
    await pushArtifact(name, artifact(), options());
    registry.requests.length = 0;
    await pushArtifact(name, artifact(), options());
    assert.deepEqual(asked().slice(1), [
      'HEAD /v2/team/files/blobs/sha256:D',
      'HEAD /v2/team/files/blobs/sha256:D',
      'HEAD /v2/team/files/blobs/sha256:D',
      'PUT /v2/team/files/manifests/latest',
    ]);
  });

  test('a token to write is asked for; one to read is enough for reading', async () => {
    registry.behavior.auth = { scheme: 'bearer', ...LOGIN };
    await pushArtifact(name, artifact(), options({ credentials: LOGIN }));
    const scope = () =>
      registry.requests
        .filter(({ url }) => url.startsWith('/token'))
        .map(({ url }) => new URL(url, registry.origin).searchParams.get('scope'));
    assert.deepEqual(scope(), ['repository:team/files:pull,push']);
    registry.requests.length = 0;
    await openArtifact(name, TYPE, options({ credentials: LOGIN }));
    assert.deepEqual(scope(), ['repository:team/files:pull']);
  });

  test('a token that expires on the way is replaced', async () => {
    registry.behavior.auth = { scheme: 'bearer', ...LOGIN, tokenUses: 1 };
    await pushArtifact(name, artifact(), options({ credentials: LOGIN }));
    await openArtifact(name, TYPE, options({ credentials: LOGIN }));
  });

  test('uploads that are cut, and troubles of the server, are tried again', async () => {
    registry.behavior.cutUploads = 2;
    registry.behavior.serverErrors = 1;
    await pushArtifact(name, artifact(), options());
    await openArtifact(name, TYPE, options());
  });

  test('uploads to another host carry no login', async () => {
    const store = await serveRegistry();
    registry.behavior.auth = { scheme: 'basic', ...LOGIN };
    registry.behavior.uploadOrigin = store.origin;
    await pushArtifact(name, artifact(), options({ credentials: LOGIN }));
    assert.equal(store.requests.length, 3);
    for (const { headers } of store.requests) assert.equal(headers.authorization, undefined);
    registry.behavior.uploadOrigin = 'http://192.0.2.1';
    registry.repositories.clear();
    await assert.rejects(pushArtifact(name, artifact(), options({ credentials: LOGIN })), {
      code: 'server-error',
      message: /wants uploads to another host over plain HTTP/,
    });
    await store.close();
  });

  test('refusals are told in words', async () => {
    const expected: readonly (readonly [number, string, RegExp])[] = [
      [403, 'unauthorized', /does not let this login write to team\/files \(it says: the test says DENIED\)/],
      [404, 'server-error', /the repository is not there, and this registry makes none by itself/],
      [405, 'server-error', /takes no uploads/],
      [413, 'server-error', /larger than/],
      [400, 'server-error', /it answers 400/],
    ];
    registry.behavior.auth = { scheme: 'basic', ...LOGIN };
    for (const [status, code, message] of expected) {
      registry.behavior.refuseUploads = status;
      await assert.rejects(pushArtifact(name, artifact(), options({ credentials: LOGIN })), {
        name: 'UnavailableError',
        code,
        message,
      });
    }
    await assert.rejects(pushArtifact(name, artifact(), options()), { code: 'unauthorized', message: /docker login/ });
  });

  test('mirrors are read from, never written to', async () => {
    const mirror = await serveRegistry();
    const mirrors = { [registry.host]: [mirror.origin] };
    await pushArtifact(name, artifact(), options({ mirrors }));
    assert.deepEqual(mirror.requests, []);
    await openArtifact(name, TYPE, options({ mirrors }));
    assert.ok(mirror.requests.length > 0);
    await mirror.close();
  });

  test('what is no such artifact is refused', async () => {
    await pushArtifact(name, artifact(), options());
    await assert.rejects(openArtifact(name, 'another/type', options()), { code: 'unsupported-image' });
    await assert.rejects(openArtifact(`${registry.host}/team/files:nope`, TYPE, options()), { code: 'no-such-image' });
    const digest = `${registry.host}/team/files@${sha256('x')}`;
    await assert.rejects(pushArtifact(digest, artifact(), options()), { code: 'bad-reference' });
  });
});

function artifact(): Artifact {
  const file = (bytes: Uint8Array | string) => ({
    mediaType: 'a/b',
    digest: sha256(bytes),
    size: bytes.length,
    open: () => [Buffer.from(bytes).subarray(0, 3), Buffer.from(bytes).subarray(3)],
  });
  return {
    type: TYPE,
    document: Buffer.from('{}'),
    annotations: { 'example.of': 'all' },
    files: [{ ...file('small'), annotations: { 'example.name': 'small' } }, file(LARGE)],
  };
}

function options(registry: RegistryOptions = {}): ArtifactOptions {
  return { registry, environment: {}, signal: new AbortController().signal, timing: quickTiming };
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk));
  return Buffer.concat(pieces);
}
