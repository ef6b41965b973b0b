import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { serveFeeds } from '../../../test/support/feed-server.ts';
import { clientOf, collected } from '../../../test/support/served-feed.ts';
import { amazon } from '../sources/amazon.ts';
import { parseAmazonUpdates } from './updates.ts';

function updateInfo(name: string, version: string, epoch = '0'): string {
  return (
    `<updates><update type="security"><id>ALAS2-2024-001</id><title>made up</title>` +
    `<references><reference id="CVE-2024-0001" type="cve" href="https://example.test/"/></references>` +
    `<pkglist><collection short="x"><package name="${name}" epoch="${epoch}" version="${version}" release="1.amzn2" arch="x86_64"/>` +
    '</collection></pkglist></update></updates>'
  );
}

const repomd =
  '<repomd><data type="primary"><location href="repodata/primary.xml.gz"/></data>' +
  '<data type="updateinfo"><location href="repodata/updateinfo.xml.gz"/></data></repomd>';

describe('Amazon Linux', async () => {
  const server = await serveFeeds();
  after(() => server.close());

  function serve(): void {
    server.files.clear();
    server.files
      .set('2/core/latest/x86_64/mirror.list', 'https://cdn.amazonlinux.com/2/core/2.0/x86_64/abc\n')
      .set('2/core/2.0/x86_64/abc/repodata/repomd.xml', repomd)
      .set('2/core/2.0/x86_64/abc/repodata/updateinfo.xml.gz', gzipSync(updateInfo('kernel', '4.14.300')))
      .set(
        '2/extras-catalog.json',
        JSON.stringify({ topics: [{ n: 'php8.0' }, { n: 'BCC' }, { n: 'gone' }, { n: '../..' }, {}] }),
      )
      .set(
        '2/extras/php8.0/latest/x86_64/mirror.list',
        'https://cdn.amazonlinux.com/2/extras/php8.0/2.0/$basearch/def/\n',
      )
      .set('2/extras/php8.0/2.0/x86_64/def/repodata/repomd.xml', repomd)
      .set('2/extras/php8.0/2.0/x86_64/def/repodata/updateinfo.xml.gz', gzipSync(updateInfo('php', '8.0.30')))
      .set('2/extras/BCC/latest/x86_64/mirror.list', 'https://cdn.amazonlinux.com/2/extras/BCC/2.0/x86_64/ghi')
      .set('2/extras/BCC/2.0/x86_64/ghi/repodata/repomd.xml', '<repomd/>');
  }

  test('core and extras come from where the mirror lists lead', async (t) => {
    serve();
    const update = await collected(await amazon.fetch('2', clientOf(t, server)));
    const found = update.documents.flatMap((document) =>
      [...amazon.parse(document, '2')].flatMap(({ affected }) =>
        affected.map((each) => [document.name, each.name, each.ranges]),
      ),
    );
    assert.deepEqual(found, [
      ['core', 'kernel', [{ introduced: '0', fixed: '4.14.300-1.amzn2' }]],
      ['extras/php8.0', 'php', [{ introduced: '8.0', fixed: '8.0.30-1.amzn2' }]],
    ]);
  });

  test('nothing where no list of updates has changed', async (t) => {
    serve();
    const first = clientOf(t, server);
    await collected(await amazon.fetch('2', first));
    assert.equal((await amazon.fetch('2', clientOf(t, server, { files: first.files() }))).kind, 'unchanged');
  });

  test('without a core repository there is no feed', async (t) => {
    serve();
    server.files.delete('2/core/latest/x86_64/mirror.list');
    await assert.rejects(amazon.fetch('2', clientOf(t, server)), { code: 'not-found' });
  });
});

test('a topic that bears a number speaks of that line of versions only', () => {
  const introduced = (topic: string, version: string, epoch?: string) =>
    [...parseAmazonUpdates({ name: `extras/${topic}`, text: updateInfo('x', version, epoch) }, 'Amazon Linux:2')][0]
      ?.affected[0]?.ranges[0]?.introduced;
  assert.equal(introduced('postgresql13', '13.3'), '13');
  assert.equal(introduced('kernel-5.10', '5.10.50'), '5.10');
  assert.equal(introduced('java-openjdk11', '11.0.2', '1'), '1:11');
  assert.equal(introduced('docker', '20.10'), '0');
  assert.equal(introduced('python3.8', '3.80.1'), '0');
  assert.equal(introduced('R3.4', '1.2.3'), '0');
});
