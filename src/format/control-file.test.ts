import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../base/limits.ts';
import { controlParagraphs } from './control-file.ts';

test('paragraphs are parted by blank lines, values go on after indentation', () => {
  const text =
    'Package: a\nDescription: first\n more\n .\n\ttabbed\nVERSION:  1:2 \n\n \t\n# a comment\npackage: b\r\n\r\n';
  const [first, second, ...others] = controlParagraphs(text);
  assert.deepEqual(Object.fromEntries(first?.fields ?? []), {
    package: 'a',
    description: 'first\nmore\n.\ntabbed',
    version: '1:2',
  });
  assert.deepEqual(Object.fromEntries(second?.fields ?? []), { package: 'b' });
  assert.equal(first?.damaged, false);
  assert.deepEqual(others, []);
});

test('lines that belong to no field mark their paragraph alone', () => {
  const damaged = ['no colon', ' indented first', 'Package: b\n: no name', 'A: 1\nA: 2', 'two words: 1'];
  for (const text of damaged) {
    const paragraphs = [...controlParagraphs(`Package: before\n\n${text}\n\nPackage: after\n`)];
    assert.deepEqual(
      paragraphs.map((paragraph) => paragraph.damaged),
      [false, true, false],
      text,
    );
  }
  assert.equal([...controlParagraphs('A: 1\nA: 2\n more')][0]?.fields.get('a'), '1');
});

test('a paragraph of endless fields is bounded', () => {
  const text = Array.from({ length: limits.fieldsPerRecord + 5 }, (_, index) => `F${index}: x\n`).join('');
  const [paragraph] = controlParagraphs(text);
  assert.equal(paragraph?.fields.size, limits.fieldsPerRecord);
  assert.equal(paragraph?.damaged, true);
});

test('what was written is read back', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/);
  const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
  const paragraph = fc.uniqueArray(fc.tuple(name, fc.array(value, { minLength: 1, maxLength: 4 })), {
    minLength: 1,
    selector: ([key]) => key.toLowerCase(),
  });
  fc.assert(
    fc.property(fc.array(paragraph), (paragraphs) => {
      const text = paragraphs
        .map((fields) => fields.map(([key, parts]) => `${key}: ${parts.join('\n ')}\n`).join(''))
        .join('\n');
      const read = [...controlParagraphs(text)].map(({ fields }) => [...fields]);
      const written = paragraphs.map((fields) => fields.map(([key, parts]) => [key.toLowerCase(), parts.join('\n')]));
      assert.deepEqual(read, written);
    }),
  );
});

test('five megabytes are read in a moment', () => {
  const text = 'Package: a\nVersion: 1\nDescription: x\n long line of a description\n\n'.repeat(80_000);
  const started = performance.now();
  let count = 0;
  for (const { damaged } of controlParagraphs(text)) count += damaged ? 0 : 1;
  assert.equal(count, 80_000);
  assert.ok(performance.now() - started < 5_000);
});
