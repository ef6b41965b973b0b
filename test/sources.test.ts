import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Advisory } from '../src/advisory/advisory.ts';
import type { AdvisorySource } from '../src/advisory/advisory-source.ts';
import { advisorySources } from '../src/advisory/sources/index.ts';
import { FormatError, messageOf } from '../src/base/errors.ts';
import { sourceDocuments } from './support/feed-mirror.ts';
import { assertGolden } from './support/golden.ts';
import { fixturesRoot } from './support/project.ts';

// fixtures/sources/<source>/<case>/mirror/… holds files as they lie below the source's address; a folder named `….zip` or
// `….tar…` stands for an archive of what is in it. Or input.* holds one document. feed.txt names the feed, where the source
// has several. expected.json: the advisories, and what was damaged.
for (const source of advisorySources) {
  const folder = join(fixturesRoot, 'sources', source.name);
  test(`${source.name} has fixtures, one of them damaged`, () => {
    assert.ok(existsSync(folder), `${folder} is missing`);
    const cases = readdirSync(folder);
    assert.ok(
      cases.some((name) => name.startsWith('damaged')),
      `${folder}/damaged… is missing`,
    );
    assert.ok(cases.some((name) => !name.startsWith('damaged')));
  });
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    test(`${source.name}: ${name}`, async (t) => {
      assertGolden(join(folder, name, 'expected.json'), await read(t, source, join(folder, name)));
    });
  }
}

test('sources are sorted, and can be told apart', () => {
  const names = advisorySources.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)].sort());
  for (const { name, address, homepage, version } of advisorySources) {
    assert.match(name, /^[a-z][a-z0-9-]*$/);
    assert.match(address, /^https:\/\/.*\/$/, name);
    assert.match(homepage, /^https?:\/\//, name);
    assert.ok(Number.isInteger(version) && version > 0, name);
  }
});

async function read(t: TestContext, source: AdvisorySource, folder: string): Promise<unknown> {
  const feedFile = join(folder, 'feed.txt');
  const feed = existsSync(feedFile) ? readFileSync(feedFile, 'utf8').trim() : source.name;
  const advisories: Advisory[] = [];
  const damaged: unknown[] = [];
  try {
    for await (const document of sourceDocuments(t, { source, feed, folder })) {
      try {
        advisories.push(...source.parse(document, feed));
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        damaged.push({ document: document.name, problem: messageOf(error) });
      }
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    damaged.push({ problem: messageOf(error) });
  }
  return { ...(damaged.length > 0 ? { damaged } : {}), advisories };
}
