import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fixturesRoot } from '../../../test/support/project.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { UsageError } from '../../base/errors.ts';
import { readRuleSet } from './rule-set.ts';

test('a folder gives all its rule files, those that others include first', () => {
  const { files } = readRuleSet([join(fixturesRoot, 'rules/set')]);
  assert.deepEqual(
    files.map(({ namespace }) => namespace),
    ['eicar', 'linux/miner', 'index', 'linux/names', 'linux/same-name', 'linux/unfinished'],
  );
  assert.equal(files[2]?.source.trim(), '');
});

test('one file brings what it includes, and nothing twice', () => {
  const path = join(fixturesRoot, 'rules/set/index.yar');
  const { files } = readRuleSet([path, path]);
  assert.deepEqual(
    files.map(({ namespace }) => namespace),
    ['eicar', 'linux/miner', 'index'],
  );
});

test('the digest tells rule sets apart by what is in them, not by where they lie', (context) => {
  const one = folder(context, { 'a.yar': 'rule a { condition: true }' });
  const same = folder(context, { 'a.yar': 'rule a { condition: true }' });
  const other = folder(context, { 'a.yar': 'rule a { condition: false }' });
  assert.equal(readRuleSet([one]).digest, readRuleSet([same]).digest);
  assert.notEqual(readRuleSet([one]).digest, readRuleSet([other]).digest);
});

test('files that include each other are read once each, links to files are followed', (context) => {
  const path = folder(context, {
    'a.yar': 'include "b.yar"\nrule a { condition: true }',
    'b.yar': 'include "a.yar"\nrule b { condition: true }',
    'notes.txt': 'rule c { condition: true }',
  });
  symlinkSync(join(path, 'notes.txt'), join(path, 'linked.yar'));
  symlinkSync(path, join(path, 'again'));
  assert.deepEqual(
    readRuleSet([path])
      .files.map(({ namespace }) => namespace)
      .sort(),
    ['a', 'b', 'linked'],
  );
});

test('what is not there is an error that names it', (context) => {
  const empty = folder(context, { 'readme.md': '' });
  assert.throws(() => readRuleSet(['/no/such/folder']), /there are no rules at \/no\/such\/folder/);
  assert.throws(() => readRuleSet([empty]), UsageError);
  const dangling = folder(context, { 'a.yar': 'include "missing.yar"' });
  assert.throws(() => readRuleSet([dangling]), /missing\.yar/);
});

function folder(context: TestContext, files: Readonly<Record<string, string>>): string {
  const path = join(temporaryFolder(context), 'rules');
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}
