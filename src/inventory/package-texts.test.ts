import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { KeptFile } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { fromBytes } from '../format/random-access.ts';
import { readPackageText } from './package-texts.ts';

test('one large file cannot be the manifest of ever more packages', () => {
  const file: KeptFile = {
    ...fromBytes(Buffer.from('x')),
    path: 'big',
    type: 'file',
    kind: 'text',
    size: limits.packageTexts / 4,
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    layer: 0,
    text: () => 'x',
    bytes: () => Buffer.from('x'),
    note: () => undefined,
  };
  const tree: FileTree = {
    size: 1,
    get: () => file,
    resolve: () => file,
    children: () => [],
    entries: () => [file],
    kept: () => [file],
    read: (path) => (path === 'absent' ? undefined : file),
  };
  for (let i = 0; i < 4; i++) assert.equal(readPackageText(tree, 'big'), 'x');
  assert.equal(readPackageText(tree, 'absent'), undefined);
  assert.throws(() => readPackageText(tree, 'big'), FormatError);
  assert.equal(readPackageText({ ...tree }, 'big'), 'x');
});
