import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { element, writeXml } from './xml.ts';

test('elements nest, empty ones close themselves', () => {
  const xml = writeXml(element('a', { b: '"<&' }, [element('c', {}, 'x > y'), element('d', {}, [])]));
  assert.equal(
    xml,
    '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&quot;&lt;&amp;">\n  <c>x &gt; y</c>\n  <d/>\n</a>\n',
  );
});

test('any text is read back, without the characters that XML forbids', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { root } = parseXml(writeXml(element('a', { b: text }, [element('c', {}, text)])));
      const allowed = [...text].filter((character) =>
        /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character),
      );
      assert.equal(root?.text.trim(), allowed.join('').trim());
      assert.equal(root?.attributes.b, allowed.join(''));
    }),
  );
});
