import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { printable } from './printable.ts';

test('what hides or forges text is replaced', () => {
  assert.equal(printable('a\u001b[31mb\u0000c\nd', 100), 'a\ufffd[31mb\ufffdc\ufffdd');
  assert.equal(printable('exe.\u202egpj', 100), 'exe.\ufffdgpj');
  assert.equal(printable('\ud800x\udc00', 100), '\ufffdx\ufffd');
  assert.equal(printable('ünï😀', 100), 'ünï😀');
});

test('long text is cut between characters', () => {
  assert.equal(printable('abcdef', 4), 'abc…');
  assert.equal(printable('abcd', 4), 'abcd');
  assert.equal(printable('ab😀😀', 4), 'ab…');
});

test('the result is bounded, clean and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 30 }), (text, longest) => {
      const clean = printable(text, longest);
      assert.ok(clean.length <= longest);
      assert.doesNotMatch(clean, /[\p{Cc}\p{Cs}]/u);
      assert.equal(printable(clean, longest), clean);
    }),
  );
});
