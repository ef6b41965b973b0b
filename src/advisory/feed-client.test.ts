import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { incompressible } from '../../test/support/bytes.ts';
import { type FeedFlaw, serveFeeds } from '../../test/support/feed-server.ts';
import { serveFlakyProxy } from '../../test/support/flaky-proxy.ts';
import { quickTiming } from '../../test/support/registry-client.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { UnavailableError } from '../base/errors.ts';
import { createTransport } from '../base/http/transport.ts';
import { createFeedClient, type FeedClientOptions, type RememberingClient } from './feed-client.ts';
import { noMemory } from './feed-memory.ts';

const CONTENT = incompressible(20_000);

describe('feed client', async () => {
  const server = await serveFeeds();
  after(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    server.flaws.length = 0;
    server.files.clear();
    server.files.set('osv/Go/all.zip', CONTENT).set('osv/small.csv', 'a,b\n');
  });

  function clientFor(t: TestContext, changes: Partial<FeedClientOptions> = {}): RememberingClient {
    return createFeedClient({
      root: new URL('osv/', server.root),
      memory: noMemory,
      temporaryFolder: temporaryFolder(t),
      transport: createTransport({ environment: {}, timing: quickTiming }),
      timing: quickTiming,
      signal: new AbortController().signal,
      ...changes,
    });
  }

  async function downloaded(t: TestContext, flaws: readonly FeedFlaw[], changes: Partial<FeedClientOptions> = {}) {
    server.flaws.push(...flaws);
    const file = await clientFor(t, changes).download('Go/all.zip');
    return file && readFileSync(file.path);
  }

  const ranges = () => server.requests.map(({ headers }) => headers.range);

  test('a file comes whole, with the time it was made', async (t) => {
    const file = await clientFor(t).download('Go/all.zip');
    assert.equal(file?.sizeBytes, CONTENT.length);
    assert.equal(file.published, '2026-08-20T10:00:00.000Z');
    assert.deepEqual(readFileSync(file.path), CONTENT);
    assert.deepEqual(
      server.requests.map(({ headers }) => headers['accept-encoding']),
      ['identity'],
    );
  });

  test('what has not changed is not sent again, unless it is wanted all the same', async (t) => {
    const first = clientFor(t);
    await first.download('Go/all.zip');
    const memory = { cursor: 'here', files: JSON.parse(JSON.stringify(first.files())) };
    const second = clientFor(t, { memory });
    assert.equal(second.cursor, 'here');
    assert.equal(await second.download('Go/all.zip'), undefined);
    assert.deepEqual(second.files(), first.files());
    assert.ok(await second.download('Go/all.zip', { always: true }));
    server.files.set('osv/Go/all.zip', 'new');
    assert.equal((await second.download('Go/all.zip'))?.sizeBytes, 3);
    assert.deepEqual(
      server.requests.map(({ status }) => status),
      [200, 304, 200, 200],
    );
  });

  test('a server that says unchanged unasked is not believed', async (t) => {
    await assert.rejects(downloaded(t, [{ status: 304 }]), { code: 'server-error' });
  });

  test('a cut is followed by a request for the rest', async (t) => {
    assert.deepEqual(await downloaded(t, [{ cutAfter: 6_000 }, { cutAfter: 5_000 }]), CONTENT);
    assert.deepEqual(ranges(), [undefined, 'bytes=6000-', 'bytes=11000-']);
  });

  test('a file that changes between two parts, or cannot be told from another, begins anew', async (t) => {
    assert.deepEqual(await downloaded(t, [{ cutAfter: 6_000, body: 'x'.repeat(9_000) }]), CONTENT);
    assert.deepEqual(await downloaded(t, [{ cutAfter: 6_000 }, { noRanges: true }]), CONTENT);
    assert.deepEqual(await downloaded(t, [{ cutAfter: 6_000, noValidators: true }]), CONTENT);
    assert.equal(ranges().at(-1), undefined);
    const range = { 'content-range': 'bytes 0-5/6' };
    assert.deepEqual(await downloaded(t, [{ cutAfter: 6_000 }, { headers: range }]), CONTENT);
    assert.deepEqual(await downloaded(t, [{ cutAfter: 6_000 }, { status: 416 }]), CONTENT);
  });

  test('a bad line only costs time', async (t) => {
    const proxy = await serveFlakyProxy(Number(server.root.port), { cutAfterBytes: 8_000, bytesPerSecond: 1e6 });
    t.after(() => proxy.close());
    assert.deepEqual(await downloaded(t, [], { root: new URL(`http://${proxy.host}/osv/`) }), CONTENT);
    assert.ok(proxy.cuts() >= 2);
  });

  test('a slow server is waited for, a busy one asked again, as often and as late as it says', async (t) => {
    assert.deepEqual(await downloaded(t, [{ throttle: { bytes: 4_000, everyMs: 20 } }]), CONTENT);
    const busy = { status: 429, headers: { 'retry-after': '0.05' } };
    const started = performance.now();
    assert.deepEqual(await downloaded(t, [busy, { status: 503 }]), CONTENT);
    assert.ok(performance.now() - started > 45);
    await assert.rejects(downloaded(t, [{ status: 429, headers: { 'retry-after': '3600' } }]), {
      code: 'rate-limited',
    });
    await assert.rejects(downloaded(t, Array(9).fill({ status: 500 })), { code: 'server-error' });
  });

  test('a body of another length, or with another checksum, is not taken', async (t) => {
    const md5 = (bytes: Uint8Array) => `crc32c=AAAAAA==,md5=${createHash('md5').update(bytes).digest('base64')}`;
    assert.deepEqual(await downloaded(t, [{ headers: { 'content-length': '30000' } }]), CONTENT);
    assert.deepEqual(await downloaded(t, [{ headers: { 'x-goog-hash': md5(Buffer.from('other')) } }]), CONTENT);
    assert.equal(server.requests.length, 3 + 2);
    const good = { 'x-goog-hash': md5(CONTENT) };
    assert.deepEqual(await downloaded(t, [{ cutAfter: 6_000, headers: good }]), CONTENT);
    const wrong = { headers: { 'x-goog-hash': md5(Buffer.from('other')) } };
    await assert.rejects(downloaded(t, Array(9).fill(wrong)), { code: 'server-error' });
  });

  test('an endless body ends at the limit', async (t) => {
    const limit = { largestBytes: 100_000 };
    await assert.rejects(downloaded(t, [{ endless: true }], limit), /larger than 100000 bytes/);
    const claimed = { headers: { 'content-length': '200000' }, cutAfter: 10 };
    await assert.rejects(downloaded(t, [claimed], limit), /larger than/);
    server.flaws.length = 0;
    server.flaws.push({ endless: true });
    await assert.rejects(clientFor(t).text('small.csv', { largestBytes: 100_000 }), /larger than 100000 bytes/);
  });

  test('redirects are followed, but not in circles, and to other hosts over HTTPS only', async (t) => {
    const to = (location: string) => ({ status: 302, headers: { location } });
    server.files.set('elsewhere', CONTENT);
    assert.deepEqual(await downloaded(t, [to('/elsewhere')]), CONTENT);
    await assert.rejects(downloaded(t, Array(50).fill(to('/osv/Go/all.zip'))), /redirects more than/);
    server.flaws.length = 0;
    await assert.rejects(downloaded(t, [to('http://localhost:1/x')]), /another host over plain HTTP/);
    await assert.rejects(downloaded(t, [to('file:///etc/passwd')]), /no usable address/);
  });

  test('what is not there, or not for us, is said so', async (t) => {
    const client = clientFor(t);
    await assert.rejects(client.download('none'), { name: 'UnavailableError', code: 'not-found' });
    await assert.rejects(client.text('none', { largestBytes: 9 }), { code: 'not-found' });
    await assert.rejects(downloaded(t, [{ status: 403 }]), { code: 'unauthorized' });
    await assert.rejects(downloaded(t, [{ headers: { 'content-encoding': 'br' } }]), /coding br/);
    const outside = ['../secret', '/secret', 'http://other/x', '..%2fsecret', 'a/%2e%2e/%2e%2e/b', '//other/x'];
    for (const path of outside) await assert.rejects(client.download(path), { code: 'not-found' }, path);
    assert.ok(server.requests.every(({ path }) => path.startsWith('osv/')));
  });

  test('a small document comes as text, also when it comes as gzip', async (t) => {
    const client = clientFor(t);
    assert.equal(await client.text('small.csv', { largestBytes: 4 }), 'a,b\n');
    await assert.rejects(client.text('small.csv', { largestBytes: 3 }), /larger than 3 bytes/);
    server.files.set('osv/small.csv', gzipSync('packed'));
    assert.equal(await client.text('small.csv', { largestBytes: 100 }), 'packed');
    server.flaws.push({ cutAfter: 3 }, { throttle: { bytes: 1, everyMs: 150 } });
    server.files.set('osv/small.csv', 'tried again');
    assert.equal(await client.text('small.csv', { largestBytes: 100 }), 'tried again');
  });

  test('when the time is over it ends', async (t) => {
    const slow = { throttle: { bytes: 10, everyMs: 50 } };
    await assert.rejects(downloaded(t, [slow], { signal: AbortSignal.timeout(200) }), { code: 'timed-out' });
    await assert.rejects(downloaded(t, [], { signal: AbortSignal.abort() }), { code: 'interrupted' });
  });

  test('a mirror on disk is read where it lies', async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'Rocky Linux'));
    writeFileSync(join(folder, 'Rocky Linux', 'all.zip'), CONTENT);
    const root = pathToFileURL(`${folder}/`);
    const client = clientFor(t, { root });
    const file = await client.download('Rocky Linux/all.zip');
    assert.equal(file?.path, join(folder, 'Rocky Linux', 'all.zip'));
    assert.equal(await client.download('Rocky Linux/all.zip'), undefined);
    const later = clientFor(t, { root, memory: { files: client.files() } });
    assert.equal(await later.download('Rocky Linux/all.zip'), undefined);
    assert.equal(Buffer.from(await later.text('Rocky%20Linux/all.zip', { largestBytes: 1e6 })).length > 0, true);
    for (const path of ['none', '.', '../../etc/passwd', '%2e%2e/x', 'file:///etc/passwd']) {
      await assert.rejects(later.download(path), { code: 'not-found' }, path);
      await assert.rejects(later.text(path, { largestBytes: 9e6 }), UnavailableError, path);
    }
  });

  test('a full or read-only disk is said to be one', async (t) => {
    await assert.rejects(downloaded(t, [], { temporaryFolder: '/nonexistent/folder' }), { code: 'disk' });
  });

  test('a date in the future is that of a wrong clock', async (t) => {
    server.lastModified = 'Fri, 01 Jan 2099 00:00:00 GMT';
    const file = await clientFor(t).download('Go/all.zip');
    assert.ok(Date.parse(file?.published ?? '') <= Date.now());
  });
});
