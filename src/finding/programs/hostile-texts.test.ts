import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recognizeProgram } from './recognize-program.ts';

const SEEDS = [
  'x = requests.get(',
  'fetch("',
  'urlretrieve("a","b")',
  'FromBase64String(',
  '$a=$_POST',
  'eval(',
  '"a"+',
  'chr(65).',
  'k="a"^',
  '(process.env) POST http://',
  'a=b.recv(',
  'bash -c "$(',
  'curl http://a/b -o c;',
  'eval(atob("YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"))',
  "s.on('data',(d)",
  'connect(("a",1)',
  'while(<$a>)`$_`',
  '1,',
  '%41',
  "'",
];

test('texts made to be slow are read in a time that grows with their length', () => {
  for (const seed of SEEDS) {
    const start = performance.now();
    recognizeProgram(seed.repeat(Math.ceil(100_000 / seed.length)));
    assert.ok(performance.now() - start < 5_000, seed);
  }
});

test('bytes that mean nothing are no program', () => {
  let state = 1;
  for (let round = 0; round < 50; round++) {
    const bytes = Buffer.alloc(2_000);
    for (let at = 0; at < bytes.length; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      bytes[at] = state >>> 24;
    }
    assert.deepEqual(recognizeProgram(bytes.toString('latin1')), []);
    assert.deepEqual(recognizeProgram(`exec(b64decode("${bytes.toString('base64')}"))`), []);
  }
});
