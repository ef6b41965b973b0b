import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMtree } from './mtree.ts';

test('defaults hold until they are set anew or unset', () => {
  const text =
    '#mtree\n/set type=file mode=644 size=0\n./a size=1\n./b type=dir mode=755\n/set mode=600\n./c\n/unset mode size\n./d\n';
  const entries = [...parseMtree(text)].map(({ path, values }) => [path, Object.fromEntries(values)]);
  assert.deepEqual(entries, [
    ['./a', { type: 'file', mode: '644', size: '1' }],
    ['./b', { type: 'dir', mode: '755', size: '0' }],
    ['./c', { type: 'file', mode: '600', size: '0' }],
    ['./d', { type: 'file' }],
  ]);
});

test('octal escapes are bytes of UTF-8', () => {
  const [entry] = parseMtree('./gr\\303\\266\\303\\237e\\040\\134x link=a=b\n');
  assert.equal(entry?.path, './größe \\x');
  assert.equal(entry?.values.get('link'), 'a=b');
});

test('what is no entry is passed over', () => {
  assert.deepEqual([...parseMtree('nonsense\n../up size=1\n/usr type=dir\n\n')], []);
  assert.deepEqual([...parseMtree(`./${'x'.repeat(100_000)}`)], []);
});
