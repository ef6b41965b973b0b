import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { UnavailableError, UsageError } from '../src/base/errors.ts';
import { limits } from '../src/base/limits.ts';
import { EXTERNAL_VARIABLES } from '../src/finding/yara/compile-rules.ts';
import { MOST_RESTARTS, type ScannerOptions, startRuleScanner } from '../src/finding/yara/rule-scanner.ts';
import { readRuleSet } from '../src/finding/yara/rule-set.ts';
import { fixturesRoot } from './support/project.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const ENTRY = new URL('../src/inspection/rule-process.js', import.meta.url);
const NOTHING = Object.fromEntries(EXTERNAL_VARIABLES.map((name) => [name, '']));
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

test('files are scanned in another process, the same bytes once', async (context) => {
  const scanner = started(context, 'set/eicar.yar');
  assert.equal((await scanner.ready).rules, 1);
  const place = { path: join(temporaryFolder(context), 'kept'), start: 7 };
  writeFileSync(place.path, `before ${EICAR} after`);
  const file = { place, size: EICAR.length, variables: NOTHING };
  const first = await scanner.scan(file);
  assert.ok(first.kind === 'scanned' && !first.isRepeat);
  assert.deepEqual(first.matches[0]?.strings, [
    { name: '$text', offset: 28, text: 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!' },
  ]);
  assert.equal(first.matches[0]?.meta.author, 'EICAR');
  const again = await scanner.scan({ ...file, variables: { ...NOTHING, filename: 'another' } });
  assert.ok(again.kind === 'scanned' && again.isRepeat && again.matches.length === 1);
  const missing = await scanner.scan({ ...file, place: { path: '/no/such/file', start: 0 } });
  assert.equal(missing.kind, 'failed');
});

test('rules none of which compiles are an error that says why', async (context) => {
  await assert.rejects(started(context, 'broken').ready, (error: Error) => {
    assert.ok(error instanceof UsageError);
    return /only\.yar: unknown identifier `no_such_thing` \(line 5\)/.test(error.message);
  });
});

test('without the engine the error says what to install', async (context) => {
  await assert.rejects(started(context, 'set', { engine: 'no-such-engine' }).ready, (error: Error) => {
    assert.ok(error instanceof UnavailableError);
    return /npm install @litko\/yara-x/.test(error.message);
  });
});

test('a file that takes too long costs that file, several of them the rest', async (context) => {
  const scanner = started(context, 'set/eicar.yar', { secondsPerFile: 0 });
  await scanner.ready;
  const file = { place: { path: '/dev/zero', start: 0 }, size: limits.ruleProgram, variables: NOTHING };
  for (let i = 0; i < MOST_RESTARTS; i++) assert.equal((await scanner.scan(file)).kind, 'failed');
  assert.equal((await scanner.scan(file)).kind, 'over');
});

test('an abort ends the process', async (context) => {
  const controller = new AbortController();
  const scanner = started(context, 'set', { signal: controller.signal });
  await scanner.ready;
  controller.abort(new UnavailableError('interrupted', 'enough'));
  const file = { place: { path: '/dev/zero', start: 0 }, size: 10, variables: NOTHING };
  await assert.rejects(scanner.scan(file), /enough/);
});

function started(context: TestContext, rules: string, options: Partial<ScannerOptions> = {}) {
  const scanner = startRuleScanner(readRuleSet([join(fixturesRoot, 'rules', rules)]), {
    entry: ENTRY,
    signal: new AbortController().signal,
    ...options,
  });
  context.after(() => scanner.close());
  return scanner;
}
