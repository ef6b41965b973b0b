import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rpmSource, rpmVersion } from './rpm-naming.ts';

const pkg = { name: 'tool-libs', epoch: 1, version: '2.0', release: '3.el9' };

test('an epoch of 0 is not written', () => {
  assert.equal(rpmVersion(pkg), '1:2.0-3.el9');
  assert.equal(rpmVersion({ ...pkg, epoch: 0 }), '2.0-3.el9');
});

test('the source shares the epoch of a package of the same version', () => {
  assert.deepEqual(rpmSource({ ...pkg, sourcePackage: 'tool-2.0-3.el9.src.rpm' }), {
    name: 'tool',
    version: '1:2.0-3.el9',
  });
  assert.deepEqual(rpmSource({ ...pkg, sourcePackage: 'a-b-9-3.el9.nosrc.rpm' }), { name: 'a-b', version: '9-3.el9' });
});

test('a package built from a source of its own name and version has none beside it', () => {
  assert.equal(rpmSource({ ...pkg, sourcePackage: 'tool-libs-2.0-3.el9.src.rpm' }), undefined);
});

test('other file names tell nothing', () => {
  for (const sourcePackage of ['', '(none)', 'a.src.rpm', 'a-1.src.rpm', '-1-1.src.rpm', 'a-1-1.x86_64.rpm']) {
    assert.equal(rpmSource({ ...pkg, sourcePackage }), undefined, sourcePackage);
  }
});
