import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Advisory } from '../src/advisory/advisory.ts';
import { compareText } from '../src/advisory/compare-text.ts';
import { openFeedFile, writeFeedFile } from '../src/advisory/feed-file.ts';
import { osvFeeds, readOsvArchive } from './support/osv-advisories.ts';
import { sharedRoot, withoutShared } from './support/project.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** What the store wants to reach, on average over all feeds. */
const BYTES_PER_RANGE = 60;
/** One advisory in so many is compared field by field. */
const SAMPLED = 20;

test('every feed of the OSV bucket comes back as it was, in few bytes', { skip: withoutShared }, async (context) => {
  const folder = temporaryFolder(context);
  let sizeBytes = 0;
  let ranges = 0;
  for (const { name, path } of osvFeeds(join(sharedRoot ?? '', 'data/osv'))) {
    const compiled = join(folder, name);
    const header = { source: 'osv', feed: name, sourceVersion: 1 };
    const summary = await writeFeedFile(compiled, readOsvArchive(path), header);
    assert.equal(summary.refused, 0);
    const file = openFeedFile(compiled);
    const written = [...readOsvArchive(path)].sort((a, b) => compareText(a.id, b.id));
    assert.equal(summary.counts.advisories, written.length);
    let index = 0;
    for (const advisory of file.all()) {
      const expected = written[index];
      assert.equal(advisory.id, expected?.id);
      if (index++ % SAMPLED === 0 && expected) {
        assert.deepEqual(advisory, expected);
        sameAnswers(file, advisory);
      }
    }
    file.close();
    sizeBytes += summary.sizeBytes;
    ranges += summary.counts.ranges;
    context.diagnostic(
      `${name}: ${written.length} advisories, ${bytesPerRange(summary.sizeBytes, summary.counts.ranges)}`,
    );
  }
  context.diagnostic(`all: ${bytesPerRange(sizeBytes, ranges)}`);
  assert.ok(sizeBytes / ranges <= BYTES_PER_RANGE);
});

function sameAnswers(file: ReturnType<typeof openFeedFile>, advisory: Advisory): void {
  for (const name of [advisory.id, ...advisory.aliases]) {
    assert.ok(file.get(name).some(({ id }) => id === advisory.id));
  }
  for (const affected of advisory.affected) {
    const found = file.find(affected.ecosystem, affected.name).filter(({ id }) => id === advisory.id);
    assert.ok(found.some((each) => isDeepStrictEqual(each.affected, affected)));
  }
}

function bytesPerRange(sizeBytes: number, ranges: number): string {
  return `${sizeBytes} bytes, ${(sizeBytes / ranges).toFixed(1)} per affected range of ${ranges}`;
}
