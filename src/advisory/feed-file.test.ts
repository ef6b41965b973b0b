import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { arbitraryAdvisory, arbitraryId } from '../../test/support/arbitrary-advisory.ts';
import { about, manyAdvisories, plain } from '../../test/support/sample-advisories.ts';
import { FormatError, UnavailableError } from '../base/errors.ts';
import type { Advisory } from './advisory.ts';
import { type FeedFile, type FeedHeader, NewerFormatError, openFeedFile, writeFeedFile } from './feed-file.ts';
import { storeOf } from './memory-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-feed-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const header: FeedHeader = { source: 'osv', feed: 'npm', sourceVersion: 3, published: '2026-01-02T03:04:05Z' };
let serial = 0;

test('every advisory comes back as it was, and is found by package, id and alias', async () => {
  const feeds = fc.array(arbitraryAdvisory, { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(feeds, fc.array(arbitraryId), async (advisories, others) => {
      await withFeed(advisories, (file) => {
        const expected = storeOf(advisories);
        assert.deepEqual([...file.all()], sortedById(advisories));
        for (const { ecosystem, name } of [...advisories.flatMap(({ affected }) => affected), missing]) {
          assert.deepEqual(
            file
              .find(ecosystem, name)
              .map(({ id, affected, withdrawn, advisory }) => [id, affected, withdrawn, advisory()]),
            expected
              .find(ecosystem, name)
              .map(({ id, affected, withdrawn, advisory }) => [id, affected, withdrawn, advisory()]),
          );
        }
        for (const id of [...advisories.flatMap(({ id, aliases }) => [id, ...aliases]), ...others]) {
          assert.deepEqual(
            file.get(id),
            expected.get(id).map(({ advisory }) => advisory),
          );
        }
      });
    }),
    { numRuns: 150 },
  );
});

test('thousands of advisories with long texts and lists span pages and text blocks', async () => {
  const advisories = manyAdvisories(3000);
  await withFeed(advisories, (file) => {
    assert.deepEqual([...file.all()], sortedById(advisories));
    assert.equal(file.find('npm', 'common').length, 3000);
    assert.deepEqual(file.header, header);
    assert.equal(file.counts.advisories, 3000);
    assert.ok(file.counts.textBlocks > 64);
    for (let index = 0; index < 3000; index += 7) {
      assert.deepEqual(file.get(`CVE-2024-${index}`), [advisories[index]]);
      assert.deepEqual(file.find('npm', `package-${index}`)[0]?.affected, advisories[index]?.affected[1]);
      assert.deepEqual(file.find('npm', `package-${index}x`), []);
    }
  });
});

test('texts that UTF-8 cannot hold are stored with the replacement character', async () => {
  const odd = { ...plain('A\ud800'), affected: [about('\udc00'), about('\ufffd')] };
  await withFeed([odd], (file) => {
    assert.deepEqual(
      [...file.all()].map(({ id, affected }) => [id, ...affected.map(({ name }) => name)]),
      [['A\ufffd', '\ufffd', '\ufffd']],
    );
    assert.equal(file.find('npm', '\ufffd').length, 2);
  });
});

test('an advisory over a limit costs that advisory', async () => {
  const huge = { ...plain('B'), summary: 'x'.repeat(5 * 1024 * 1024) };
  const path = newPath();
  const { refused, counts } = await writeFeedFile(path, [plain('A'), huge, plain('C')], header);
  assert.deepEqual([refused, counts.advisories], [1, 2]);
  const file = openFeedFile(path);
  assert.deepEqual(
    [...file.all()].map(({ id }) => id),
    ['A', 'C'],
  );
  file.close();
  assert.throws(() => file.get('A'), /is closed/);
});

test('a file that is missing, cut, foreign or newer is told apart', async () => {
  const path = newPath();
  await writeFeedFile(path, manyAdvisories(40), header);
  const bytes = readFileSync(path);
  assert.throws(() => openFeedFile(`${path}-none`), { name: 'UnavailableError', code: 'not-found' });
  for (let size = 0; size < bytes.length; size += 1 + Math.floor(size / 16)) {
    writeFileSync(path, bytes.subarray(0, size));
    assert.throws(() => openFeedFile(path), FormatError, `cut at ${size}`);
  }
  writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(1)]));
  assert.throws(() => openFeedFile(path), FormatError);
  writeFileSync(path, 'SQLite format 3'.padEnd(4096));
  assert.throws(() => openFeedFile(path), /is not a compiled feed/);
  const newer = Buffer.from(bytes);
  newer.writeUInt32LE(2, 8);
  writeFileSync(path, newer);
  assert.throws(() => openFeedFile(path), NewerFormatError);
});

test('a disk that cannot be written is named, and nothing is left behind', async () => {
  const path = join(folder, 'no-such-folder', 'feed');
  await assert.rejects(writeFeedFile(path, [], header), (error) => {
    assert.ok(error instanceof UnavailableError && error.code === 'disk' && error.message.includes(path));
    return true;
  });
  const broken = newPath();
  const failing = function* (): Generator<Advisory> {
    yield plain('A');
    throw new FormatError('the feed is cut');
  };
  await assert.rejects(writeFeedFile(broken, failing(), header), /the feed is cut/);
  assert.ok(!existsSync(broken));
});

const missing = { ecosystem: 'npm', name: 'no such package' };

async function withFeed(advisories: readonly Advisory[], check: (file: FeedFile) => void): Promise<void> {
  const path = newPath();
  await writeFeedFile(path, advisories, header);
  const file = openFeedFile(path);
  check(file);
  file.close();
  rmSync(path);
}

/** In the order of ids; the same id as it came. */
function sortedById(advisories: readonly Advisory[]): Advisory[] {
  return [...advisories].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function newPath(): string {
  return join(folder, `feed-${serial++}`);
}
