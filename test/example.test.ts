import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawTerminal } from './support/draw-terminal.ts';
import { assertTextGolden } from './support/golden.ts';
import { projectRoot } from './support/project.ts';
import { reportSchema } from './support/schemas.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const EXAMPLE = 'examples/harbor-log.tar';
const HOSTILE = 'examples/hostile-cron.tar';
const WORDS = ['scan', EXAMPLE, '--feeds', 'examples/feeds'];

test('the example image is what its script makes', (t) => {
  const file = join(temporaryFolder(t), 'example.tar');
  const run = spawnSync(process.execPath, ['scripts/make-example.mjs', file], { cwd: projectRoot, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  assert.ok(readFileSync(file).equals(readFileSync(join(projectRoot, EXAMPLE))));
  assert.ok(statSync(file).size < 300_000);
});

test('its report has something to say in every part', (t) => {
  const { status, stdout, stderr } = tidewaiter(temporaryFolder(t), [...WORDS, '--format', 'json']);
  assert.deepEqual([status, stderr], [0, '']);
  const report = JSON.parse(stdout);
  const validate = reportSchema();
  validate(report);
  assert.deepEqual(validate.errors ?? [], []);
  const { account, packages } = report.inventory;
  for (const [name, tally] of Object.entries(account.files)) assert.notDeepEqual(tally, { count: 0, bytes: 0 }, name);
  assert.deepEqual([...new Set(packages.map(({ type }: { type: string }) => type))].sort(), ['apk', 'npm', 'pypi']);
  const paths = (list: { path: string }[]): string[] => list.map(({ path }) => path);
  assert.deepEqual(paths(account.modified), ['/usr/bin/ssl_client']);
  assert.deepEqual(paths(account.unaccounted), ['/usr/local/bin/start.sh']);
  assert.deepEqual(paths(report.problems), ['/srv/app/report.jar']);
  assert.equal(report.verdict.decision, 'warn');
  const vulnerable = report.findings.filter(({ kind }: { kind: string }) => kind === 'vulnerability');
  assert.deepEqual(
    vulnerable.map(({ vulnerability }: { vulnerability: { ids: string[] } }) => vulnerability.ids[0]).sort(),
    ['CVE-2021-44906', 'CVE-2024-35195', 'CVE-2025-4575', 'CVE-2025-9230', 'CVE-2025-9231', 'CVE-2025-9232'],
  );
});

test('the hostile example is what its script makes, and README.md shows what is said of it', (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'example.tar');
  const script = ['scripts/make-hostile-example.mjs', file];
  const run = spawnSync(process.execPath, script, { cwd: projectRoot, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  assert.ok(readFileSync(file).equals(readFileSync(join(projectRoot, HOSTILE))));
  const words = ['scan', HOSTILE, '--no-advisories'];
  const { status, stdout } = tidewaiter(folder, words);
  assert.equal(status, 1);
  const parts = stdout.trimEnd().split('\n\n');
  const hostile = parts.find((part) => part.startsWith('Hostile content\n')) ?? '';
  assert.match(hostile, /MALICIOUS {2}Cron job written to the host/);
  const shown = ['$ npx tidewaiter '.concat(words.join(' ')), '[…]', '', hostile, '', '[…]', '', parts.at(-1)].join(
    '\n',
  );
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const block = /(?<=```console\n).*?(?=\n```)/s;
  assert.match(readme, block);
  assertTextGolden(
    join(projectRoot, 'README.md'),
    readme.replace(block, () => shown),
  );
});

test('the picture in README.md shows what the program prints', (t) => {
  const { stdout } = tidewaiter(temporaryFolder(t), WORDS, { FORCE_COLOR: '1' });
  for (const line of stdout.split('\n')) assert.ok(line.replace(/\u001b\[[\d;]*m/g, '').length <= 80, line);
  const shown = `$ npx tidewaiter ${WORDS.join(' ')}\n${stdout}`;
  assertTextGolden(join(projectRoot, 'docs/scan.svg'), drawTerminal(shown, { columns: 80 }));
});

function tidewaiter(folder: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const program = join(projectRoot, '.build', 'src', 'cli', 'main.js');
  return spawnSync(process.execPath, [program, ...words], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: folder, TIDEWAITER_CACHE_DIR: join(folder, 'cache'), ...environment },
  });
}
