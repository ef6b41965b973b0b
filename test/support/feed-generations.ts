import assert from 'node:assert/strict';
import type { Advisory } from '../../src/advisory/advisory.ts';
import { writeFeedFile } from '../../src/advisory/feed-file.ts';
import type { FeedFolder } from '../../src/advisory/feed-folder.ts';
import type { FeedManifest } from '../../src/advisory/feed-manifest.ts';
import { openAdvisoryStore } from '../../src/advisory/open-store.ts';
import { about, plain } from './sample-advisories.ts';

export const generationFeed = { source: 'osv', feed: 'npm' };

/** Makes a generation current: as many advisories as `countOf` says, and each tells which generation it is of. */
export function writeGeneration(folder: FeedFolder, generation: number): Promise<FeedManifest> {
  const { source, feed } = generationFeed;
  return folder.replace(source, feed, async (path) => {
    const header = { source, feed, sourceVersion: 1 };
    const { sha256 } = await writeFeedFile(path, advisoriesOf(generation), header);
    return { sha256, damaged: 0, checked: '2026-01-01T00:00:00Z', validators: [], cursor: String(generation) };
  });
}

/** Opens the feed and sees that everything in it is of one generation, and complete. */
export function checkGeneration(folder: FeedFolder): void {
  const { store, missing, damaged } = openAdvisoryStore(folder, [generationFeed]);
  assert.deepEqual([missing, damaged], [[], []]);
  const found = store.find('npm', 'common');
  const generation = Number(found[0]?.advisory().summary);
  assert.deepEqual(
    found.map(({ id, advisory }) => [id, advisory().summary]),
    advisoriesOf(generation).map(({ id }) => [id, String(generation)]),
  );
  assert.equal(store.feeds[0]?.advisories, countOf(generation));
  assert.deepEqual(damaged, []);
  store.close();
}

function countOf(generation: number): number {
  return 20 + (generation % 50);
}

function advisoriesOf(generation: number): Advisory[] {
  return Array.from({ length: countOf(generation) }, (_, index) => ({
    ...plain(`CVE-2024-${10_000 + index}`),
    summary: String(generation),
    affected: [about('common'), about(`package-${index}`)],
  }));
}
