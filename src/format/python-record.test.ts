import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { recordedFiles } from './python-record.ts';

test('digests come out as hex, sizes as numbers', () => {
  const hash = createHash('sha256').update('x').digest();
  assert.deepEqual(
    [...recordedFiles(`a/b.py,sha256=${hash.toString('base64url')},12\na/__pycache__/b.pyc,,\nx/RECORD,,\n`)],
    [
      { path: 'a/b.py', digest: { algorithm: 'sha256', hex: hash.toString('hex') }, size: 12 },
      { path: 'a/__pycache__/b.pyc' },
      { path: 'x/RECORD' },
    ],
  );
});

test('quoted paths hold commas and quotes', () => {
  assert.deepEqual([...recordedFiles('"a,b ""c"".py",,5\n')], [{ path: 'a,b "c".py', size: 5 }]);
});

test('wrong digests and sizes are left out, the file stays', () => {
  for (const line of ['a,sha256=short,x', 'a,crc=aaaa,-1', 'a,=,', 'a,sha256', 'a', 'a,sha256=***,1e3']) {
    assert.deepEqual([...recordedFiles(line)], [{ path: 'a' }], line);
  }
});

test('any text is read', () => {
  const characters = fc.constantFrom('"', ',', '=', '\n', 'a', 'sha256=', '5');
  fc.assert(fc.property(fc.array(characters), (parts) => [...recordedFiles(parts.join(''))].length <= parts.length));
});
