import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixturesRoot } from '../../../test/support/project.ts';
import { compileRules, EXTERNAL_VARIABLES, ruleNames } from './compile-rules.ts';
import { loadEngine } from './engine.ts';
import { type RuleFile, readRuleSet } from './rule-set.ts';

const engine = await loadEngine();
const NOTHING = Object.fromEntries(EXTERNAL_VARIABLES.map((name) => [name, '']));
const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

test('a file that does not compile costs that file, a name that is used twice costs nothing', () => {
  const { files } = readRuleSet([join(fixturesRoot, 'rules/set')]);
  const compiled = compileRules(files, engine);
  assert.equal(compiled.rules, 5);
  assert.deepEqual(
    compiled.failed.map(({ path, message }) => [path.slice(path.lastIndexOf('/') + 1), message]),
    [['unfinished.yar', 'unknown identifier `no_such_thing` (line 5)']],
  );
  assert.deepEqual(
    compiled.scan(EICAR, NOTHING).map(({ namespace, ruleIdentifier }) => `${namespace}:${ruleIdentifier}`),
    ['eicar:Standard_Test_File', 'linux/same-name:Standard_Test_File'],
  );
  assert.deepEqual(compiled.variables, ['filename', 'filepath', 'extension', 'filetype', 'owner']);
});

test('external variables are those of each scan', () => {
  const compiled = compileRules(readRuleSet([join(fixturesRoot, 'rules/set/linux/names.yar')]).files, engine);
  const script = Buffer.from('#!/bin/sh\nexit 0\n');
  const variables = { ...NOTHING, filename: 'update.sh', filepath: '/tmp', extension: '.sh', owner: 'root' };
  assert.equal(compiled.scan(script, variables).length, 1);
  assert.equal(compiled.scan(script, { ...variables, filename: 'other.sh' }).length, 0);
});

test('no name of a file keeps it from being scanned', () => {
  const compiled = compileRules(readRuleSet([join(fixturesRoot, 'rules/set')]).files, engine);
  for (const name of ['0', '-1', '+7', '0000', '1.5', 'true', 'False', 'nan', '9'.repeat(30), 'a\0b', '\ud800', '']) {
    const variables = Object.fromEntries(EXTERNAL_VARIABLES.map((variable) => [variable, name]));
    assert.equal(compiled.scan(EICAR, variables).length, 2, JSON.stringify(name));
  }
});

test('a rule may use private rules of a file that it includes', () => {
  const files = [
    rules('base', 'private rule base { condition: filesize > 3 }'),
    { ...rules('user', 'rule user { condition: base }'), includes: ['/base.yar'] },
    rules('bad', 'rule bad { condition: '),
  ];
  const compiled = compileRules(files, engine);
  assert.deepEqual(
    compiled.failed.map(({ path }) => path),
    ['/bad.yar'],
  );
  assert.deepEqual(
    compiled.scan(Buffer.from('four'), NOTHING).map(({ ruleIdentifier }) => ruleIdentifier),
    ['user'],
  );
});

test('names of rules are told from comments, texts and expressions', () => {
  const source = `
    // rule one { }
    /* rule two */ global private rule three : tag { strings: $a = "rule four" $b = /rule five \\/* / condition: $a }
    rule six{condition:true} /* rule seven`;
  assert.deepEqual(ruleNames(source), ['three', 'six']);
  assert.equal(ruleNames('/*'.repeat(200_000)).length, 0);
});

function rules(namespace: string, source: string): RuleFile {
  return { namespace, path: `/${namespace}.yar`, source, includes: [] };
}
