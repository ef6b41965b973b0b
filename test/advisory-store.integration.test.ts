import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Advisory } from '../src/advisory/advisory.ts';
import { openFeedFile, writeFeedFile } from '../src/advisory/feed-file.ts';
import { osvFeeds, readOsvArchive } from './support/osv-advisories.ts';
import { sharedRoot, withoutShared } from './support/project.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

/** What the store wants to reach, on average over all feeds. */
const BYTES_PER_RANGE = 60;

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
    const written = [...readOsvArchive(path)].sort((a, b) => (a.id < b.id ? -1 : 1));
    assert.equal(summary.counts.advisories, written.length);
    let index = 0;
    for (const advisory of file.all()) assert.deepEqual(advisory, written[index++]);
    for (const advisory of written.filter((_, each) => each % 50 === 0)) sameAnswers(file, advisory);
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
  for (const { ecosystem, name } of advisory.affected) {
    assert.deepEqual(
      file
        .find(ecosystem, name)
        .filter(({ id }) => id === advisory.id)
        .map(({ affected }) => affected),
      advisory.affected.filter((affected) => affected.ecosystem === ecosystem && affected.name === name),
    );
  }
}

function bytesPerRange(sizeBytes: number, ranges: number): string {
  return `${sizeBytes} bytes, ${(sizeBytes / ranges).toFixed(1)} per affected range of ${ranges}`;
}
