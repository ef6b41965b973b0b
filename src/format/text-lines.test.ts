import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linesOf } from './text-lines.ts';

test('lines end with either line end', () => {
  assert.deepEqual([...linesOf('a\r\n\nb\n')], ['a', '', 'b']);
  assert.deepEqual([...linesOf('')], []);
});

test('joined lines are the text', () => {
  fc.assert(
    fc.property(fc.array(fc.string().map((line) => line.replace(/[\r\n]/g, ''))), (lines) => {
      assert.deepEqual([...linesOf(lines.map((line) => `${line}\n`).join(''))], lines);
    }),
  );
});
