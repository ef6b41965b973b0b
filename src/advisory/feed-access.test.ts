import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serveFeeds } from '../../test/support/feed-server.ts';
import { quickTiming } from '../../test/support/registry-client.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { createTransport } from '../base/http/transport.ts';
import { admissionTo } from './feed-access.ts';
import { createFeedClient } from './feed-client.ts';
import { noMemory } from './feed-memory.ts';
import { nvd } from './sources/nvd.ts';

const access = { secret: { header: 'apiKey', variable: 'TEST_KEY' }, windowMs: 300, calls: 2, callsWithSecret: 1_000 };
const address = 'https://example.com/rest/';
const root = new URL(address);
const signal = new AbortController().signal;

test('the secret goes to the source itself alone', () => {
  const source = { name: 'secretive', address, access };
  const environment = { TEST_KEY: ' 1234-abcd ' };
  assert.deepEqual(admissionTo(source, { root, environment }).headers, { apiKey: '1234-abcd' });
  assert.deepEqual(admissionTo(source, { root: new URL('https://mirror.example/'), environment }).headers, {});
  assert.deepEqual(admissionTo(source, { root, environment: {} }).headers, {});
  assert.deepEqual(admissionTo(source, { root, environment: { TEST_KEY: 'two\r\nlines: 1' } }).headers, {});
  assert.deepEqual(admissionTo({ name: 'open', address }, { root, environment }).headers, {});
});

test('all callers share an allowance', async () => {
  const turns = async (name: string, environment: Record<string, string>) => {
    const started = performance.now();
    const one = admissionTo({ name, address, access }, { root, environment });
    const other = admissionTo({ name, address, access }, { root, environment });
    await Promise.all([one, other, one, other, one].map((admission) => admission.turn(signal)));
    return performance.now() - started;
  };
  // Two at once, two after one window, one after two.
  const slow = await turns('paced', {});
  assert.ok(slow >= 590, String(slow));
  assert.ok((await turns('paced-with-secret', { TEST_KEY: 'x' })) < 300);
});

test('NVD is asked page by page, for one product', async (t) => {
  const server = await serveFeeds();
  after(() => server.close());
  const page = (id: string) =>
    JSON.stringify({ totalResults: 2_001, vulnerabilities: [{ cve: { id, configurations: [] } }] });
  const path = (start: number) =>
    `nvd/cves/2.0?virtualMatchString=cpe:2.3:*:f5:nginx\\/x&resultsPerPage=2000&startIndex=${start}`;
  server.files.set(path(0), page('CVE-2020-0001')).set(path(2_000), page('CVE-2020-0002'));
  const client = createFeedClient({
    root: new URL('nvd/', server.root),
    memory: noMemory,
    temporaryFolder: temporaryFolder(t),
    transport: createTransport({ environment: {}, timing: quickTiming }),
    timing: quickTiming,
    signal,
  });
  const feed = nvd.feedFor('CPE:f5:nginx/x') ?? assert.fail();
  const update = await nvd.fetch(feed, client);
  assert.ok(update.kind === 'whole');
  const ids: string[] = [];
  for await (const document of update.documents) for (const { id } of nvd.parse(document, feed)) ids.push(id);
  assert.deepEqual(ids, ['CVE-2020-0001', 'CVE-2020-0002']);
  assert.equal(server.requests.length, 2);
});
