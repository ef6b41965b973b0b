import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { dualUseTools } from '../src/finding/detectors/dual-use-tools.ts';
import { attackTools } from '../src/finding/dual-use/attack-tools.ts';
import { miners } from '../src/finding/dual-use/miners.ts';
import { networkTools } from '../src/finding/dual-use/network-tools.ts';
import { weighClues } from '../src/finding/weigh-clues.ts';
import { takeImage } from '../src/inspection/inspect.ts';
import { settle } from '../src/inspection/inspect-options.ts';
import { buildImage } from './support/build-image.ts';
import { detectorCase, stringsElf } from './support/detector-case.ts';
import { writeLayout } from './support/place-image.ts';
import { fixturesRoot } from './support/project.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const rules = new Set<string>(dualUseTools.rules.map(({ id }) => id));
const folder = join(fixturesRoot, 'detectors/dual-use-tools/positive');

for (const name of readdirSync(folder)) {
  test(`${name}: tools are named, and accuse nobody`, async (context) => {
    const { image } = detectorCase(join(folder, name));
    const clues = (await cluesOf(context, image)).filter(({ rule }) => rules.has(rule));
    const findings = weighClues(clues, ['example/app:1']);
    assert.ok(findings.length > 0);
    for (const finding of findings) {
      assert.equal(finding.class, 'dual-use');
      assert.equal(finding.severity, 'low');
    }
  });
}

test('every tool is found by every name of its executables, wherever they lie', async (context) => {
  const tools = [...networkTools, ...attackTools, ...miners].filter(({ everyday }) => !everyday);
  const programs = [...new Set(tools.flatMap(({ programs = [] }) => programs))];
  const files = Object.fromEntries(
    programs.map((name, index) => [`opt/${index}/${name}`, { body: stringsElf([]), mode: 0o755 }]),
  );
  const clues = await cluesOf(context, buildImage({ layers: [files] }));
  const found = new Set(clues.filter(({ rule }) => rules.has(rule)).map(({ evidence }) => evidence.excerpt));
  const missing = tools.filter(({ name, programs = [] }) => programs.length > 0 && !found.has(name));
  assert.deepEqual(missing, []);
});

test('no name stands twice, and ambiguous ones can be vouched for', () => {
  const tools = [...networkTools, ...attackTools, ...miners];
  const programs = tools.flatMap(({ programs = [], ambiguous = [] }) => [...programs, ...ambiguous]);
  assert.deepEqual(
    programs.filter((name, index) => programs.indexOf(name) !== index),
    [],
  );
  for (const { name, ambiguous = [], packages = [], modules = [] } of tools)
    assert.ok(ambiguous.length === 0 || packages.length + modules.length > 0, name);
});

async function cluesOf(context: TestContext, image: ReturnType<typeof buildImage>) {
  const layout = join(temporaryFolder(context), 'image');
  mkdirSync(layout);
  writeLayout(layout, [{ image, tag: 'latest' }]);
  const options = settle({ cache: false, environment: {}, platform: 'linux/amd64' });
  return (await takeImage(`oci:${layout}`, options)).clues ?? [];
}
