import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseSize } from './image-options.ts';
import { parseDuration } from './time-limit.ts';

const program = fileURLToPath(new URL('./main.js', import.meta.url));

test('a flag that means nothing ends the program at once', () => {
  for (const flags of [
    ['--threads', 'x'],
    ['--cache-size', 'x'],
    ['--mirror', 'x'],
    ['--timeout', 'x'],
    ['--username', 'x'],
  ]) {
    const run = spawnSync(process.execPath, [program, 'scan', 'x', ...flags], { encoding: 'utf8', timeout: 20_000 });
    assert.equal(run.status, 2, `${flags.join(' ')}: ${run.error ?? run.stderr}`);
    assert.match(run.stderr, /^tidewaiter: .*\n$/);
  }
});

test('durations and sizes', () => {
  assert.deepEqual(['90', '90s', '1h30m', '500ms'].map(parseDuration), [90_000, 90_000, 5_400_000, 500]);
  assert.deepEqual(['12', '1kB', '4GB', '4GiB', '2m'].map(parseSize), [12, 1_000, 4e9, 4 * 2 ** 30, 2e6]);
  for (const text of ['', 'x', '-1', '1x', '1 s']) assert.throws(() => parseDuration(text), { code: 'bad-flag' }, text);
  for (const text of ['', 'x', '-1', '1XB']) assert.throws(() => parseSize(text), { code: 'bad-flag' }, text);
});
