import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredAddress, declaredLicenses, declaredLine, declaredLines, declaredWord, whatIsSet } from './declared.ts';

test('names and versions are single printable words', () => {
  assert.equal(declaredWord(' 1.0.0\n'), '1.0.0');
  for (const value of ['', ' ', 'a b', 'a\u001b[31m', 'a\u202eb', 'x'.repeat(257), 7, null, undefined, ['a']]) {
    assert.equal(declaredWord(value), undefined);
  }
});

test('lines may hold blanks but no control characters', () => {
  assert.equal(declaredLine(' Jane Doe <jane@example.org> '), 'Jane Doe <jane@example.org>');
  for (const value of ['a\nb', '\u0007', '\u009b1m', 'x'.repeat(501)]) assert.equal(declaredLine(value), undefined);
  assert.deepEqual(declaredLines(['MIT', undefined, 'MIT', 'ISC']), ['MIT', 'ISC']);
});

test('only web addresses are homes', () => {
  assert.equal(declaredAddress('https://example.org/x'), 'https://example.org/x');
  assert.equal(declaredAddress('https://me:secret@example.org/@x'), 'https://example.org/@x');
  for (const value of ['javascript:alert(1)', 'http://', 'example.org', 'https://a b']) {
    assert.equal(declaredAddress(value), undefined);
  }
});

test('licences are read in every old form', () => {
  assert.deepEqual(declaredLicenses('MIT'), ['MIT']);
  assert.deepEqual(declaredLicenses({ type: 'BSD', url: 'x' }), ['BSD']);
  assert.deepEqual(declaredLicenses(undefined, [{ type: 'MIT' }, 'GPL-2.0', { name: 'Apache-2.0' }, 5]), [
    'MIT',
    'GPL-2.0',
    'Apache-2.0',
  ]);
  assert.deepEqual(declaredLicenses({ type: ['x'] }, null, 4), []);
});

test('unset fields and empty lists are left out', () => {
  assert.deepEqual(whatIsSet({ a: 'x', b: undefined, c: [], d: ['y'] }), { a: 'x', d: ['y'] });
});
