import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { buildImage } from './support/build-image.ts';
import { incompressible } from './support/bytes.ts';
import { writeLayout } from './support/place-image.ts';
import { projectRoot } from './support/project.ts';
import { seededRandom } from './support/random.ts';
import { runCli } from './support/run-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const TIMEOUT = { timeout: 240_000 };
const layers = Array.from({ length: 6 }, (_, i) => ({
  [`opt/data-${i}.bin`]: incompressible(3_000_000).map((byte) => byte ^ i),
  [`usr/lib/node_modules/p${i}/package.json`]: JSON.stringify({ name: `p${i}`, version: `1.0.${i}` }),
}));
const image = buildImage({ layers });

test('eight scans at a time share one cache and give one report', TIMEOUT, async (context) => {
  const { layout, cache } = place(temporaryFolder(context));
  const expected = await report(layout, join(cache, '..', 'other'));
  const runs = await Promise.all(Array.from({ length: 8 }, () => report(layout, cache)));
  for (const run of runs) assert.equal(run, expected);
  assert.equal(await report(layout, cache), expected);
  assert.deepEqual(readdirSync(join(cache, 'tmp')), []);
});

test('a cache that is cleared while scans run costs them nothing but time', TIMEOUT, async (context) => {
  const { layout, cache } = place(temporaryFolder(context));
  const expected = await report(layout, cache);
  const scans = Promise.all(Array.from({ length: 4 }, () => report(layout, cache)));
  for (let round = 0; round < 6; round++)
    assert.equal((await runCli(['cache', 'clear', '--cache-dir', cache])).exitCode, 0);
  for (const run of await scans) assert.equal(run, expected);
});

test('scans that are killed at any moment leave a cache that is right', TIMEOUT, async (context) => {
  const { layout, cache } = place(temporaryFolder(context));
  const expected = await report(layout, join(cache, '..', 'other'));
  const random = seededRandom(1);
  for (let round = 0; round < 12; round++) {
    const child = spawn(process.execPath, [join(projectRoot, '.build/src/cli/main.js'), ...words(layout, cache)], {
      stdio: 'ignore',
    });
    await wait(150 + random.below(900));
    child.kill('SIGKILL');
  }
  assert.equal(await report(layout, cache), expected);
});

test('cached files that were damaged are read anew', TIMEOUT, async (context) => {
  const { layout, cache } = place(temporaryFolder(context));
  const expected = await report(layout, cache);
  const random = seededRandom(2);
  for (const bytes of [Buffer.alloc(0), Buffer.from('{'), incompressible(5000)]) {
    const files = readdirSync(cache, { withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.length > 6);
    for (const { name } of files) if (random.below(2) === 0) writeFileSync(join(cache, name), bytes);
    assert.equal(await report(layout, cache), expected);
  }
});

function place(folder: string): { layout: string; cache: string } {
  return { layout: writeLayout(join(folder, 'image'), [{ image, tag: 'x' }]), cache: join(folder, 'cache') };
}

function words(layout: string, cache: string): string[] {
  return ['scan', `oci:${layout}:x`, '--platform', 'linux/amd64', '--format', 'json', '--cache-dir', cache];
}

async function report(layout: string, cache: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runCli(words(layout, cache));
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  return stdout;
}
