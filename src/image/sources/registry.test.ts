import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { json, repositoryOf, serveRegistry, type TestBehavior } from '../../../test/support/registry.ts';
import { loadImage, storedBytes } from '../../../test/support/registry-client.ts';
import { sha256 } from '../../base/digest.ts';
import { limits } from '../../base/limits.ts';

const LAYER = Buffer.from('the bytes of a layer '.repeat(500));

describe('registry source', async () => {
  const repository = repositoryOf([LAYER]);
  const registry = await serveRegistry({ repositories: { 'team/app': repository } });
  const name = `${registry.host}/team/app`;
  after(() => registry.close());
  beforeEach(() => {
    for (const key of Object.keys(registry.behavior)) delete registry.behavior[key as keyof TestBehavior];
    registry.requests.length = 0;
  });

  test('an image by tag, its layer streamed', async () => {
    const image = await loadImage(name);
    assert.equal(image.name, `${name}:latest`);
    assert.equal(image.source, 'registry');
    assert.equal(image.digest, repository.digest);
    assert.deepEqual(image.references, [`${name}:latest`, `${name}@${repository.digest}`]);
    const stored = await storedBytes(image.layers[0]);
    assert.deepEqual(gunzipSync(stored), LAYER);
    assert.deepEqual(await storedBytes(image.layers[0]), stored, 'each call is a new read');
    assert.ok(registry.requests.every(({ headers }) => headers.authorization === undefined));
    const accept = registry.requests.find(({ url }) => url.includes('/manifests/'))?.headers.accept ?? '';
    assert.match(
      accept,
      /oci\.image\.index\.v1\+json.*manifest\.list\.v2\+json.*oci\.image\.manifest.*manifest\.v2\+json/,
    );
  });

  test('an image by digest', async () => {
    const image = await loadImage(`${name}@${repository.digest}`);
    assert.equal(image.digest, repository.digest);
    assert.deepEqual(image.references, [`${name}@${repository.digest}`]);
  });

  test('the digest decides over the tag', async () => {
    const image = await loadImage(`${name}:no-such-tag@${repository.digest}`);
    assert.equal(image.digest, repository.digest);
    assert.equal(image.references[0], `${name}:no-such-tag`);
  });

  test('an index leads to the image of the platform', async () => {
    const index = json({
      schemaVersion: 2,
      manifests: [...repository.manifests].map(([digest, { mediaType, bytes }]) => {
        return { digest, mediaType, size: bytes.length, platform: { os: 'linux', architecture: 'amd64' } };
      }),
    });
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    repository.manifests.set(sha256(index), { mediaType, bytes: index });
    repository.tags.set('multi', sha256(index));
    const image = await loadImage(`${name}:multi`);
    assert.equal(image.digest, repository.digest);
    assert.equal(image.references[1], `${name}@${sha256(index)}`);
    await assert.rejects(loadImage(`${name}:multi`, { platform: 'linux/s390x' }), { code: 'no-such-platform' });
  });

  test('what is not there', async () => {
    await assert.rejects(loadImage(`${name}:nope`), {
      name: 'UsageError',
      code: 'no-such-image',
      message: `there is no nope in ${name} (it says: the test says MANIFEST_UNKNOWN)`,
    });
    await assert.rejects(loadImage(`${registry.host}/nope`), {
      code: 'no-such-image',
      message: `there is no repository ${registry.host}/nope`,
    });
  });

  test('a manifest that is not what it is said to be', async () => {
    registry.behavior.wrongDigestHeader = true;
    await assert.rejects(loadImage(name), { name: 'IntegrityError', code: 'wrong-digest' });
    registry.behavior.wrongDigestHeader = false;
    registry.behavior.corruptManifests = true;
    await assert.rejects(loadImage(`${name}@${repository.digest}`), { name: 'IntegrityError', code: 'wrong-digest' });
  });

  test('garbage instead of a manifest', async () => {
    for (const garbage of [
      '<html>please log in</html>',
      '',
      '{',
      `${'['.repeat(5000)}`,
      '[]',
      '"x"',
      '{"layers":[7]}',
    ]) {
      registry.behavior.garbage = garbage;
      await assert.rejects(loadImage(name), { name: 'IntegrityError', code: 'bad-manifest' }, garbage.slice(0, 20));
    }
  });

  test('a manifest larger than any should be', async () => {
    registry.behavior.garbage = ' '.repeat(limits.manifest + 1);
    await assert.rejects(loadImage(name), { name: 'IntegrityError', code: 'over-limit' });
  });

  test('schema 1 is refused by name', async () => {
    registry.behavior.garbage = JSON.stringify({ schemaVersion: 1, name: 'team/app', fsLayers: [], history: [] });
    await assert.rejects(loadImage(name), { name: 'UsageError', code: 'unsupported-image', message: /schema/ });
  });

  test('a config that is not there, or another', async () => {
    const broken = repositoryOf([LAYER]);
    const config = [...broken.blobs.keys()].at(-1) ?? sha256('');
    registry.repositories.set('broken', broken);
    broken.blobs.delete(config);
    await assert.rejects(loadImage(`${registry.host}/broken`), { code: 'missing-blob' });
    broken.blobs.set(config, Buffer.from('{}'));
    await assert.rejects(loadImage(`${registry.host}/broken`), { code: 'wrong-digest' });
  });

  test('a foreign layer is never fetched from the address in the manifest', async () => {
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const [original] = [...repository.manifests.values()];
    const text = Buffer.from(original?.bytes ?? [])
      .toString('utf8')
      .replace('image.layer.v1.tar+gzip', 'image.layer.nondistributable.v1.tar+gzip');
    repository.manifests.set(sha256(text), { mediaType, bytes: Buffer.from(text) });
    const image = await loadImage(`${name}@${sha256(text)}`);
    assert.equal(image.layers[0]?.content.kind, 'absent');
  });

  test('too many requests are waited out, as long as asked', async () => {
    registry.behavior.tooManyRequests = 2;
    registry.behavior.retryAfter = '0.02';
    const notices: string[] = [];
    const started = performance.now();
    await loadImage(name, { notice: (message) => notices.push(message) });
    assert.ok(performance.now() - started >= 40);
    assert.equal(notices.length, 2);
    assert.match(notices[0] ?? '', /too many requests.*trying again in 0\.0 s \(try 2 of 4\)/);
  });

  test('too many requests for too long', async () => {
    registry.behavior.tooManyRequests = 100;
    await assert.rejects(loadImage(name), { name: 'UnavailableError', code: 'rate-limited', message: /logging in/ });
    assert.equal(registry.requests.filter(({ url }) => url.includes('/manifests/')).length, 4);
    registry.behavior.retryAfter = '3600';
    registry.requests.length = 0;
    await assert.rejects(loadImage(name), { code: 'rate-limited', message: /asks to wait 3600 s/ });
    assert.equal(registry.requests.filter(({ url }) => url.includes('/manifests/')).length, 1);
  });

  test('trouble of the server', async () => {
    registry.behavior.serverErrors = 3;
    await loadImage(name);
    registry.behavior.serverErrors = 4;
    await assert.rejects(loadImage(name), { name: 'UnavailableError', code: 'server-error', message: /status 503/ });
  });

  test('refusals in the words of the registry, made harmless', async () => {
    const said = `\u001b[31mred\u001b[0m \u202e text\nmore ${'x'.repeat(1000)}`;
    const body = JSON.stringify({ errors: [{ code: 'DENIED', message: said }] });
    registry.behavior.refuse = { status: 403, body };
    await assert.rejects(loadImage(name), (error: Error) => {
      assert.match(error.message, /docker login/);
      assert.match(error.message, /\[31mred \[0m text more x/);
      assert.ok(!/[\p{Cc}\p{Cf}]/u.test(error.message) && error.message.length < 700);
      return true;
    });
    for (const strange of ['', 'not json', '[]', '{"errors":{}}', '{"errors":[null,7]}', 'x'.repeat(100_000)]) {
      registry.behavior.refuse = { status: 418, body: strange };
      await assert.rejects(loadImage(name), { code: 'server-error', message: /answers 418/ });
    }
  });

  test('a registry that hangs', async () => {
    registry.behavior.hang = 'answer';
    await assert.rejects(loadImage(name), { name: 'UnavailableError', code: 'timed-out' });
  });

  test('nobody there', async () => {
    const gone = await serveRegistry();
    await gone.close();
    const notices: string[] = [];
    const loading = loadImage(`${gone.host}/x`, { notice: (message) => notices.push(message) });
    await assert.rejects(loading, { name: 'UnavailableError', code: 'unreachable', message: /ECONNREFUSED/ });
    assert.equal(notices.length, 3);
  });

  test('giving up', async () => {
    registry.behavior.hang = 'answer';
    await assert.rejects(loadImage(name, { signal: AbortSignal.timeout(30) }), { code: 'timed-out' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(loadImage(name, { signal: controller.signal }), { code: 'interrupted' });
    await assert.rejects(loadImage(name, { signal: AbortSignal.abort() }), { code: 'interrupted' });
  });

  test('giving up while waiting for the next try', async () => {
    registry.behavior.tooManyRequests = 1;
    registry.behavior.retryAfter = '0.05';
    const started = performance.now();
    await assert.rejects(loadImage(name, { signal: AbortSignal.timeout(30) }), { code: 'timed-out' });
    assert.ok(performance.now() - started < 50 + 200);
    assert.equal(registry.behavior.tooManyRequests, 0);
  });

  test('a bad reference reaches no network', async () => {
    await assert.rejects(loadImage('Not A Reference'), { code: 'bad-reference' });
    assert.equal(registry.requests.length, 0);
  });
});
