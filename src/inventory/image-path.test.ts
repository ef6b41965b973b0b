import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderOf, installPrefix, isBelow, nameOf, pathFrom } from './image-path.ts';

test('folders and names of paths', () => {
  assert.equal(folderOf('usr/lib/x'), 'usr/lib');
  assert.equal(folderOf('x'), '');
  assert.equal(nameOf('usr/lib/x'), 'x');
  assert.equal(nameOf('x'), 'x');
});

test('paths are resolved inside the image', () => {
  assert.equal(pathFrom('usr/lib/site', '../../bin/x'), 'usr/bin/x');
  assert.equal(pathFrom('usr/lib', './a//b/.'), 'usr/lib/a/b');
  assert.equal(pathFrom('usr/lib', '/etc/x'), 'etc/x');
  assert.equal(pathFrom('', 'x'), 'x');
});

test('software is installed above lib', () => {
  assert.equal(installPrefix('opt/venv/lib/python3.11/site-packages'), 'opt/venv');
  assert.equal(installPrefix('lib/python3'), '');
  assert.equal(installPrefix('srv/packages'), 'srv/packages');
  assert.ok(isBelow('opt/venv/bin/x', 'opt/venv'));
  assert.ok(isBelow('x', ''));
  assert.ok(!isBelow('opt/venv2/x', 'opt/venv'));
});

test('paths out of the image, to its root, or with a NUL are none', () => {
  for (const written of ['../../../x', '..', '/', '', 'a\0b', '../../x/../../y', `${'x/'.repeat(5_000)}x`]) {
    assert.equal(pathFrom('usr', written), undefined, written.slice(0, 20));
  }
});
