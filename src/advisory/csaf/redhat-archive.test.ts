import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { serveFeeds } from '../../../test/support/feed-server.ts';
import { clientOf, collected } from '../../../test/support/served-feed.ts';
import { writeTar } from '../../../test/support/tar-writer.ts';
import { zstdStored } from '../../../test/support/zstd-stored.ts';
import { fetchRedHatArchive } from './redhat-archive.ts';

describe('archive of Red Hat', async () => {
  const server = await serveFeeds();
  after(() => server.close());

  function serve(changes: string, deletions = ''): void {
    server.files.clear();
    server.files
      .set('archive_latest.txt', 'csaf_vex_2025-12-06.tar.zst\n')
      .set('changes.csv', changes)
      .set('deletions.csv', deletions)
      .set('2024/cve-2024-0002.json', 'two, changed')
      .set(
        'csaf_vex_2025-12-06.tar.zst',
        zstdStored(
          writeTar([
            { path: '2024/', type: 'directory' },
            { path: '2024/cve-2024-0001.json', body: 'one' },
            { path: '2024/cve-2024-0002.json', body: 'two' },
            { path: '2024/cve-2024-0003.json', body: 'three' },
          ]),
        ),
      );
  }
  const changedTwo =
    '"2024/cve-2024-0002.json","2025-12-10T10:00:00+00:00"\n"2024/cve-2024-0001.json","2025-12-01T10:00:00+00:00"\n';
  const deletedThree = '"2024/cve-2024-0003.json","2025-12-09T10:00:00+00:00"\n';

  test('the first time all documents come, in their newest state', async (t) => {
    serve(changedTwo, deletedThree);
    const update = await collected(await fetchRedHatArchive(clientOf(t, server)));
    assert.equal(update.kind, 'whole');
    assert.deepEqual(update.documents, [
      { name: '2024/cve-2024-0001.json', text: 'one' },
      { name: '2024/cve-2024-0002.json', text: 'two, changed' },
    ]);
    assert.equal('cursor' in update && update.cursor, '2025-12-10T10:00:00Z');
  });

  test('later on only what changed, without the archive', async (t) => {
    serve(changedTwo, deletedThree);
    server.requests.length = 0;
    const client = clientOf(t, server, { cursor: '2025-12-08T00:00:00Z', files: {} });
    const update = await collected(await fetchRedHatArchive(client));
    assert.equal(update.kind, 'changes');
    assert.deepEqual(update.documents, [{ name: '2024/cve-2024-0002.json', text: 'two, changed' }]);
    assert.deepEqual('removed' in update && update.removed, ['CVE-2024-0003', 'CVE-2024-0002']);
    assert.ok(!server.requests.some(({ path }) => path.includes('archive')));
  });

  test('nothing where the lists are as they were', async (t) => {
    serve(changedTwo);
    const first = clientOf(t, server);
    await collected(await fetchRedHatArchive(first));
    const memory = { cursor: '2025-12-10T10:00:00Z', files: first.files() };
    assert.equal((await fetchRedHatArchive(clientOf(t, server, memory))).kind, 'unchanged');
  });

  test('too many changes: the archive again', async (t) => {
    const many = Array.from(
      { length: 3_001 },
      (_, index) => `"2025/cve-2025-${10_000 + index}.json","2025-12-05T10:00:00+00:00"`,
    );
    serve(`${many.join('\n')}\n`);
    const client = clientOf(t, server, { cursor: '2025-01-01T00:00:00Z', files: {} });
    const update = await collected(await fetchRedHatArchive(client));
    assert.equal(update.kind, 'whole');
    assert.equal(update.documents.length, 3);
  });

  test('a mirror with nothing but the archive', async (t) => {
    serve('');
    server.files.delete('changes.csv');
    server.files.delete('deletions.csv');
    const first = clientOf(t, server);
    const update = await collected(await fetchRedHatArchive(first));
    assert.equal(update.documents.length, 3);
    const memory = { cursor: '2025-12-06T00:00:00Z', files: first.files() };
    assert.equal((await fetchRedHatArchive(clientOf(t, server, memory))).kind, 'unchanged');
    server.files.set(
      'csaf_vex_2025-12-06.tar.zst',
      zstdStored(writeTar([{ path: '2024/cve-2024-0009.json', body: 'nine' }])),
    );
    const second = await collected(await fetchRedHatArchive(clientOf(t, server, memory)));
    assert.deepEqual([second.kind, second.documents.length], ['whole', 1]);
  });

  test('what is gone by the time it is asked for is left out', async (t) => {
    serve(changedTwo);
    server.files.delete('2024/cve-2024-0002.json');
    const update = await collected(await fetchRedHatArchive(clientOf(t, server)));
    assert.deepEqual(
      update.documents.map(({ text }) => text),
      ['one', 'three'],
    );
  });

  test('an archive of a name that no archive has is refused', async (t) => {
    serve(changedTwo);
    server.files.set('archive_latest.txt', '../../etc/passwd');
    await assert.rejects(fetchRedHatArchive(clientOf(t, server)), /an archive of the name/);
  });

  test('lines of the lists that are none cost themselves', async (t) => {
    serve(`"../../x.json","2025-12-10T10:00:00Z"\ngarbage\n"2024/cve-2024-0001.json","yesterday"\n${changedTwo}`);
    const update = await collected(
      await fetchRedHatArchive(clientOf(t, server, { cursor: '2025-12-08T00:00:00Z', files: {} })),
    );
    assert.deepEqual(
      update.documents.map(({ name }) => name),
      ['2024/cve-2024-0002.json'],
    );
  });
});
