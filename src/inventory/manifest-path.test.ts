import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathInImage, rootBefore } from './manifest-path.ts';

test('the root is what stands before the database folder', () => {
  const folders = ['var/lib/rpm/', 'usr/share/rpm/'];
  assert.equal(rootBefore('var/lib/rpm/Packages', folders), '');
  assert.equal(rootBefore('srv/chroot/usr/share/rpm/Packages', folders), 'srv/chroot/');
  assert.equal(rootBefore('elsewhere/Packages', folders), '');
});

test('paths of manifests become paths of the image', () => {
  assert.equal(pathInImage('', '/usr/bin/a'), 'usr/bin/a');
  assert.equal(pathInImage('srv/', './a b'), 'srv/a b');
  assert.equal(pathInImage('', '//odd'), 'odd');
});

test('paths that lead elsewhere do not', () => {
  for (const path of ['', '/', '..', '/../x', 'a/../../b', 'a//b', 'a/./b', 'a/', 'a\0b']) {
    assert.equal(pathInImage('', path), undefined, JSON.stringify(path));
  }
});
