import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { seededRandom } from '../../test/support/random.ts';
import { manyAdvisories } from '../../test/support/sample-advisories.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { FormatError } from '../base/errors.ts';
import { tailBytes } from './compiled/ending.ts';
import { PAGE_SIZE } from './compiled/page.ts';
import { openFeedFile, writeFeedFile } from './feed-file.ts';

const header = { source: 'osv', feed: 'npm', sourceVersion: 3 };
const seed = Number(process.env.FUZZ_SEED ?? 1);
const TAIL = 28;

test('any changed byte gives the same answers or a FormatError', async (context) => {
  context.diagnostic(`FUZZ_SEED=${seed}`);
  const advisories = manyAdvisories(60);
  const path = join(temporaryFolder(context), 'feed');
  await writeFeedFile(path, advisories, header);
  const bytes = readFileSync(path);
  const right = answers(path);
  const random = seededRandom(seed);
  let damaged = 0;
  for (let round = 0; round < 1500; round++) {
    const copy = Buffer.from(bytes);
    const at = random.below(copy.length);
    copy[at] = ((copy[at] ?? 0) + 1 + random.below(255)) & 0xff;
    writeFileSync(path, copy);
    try {
      assert.deepEqual(answers(path), right, `byte ${at}`);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      damaged++;
    }
  }
  assert.ok(damaged > 1000);
});

test('contents that lie under right checksums end in an answer or a FormatError, soon', async (context) => {
  context.diagnostic(`FUZZ_SEED=${seed}`);
  const path = join(temporaryFolder(context), 'feed');
  await writeFeedFile(path, manyAdvisories(60), header);
  const bytes = readFileSync(path);
  const random = seededRandom(seed);
  let refused = 0;
  let slowestMs = 0;
  for (let round = 0; round < 2000; round++) {
    const copy = Buffer.from(bytes);
    for (let changes = 1 + random.below(4); changes > 0; changes--) {
      copy[16 + random.below(copy.length - 16 - TAIL)] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]);
    }
    writeFileSync(path, withRightChecksums(copy));
    const start = performance.now();
    try {
      answers(path);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      refused++;
    }
    slowestMs = Math.max(slowestMs, performance.now() - start);
  }
  assert.ok(refused > 200, String(refused));
  assert.ok(slowestMs < 2000, `${slowestMs} ms`);
});

/** As somebody would who wants to be believed. */
function withRightChecksums(bytes: Buffer): Buffer {
  const end = bytes.length - TAIL;
  const trailer = bytes.subarray(end - bytes.readUInt32LE(end + 4), end);
  const checksumsLength = bytes.readUInt32LE(end);
  const pages = bytes.subarray(0, end - trailer.length - checksumsLength);
  const checksums = Buffer.alloc(checksumsLength);
  for (let at = 0; at < checksumsLength; at += 4) {
    checksums.writeUInt32LE(crc32(pages.subarray((at / 4) * PAGE_SIZE, (at / 4 + 1) * PAGE_SIZE)), at);
  }
  return Buffer.concat([pages, checksums, trailer, tailBytes(checksums, trailer)]);
}

function answers(path: string): unknown {
  const file = openFeedFile(path);
  try {
    const found = ['common', 'package-3', 'package-59', 'none'].map((name) =>
      file.find('npm', name).map(({ id, affected, withdrawn }) => [id, affected, withdrawn]),
    );
    return [file.header, found, file.get('CVE-2024-7'), file.get('CVE-2024-77'), [...file.all()]];
  } finally {
    file.close();
  }
}
