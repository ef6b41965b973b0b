import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from './lines.ts';

test('lines end where the text says, the last one where it ends', () => {
  assert.deepEqual([...linesOf('a\n\nb\r\nc')], ['a', '', 'b\r', 'c']);
  assert.deepEqual([...linesOf('a\n')], ['a']);
  assert.deepEqual([...linesOf('')], []);
});
