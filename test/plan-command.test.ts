import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildImage } from './support/build-image.ts';
import { dynamicElf } from './support/dynamic-elf.ts';
import { runCli } from './support/run-cli.ts';
import { layout } from './support/scan-image.ts';

const image = buildImage({
  layers: [{ 'usr/bin/app': { body: dynamicElf(), mode: 0o755 }, 'etc/\u001b[31mx': 'y' }],
  config: { Cmd: ['app', '\u001b[31m--to', 'http://192.0.2.9:8000/'] },
});

test('tidewaiter plan prints the tree, and nothing that steers the terminal', async (context) => {
  const run = await runCli(['plan', `oci:${layout(context, image)}`, '--platform', 'linux/amd64', '--no-cache']);
  assert.equal(run.exitCode, 0, run.stderr);
  assert.match(run.stdout, /When it starts\n {2}app .*\(\/usr\/bin\/app\) {2}as root/);
  assert.match(run.stdout, /docker run/);
  assert.ok(!run.stdout.includes('\u001b'));
});

test('tidewaiter plan --format json writes the plan alone', async (context) => {
  const words = ['plan', `oci:${layout(context, image)}`, '--platform', 'linux/amd64', '--format', 'json'];
  const run = await runCli([...words, '--no-cache']);
  const plan = JSON.parse(run.stdout) as { steps: { path: string; user: string }[]; hosts: string[] };
  assert.deepEqual(plan.hosts, ['192.0.2.9:8000']);
  assert.deepEqual(
    plan.steps.map(({ path, user }) => [path, user]),
    [['/usr/bin/app', 'root']],
  );
});
