import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstField, metadataFields } from './metadata-fields.ts';

test('fields repeat, continue and end at the blank line', () => {
  const fields = metadataFields(
    'Metadata-Version: 2.1\nName: x\r\nClassifier: A\nClassifier: B :: C\nLicense: one\n\ttwo\n\nName: body\n',
    'blank line',
  );
  assert.equal(firstField(fields, 'name'), 'x');
  assert.deepEqual(fields.get('classifier'), ['A', 'B :: C']);
  assert.equal(firstField(fields, 'license'), 'one\ntwo');
});

test('blank lines may belong to a value', () => {
  const fields = metadataFields('name: x\ndescription:\n    a\n\n    b: c\nversion: 1\n', 'end of text');
  assert.equal(firstField(fields, 'description'), 'a\nb: c');
  assert.equal(firstField(fields, 'version'), '1');
});

test('field names are no keys of an object', () => {
  const fields = metadataFields('__proto__: x\nconstructor: y\n', 'end of text');
  assert.equal(firstField(fields, '__proto__'), 'x');
  assert.equal(firstField(fields, 'tostring'), undefined);
});

test('any text is read, with bounded effort', () => {
  fc.assert(fc.property(fc.string(), (text) => metadataFields(text, 'end of text').size <= text.length));
  assert.equal(metadataFields('a: b\n'.repeat(30_000), 'end of text').get('a')?.length, 20_000);
});
