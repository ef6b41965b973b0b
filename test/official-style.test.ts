import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Finding } from '../src/finding/finding.ts';
import { takeImage } from '../src/inspection/inspect.ts';
import { settle } from '../src/inspection/inspect-options.ts';
import { detectorCase } from './support/detector-case.ts';
import { writeLayout } from './support/place-image.ts';
import { fixturesRoot } from './support/project.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const LOUD = ['critical', 'high', 'medium'];
const NAME = /^official-/;

// Images that everybody runs: whatever is told of them must not drown what is bad elsewhere.
for (const detector of ['build-history', 'image-config']) {
  for (const kind of ['positive', 'negative']) {
    const folder = join(fixturesRoot, 'detectors', detector, kind);
    for (const name of readdirSync(folder).filter((each) => NAME.test(each))) {
      test(`${detector}: ${name} has nothing above low`, async (context) => {
        const findings = await findingsOf(context, join(folder, name));
        const loud = findings.filter(({ kind, severity }) => kind === 'misconfiguration' && LOUD.includes(severity));
        assert.deepEqual(loud, []);
      });
    }
  }
}

test('what is not ordinary is louder', async (context) => {
  const findings = await findingsOf(context, join(fixturesRoot, 'detectors/image-config/positive/root-and-habits'));
  assert.ok(findings.some(({ severity }) => LOUD.includes(severity)));
});

async function findingsOf(context: TestContext, folder: string): Promise<readonly Finding[]> {
  const layout = join(temporaryFolder(context), 'image');
  mkdirSync(layout);
  writeLayout(layout, [{ image: detectorCase(folder).image, tag: 'latest' }]);
  const { findings = [] } = await takeImage(
    `oci:${layout}`,
    settle({ cache: false, environment: {}, platform: 'linux/amd64' }),
  );
  return findings;
}
