import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lines } from './lines.ts';

test('lines end at line feeds, with or without a carriage return', () => {
  assert.deepEqual([...lines('a\r\nb\n\nc')], ['a', 'b', '', 'c']);
  assert.deepEqual([...lines('a\n')], ['a']);
  assert.deepEqual([...lines('')], []);
});

test('joining the lines gives the text back', () => {
  fc.assert(
    fc.property(fc.array(fc.string().map((text) => text.replace(/[\r\n]/g, ''))), (parts) => {
      assert.deepEqual([...lines(parts.map((part) => `${part}\n`).join(''))], parts);
    }),
  );
});
