import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quotedText } from './quoted-text.ts';

test('escaped text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.constantFrom('"', "'"), (before, value, quote) => {
      const escaped = value.replace(/["'\\]/g, '\\$&');
      const text = `${before}${quote}${escaped}${quote}rest`;
      assert.deepEqual(quotedText(text, before.length), { value, end: text.length - 4 });
    }),
  );
});

test('unclosed text is none, however long', () => {
  assert.equal(quotedText(`"${'\\"'.repeat(5_000_000)}`, 0), undefined);
  assert.equal(quotedText('"\\', 0), undefined);
  assert.equal(quotedText('', 0), undefined);
});
