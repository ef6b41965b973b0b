import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPlainWord, pathInImage, rootBefore } from './image-path.ts';

test('all spellings of a path are one', () => {
  for (const written of ['usr/bin/ls', '/usr/bin/ls', './usr/bin/ls', '//usr/./bin//ls/']) {
    assert.equal(pathInImage(written), 'usr/bin/ls');
  }
  assert.equal(pathInImage('/bin/sh', 'srv/chroot/'), 'srv/chroot/bin/sh');
});

test('what leads out of the image or names nothing is no path', () => {
  for (const written of ['', '/', '.', '/.', '../x', '/usr/../../x', 'a\0b', `/${'x/'.repeat(5_000)}`]) {
    assert.equal(pathInImage(written), undefined, written.slice(0, 20));
  }
});

test('no text gives a path that climbs', () => {
  const text = fc.array(fc.constantFrom('/', '.', '..', 'a', '\0', ' ', '//', '...'), { maxLength: 12 });
  fc.assert(
    fc.property(text, (parts) => {
      const path = pathInImage(parts.join(''));
      if (path === undefined) return;
      assert.ok(!path.startsWith('/') && !path.endsWith('/'));
      for (const part of path.split('/')) assert.ok(part !== '' && part !== '.' && part !== '..');
      assert.equal(pathInImage(path), path);
    }),
  );
});

test('the root stands before the database', () => {
  assert.equal(rootBefore('var/lib/dpkg/status', 'var/lib/dpkg/'), '');
  assert.equal(rootBefore('srv/x/var/lib/dpkg/status', 'var/lib/dpkg/'), 'srv/x/');
  assert.equal(rootBefore('elsewhere', 'var/lib/dpkg/'), '');
});

test('names and versions are plain words', () => {
  for (const word of ['libc6', '1:2.3~rc1-1+b2', 'größe']) assert.ok(isPlainWord(word));
  for (const word of [undefined, '', 'a b', 'a\n', '\u001b[31m', 'a\u202eb', 'x'.repeat(5_000)])
    assert.ok(!isPlainWord(word));
});
