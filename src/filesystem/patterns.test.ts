import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bounded, glob, kind } from './file.ts';
import { compilePatterns } from './patterns.ts';

const bounds = { largest: 100, outside: ['node_modules', 'usr/share'] };

test('bounds leave out large files and folders', () => {
  const set = compilePatterns([bounded(kind('script'), bounds), bounded(glob('**/*.py'), bounds), glob('etc/*')]);
  const matches = (path: string, size = 1, fileKind: 'script' | 'text' = 'script') =>
    set.matches({ path, size, kind: fileKind });
  assert.ok(matches('run.sh') && matches('usr/bin/x') && matches('srv/a.py', 100, 'text'));
  assert.ok(matches('srv/usr/share/x'), 'a folder with a slash counts from the root');
  assert.ok(!matches('run.sh', 101) && !matches('a/node_modules/b/x') && !matches('usr/share/x'));
  assert.ok(!matches('srv/a.txt', 1, 'text'));
  assert.ok(matches('etc/passwd', 1_000, 'text'));
});

test('bounded patterns take no part in following links', () => {
  const set = compilePatterns([bounded(glob('**/*.py'), bounds), glob('etc/*')]);
  assert.ok(!set.matchesPath('srv/a.py') && set.matchesPath('etc/passwd'));
  assert.ok(set.mayMatchName('a.py'));
});
