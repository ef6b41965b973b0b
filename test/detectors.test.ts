import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Detector } from '../src/finding/detector.ts';
import { detectors } from '../src/finding/detectors/index.ts';
import { takeImage } from '../src/inspection/inspect.ts';
import { settle } from '../src/inspection/inspect-options.ts';
import { detectorCase } from './support/detector-case.ts';
import { assertGolden } from './support/golden.ts';
import { writeLayout } from './support/place-image.ts';
import { fixturesRoot } from './support/project.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// fixtures/detectors/<detector>/{positive,negative}/<case>/: root/… or layers/0/…, image.json, and expected.json, the clues and
// findings of this detector. What image.json may say stands in support/detector-case.ts.
const kinds = ['positive', 'negative'] as const;
for (const detector of detectors) {
  const folder = join(fixturesRoot, 'detectors', detector.name);
  test(`${detector.name} has positive and negative fixtures`, () => {
    for (const kind of kinds) assert.ok(casesIn(join(folder, kind)).length > 0, `${folder}/${kind}/… is missing`);
  });
  for (const kind of kinds) {
    for (const name of casesIn(join(folder, kind))) {
      test(`${detector.name}: ${kind}: ${name}`, async (context) => {
        const results = await seenBy(context, detector, join(folder, kind, name));
        if (kind === 'negative') assert.deepEqual(results, []);
        else assert.ok(results.length > 0, 'nothing was seen');
        assertGolden(join(folder, kind, name, 'expected.json'), results);
      });
    }
  }
}

function casesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Clues and findings of the detector's own rules. */
async function seenBy(context: TestContext, { rules }: Detector, folder: string): Promise<unknown[]> {
  const { image, name } = detectorCase(folder);
  const layout = join(temporaryFolder(context), 'image');
  mkdirSync(layout);
  writeLayout(layout, [{ image, tag: name.split(':').at(-1) ?? 'latest' }]);
  const options = settle({ cache: false, environment: {}, platform: 'linux/amd64' });
  const { clues = [], findings = [], problems } = await takeImage(`oci:${layout}`, options);
  assert.deepEqual(
    problems.filter(({ code }) => code === 'plugin-failed'),
    [],
  );
  const ids = new Set<string>(rules.map(({ id }) => id));
  return [
    ...clues.filter(({ rule }) => ids.has(rule)).map(({ title: _, ...clue }) => clue),
    ...findings.filter(({ rule }) => ids.has(rule)),
  ];
}
