import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { incompressible } from '../../../test/support/bytes.ts';
import { repositoryOf, serveRegistry, type TestBehavior } from '../../../test/support/registry.ts';
import { loadImage, storedBytes } from '../../../test/support/registry-client.ts';

describe('blobs', async () => {
  const repository = repositoryOf([incompressible(20_000)]);
  const stored = Buffer.from([...repository.blobs.values()][0] ?? []);
  const registry = await serveRegistry({ repositories: { app: repository } });
  const other = await serveRegistry({ repositories: { app: repository } });
  after(() => Promise.all([registry.close(), other.close()]));
  const behave = (behavior: TestBehavior) => {
    for (const key of Object.keys(registry.behavior)) delete registry.behavior[key as keyof TestBehavior];
    Object.assign(registry.behavior, behavior);
  };
  beforeEach(() => {
    behave({});
    registry.requests.length = 0;
    other.requests.length = 0;
  });

  /** The layer is asked for under this behavior; the manifest was had before. */
  async function layerUnder(behavior: TestBehavior, signal?: AbortSignal): Promise<Buffer> {
    behave({});
    const image = await loadImage(`${registry.host}/app`);
    registry.requests.length = 0;
    behave(behavior);
    return storedBytes(image.layers[0], signal);
  }

  const ranges = () => registry.requests.map(({ headers }) => headers.range);

  test('cut again and again, resumed where it was cut', async () => {
    assert.deepEqual(await layerUnder({ cutAfter: 6_000 }), stored);
    assert.deepEqual(ranges(), [undefined, 'bytes=6000-', 'bytes=12000-', 'bytes=18000-']);
  });

  test('more cuts than tries, as long as there is progress', async () => {
    assert.deepEqual(await layerUnder({ cutAfter: 1_500 }), stored);
    assert.ok(registry.requests.length > 10);
  });

  test('cuts without real progress come to an end', async () => {
    await assert.rejects(layerUnder({ cutAfter: 100 }), { name: 'UnavailableError', code: 'unreachable' });
    assert.equal(registry.requests.length, 4);
  });

  test('a server that ignores the range', async () => {
    const image = await loadImage(`${registry.host}/app`);
    behave({ cutAfter: 6_000, noRanges: true });
    const content = image.layers[0]?.content;
    assert.ok(content?.kind === 'stream');
    const chunks: Uint8Array[] = [];
    for await (const chunk of content.open(new AbortController().signal)) {
      chunks.push(Buffer.from(chunk));
      if (Buffer.concat(chunks).length >= 6_000) behave({ noRanges: true });
    }
    assert.equal(ranges().at(-1), 'bytes=6000-');
    assert.deepEqual(Buffer.concat(chunks), stored);
  });

  test('a server that ignores the range and always cuts', async () => {
    await assert.rejects(layerUnder({ cutAfter: 6_000, noRanges: true }), { code: 'unreachable' });
  });

  test('trouble in the middle is waited out', async () => {
    assert.deepEqual(await layerUnder({ serverErrors: 2 }), stored);
    assert.deepEqual(await layerUnder({ tooManyRequests: 2, retryAfter: '0.01' }), stored);
  });

  test('a blob that ends early in good order', async () => {
    await assert.rejects(layerUnder({ endAfter: 6_000, noRanges: true }), {
      name: 'IntegrityError',
      code: 'wrong-size',
    });
  });

  test('a blob shorter or longer than the manifest says', async () => {
    const digest = [...repository.blobs.keys()][0];
    assert.ok(digest);
    try {
      repository.blobs.set(digest, stored.subarray(0, 6_000));
      await assert.rejects(layerUnder({}), { name: 'IntegrityError', code: 'wrong-size', message: /has 6000/ });
      repository.blobs.set(digest, Buffer.concat([stored, stored]));
      await assert.rejects(layerUnder({}), { name: 'IntegrityError', code: 'wrong-size' });
      await assert.rejects(layerUnder({ endAfter: 2 * stored.length }), { code: 'wrong-size', message: /has more/ });
      repository.blobs.delete(digest);
      await assert.rejects(layerUnder({}), { name: 'IntegrityError', code: 'missing-blob' });
    } finally {
      repository.blobs.set(digest, stored);
    }
  });

  test('a Content-Length that lies', async () => {
    await assert.rejects(layerUnder({ contentLength: 5 }), { name: 'IntegrityError', code: 'wrong-size' });
    await assert.rejects(layerUnder({ contentLength: 10 ** 15 }), { name: 'IntegrityError', code: 'wrong-size' });
  });

  test('a blob that stops half way is resumed', async () => {
    const image = await loadImage(`${registry.host}/app`);
    behave({ hang: 'body' });
    setTimeout(() => behave({}), 100);
    assert.deepEqual(await storedBytes(image.layers[0]), stored);
    assert.match(ranges().at(-1) ?? '', /^bytes=10\d{3}-$/);
    await assert.rejects(layerUnder({ hang: 'answer' }), { name: 'UnavailableError', code: 'timed-out' });
  });

  test('a slow line is no hang', async () => {
    const started = performance.now();
    assert.deepEqual(await layerUnder({ throttle: { bytes: 2_000, everyMs: 40 } }), stored);
    assert.ok(performance.now() - started > 300);
  });

  test('a slow reader is no hang either', async () => {
    const big = repositoryOf([incompressible(3_000_000)]);
    registry.repositories.set('big', big);
    const image = await loadImage(`${registry.host}/big`);
    const content = image.layers[0]?.content;
    assert.ok(content?.kind === 'stream');
    let size = 0;
    for await (const chunk of content.open(new AbortController().signal)) {
      if (size === 0) await new Promise((resolve) => setTimeout(resolve, 500));
      size += chunk.length;
    }
    assert.equal(size, image.layers[0]?.size);
    assert.deepEqual(ranges().filter(Boolean), []);
  });

  test('giving up while a blob comes', async () => {
    await assert.rejects(layerUnder({ hang: 'body' }, AbortSignal.timeout(50)), { code: 'timed-out' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(layerUnder({ throttle: { bytes: 100, everyMs: 20 } }, controller.signal), {
      code: 'interrupted',
    });
  });

  test('a reader that has enough closes the connection', async () => {
    const image = await loadImage(`${registry.host}/app`);
    registry.behavior.throttle = { bytes: 1_000, everyMs: 5 };
    const content = image.layers[0]?.content;
    assert.ok(content?.kind === 'stream');
    for await (const chunk of content.open(new AbortController().signal)) {
      assert.ok(chunk.length > 0);
      break;
    }
  });

  test('redirected to another host, without the login', async () => {
    registry.behavior.auth = { scheme: 'basic', username: 'me', password: 'hunter2' };
    registry.behavior.redirectTo = other.origin;
    const credentials = { username: 'me', password: 'hunter2' };
    const image = await loadImage(`${registry.host}/app`, { registry: { credentials } });
    delete registry.behavior.redirectTo;
    assert.equal(other.requests.length, 1, 'the config came from there');
    registry.behavior.redirectTo = other.origin;
    assert.deepEqual(await storedBytes(image.layers[0]), stored);
    assert.equal(other.requests.length, 2);
    assert.ok(other.requests.every(({ headers }) => headers.authorization === undefined));
    assert.ok(registry.requests.some(({ headers }) => headers.authorization?.startsWith('Basic ')));
  });

  test('a host it redirects to cannot ask for the login', async () => {
    registry.behavior.auth = { scheme: 'basic', username: 'me', password: 'hunter2' };
    registry.behavior.redirectTo = other.origin;
    other.behavior.auth = { scheme: 'basic', username: 'me', password: 'hunter2' };
    const credentials = { username: 'me', password: 'hunter2' };
    await assert.rejects(loadImage(`${registry.host}/app`, { registry: { credentials } }), { code: 'unauthorized' });
    assert.ok(other.requests.every(({ headers }) => headers.authorization === undefined));
    delete other.behavior.auth;
  });

  test('resumed through a redirect', async () => {
    other.behavior.cutAfter = 9_000;
    assert.deepEqual(await layerUnder({ redirectTo: other.origin }), stored);
    assert.equal(other.requests.at(-1)?.headers.range, 'bytes=18000-');
    delete other.behavior.cutAfter;
  });

  test('redirected in a circle', async () => {
    const refused = layerUnder({ redirectTo: registry.origin });
    await assert.rejects(refused, { name: 'UnavailableError', message: /redirects more than 10 times/ });
    assert.equal(registry.requests.length, 11);
  });

  test('redirected to nowhere', async () => {
    for (const location of ['file:///etc/passwd', 'http://', 'javascript:alert(1)', '']) {
      registry.behavior.refuse = { status: 302, body: '', headers: { location } };
      await assert.rejects(loadImage(`${registry.host}/app`), { code: 'unreachable' }, location);
    }
  });
});
