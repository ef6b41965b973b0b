import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildZip } from '../../test/support/build-zip.ts';
import { withoutTools } from '../../test/support/run-tool.ts';
import { writeTar } from '../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { FormatError } from '../base/errors.ts';
import type { DownloadedFile, FeedDocument } from './advisory-source.ts';
import { jsonDocuments, tarDocuments, wholeDocument, xmlDocuments, zipDocuments } from './feed-documents.ts';

const isJson = (name: string) => name.endsWith('.json');

test('one document of the whole file, or one for each part', async (t) => {
  assert.deepEqual(await all(wholeDocument(fileOf(t, 'x\n'), 'x.csv')), [['x.csv', 'x\n']]);
  assert.deepEqual(await all(jsonDocuments(fileOf(t, '{"a":{},"b":[1]}'))), [
    ['a', '{}'],
    ['b', '[1]'],
  ]);
  assert.deepEqual(await all(jsonDocuments(fileOf(t, '{"v":[7]}'), { within: ['v'] })), [['0', '7']]);
  assert.deepEqual(await all(xmlDocuments(fileOf(t, '<r><u>1</u><o/><u/></r>'), ['u'])), [
    ['u', '<u>1</u>'],
    ['u', '<u/>'],
  ]);
});

test('wanted files of archives', async (t) => {
  const zip = buildZip([
    { name: 'a.json', content: '{}', deflated: true },
    { name: 'b.txt', content: 'no' },
    { name: 'c.json', content: 'damaged', claimedSize: 3 },
    { name: 'd.json', content: '[]' },
  ]);
  assert.deepEqual(await all(zipDocuments(fileOf(t, zip), isJson)), [
    ['a.json', '{}'],
    ['c.json', ''],
    ['d.json', '[]'],
  ]);
  const tar = gzipSync(
    writeTar([
      { path: 'x/', type: 'directory' },
      { path: 'x/a.json', body: '{}' },
      { path: 'b', body: 'b' },
    ]),
  );
  assert.deepEqual(await all(tarDocuments(fileOf(t, tar), isJson)), [['x/a.json', '{}']]);
  await assert.rejects(all(tarDocuments(fileOf(t, tar.subarray(0, -20)), isJson)), FormatError);
  await assert.rejects(all(zipDocuments(fileOf(t, zip.subarray(0, -30)), isJson)), FormatError);
});

for (const [tool, parameters] of [
  ['gzip', ['-c']],
  ['xz', ['-c']],
  ['bzip2', ['-c']],
  ['zstd', ['-c', '-q']],
] as const) {
  test(`a file compressed by ${tool}`, { skip: withoutTools(tool) }, async (t) => {
    const packed = execFileSync(tool, parameters, { input: '{"a":1}'.padEnd(500_000) });
    assert.deepEqual(await all(jsonDocuments(fileOf(t, packed))), [['a', '1']]);
    await assert.rejects(all(jsonDocuments(fileOf(t, packed.subarray(0, -9)))), FormatError);
  });
}

function fileOf(t: TestContext, content: string | Uint8Array): DownloadedFile {
  const path = join(temporaryFolder(t), 'file');
  writeFileSync(path, content);
  return { path, sizeBytes: Buffer.byteLength(content) };
}

async function all(documents: AsyncIterable<FeedDocument>): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const { name, text } of documents) found.push([name, text]);
  return found;
}
