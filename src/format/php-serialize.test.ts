import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from '../../test/support/fuzz.ts';
import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { type PhpValue, parsePhpSerialized } from './php-serialize.ts';

const parse = (text: string) => parsePhpSerialized(Buffer.from(text));

/** Maps as objects, for comparing. */
function plain(value: PhpValue): unknown {
  return value instanceof Map ? Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)])) : value;
}

// As PHP 8.2 wrote them.
const SAMPLE =
  'a:6:{s:4:"name";s:5:"M"é;";i:0;b:1;s:1:"f";d:1.5;s:4:"none";N;s:4:"list";a:2:{i:0;i:-3;i:1;s:0:"";}s:1:"o";O:8:"stdClass":1:{s:1:"x";i:1;}}';

test('every kind of value', () => {
  assert.deepEqual(plain(parse(SAMPLE)), {
    name: 'M"é;',
    0: true,
    f: 1.5,
    none: null,
    list: { 0: -3, 1: '' },
    o: { x: 1 },
  });
  assert.equal(parse('d:1.0E+25;'), 1e25);
  assert.equal(parse('b:0;\n'), false);
  assert.equal(parse('d:INF;'), 0);
});

test('keys that the language knows are keys like others', () => {
  const value = parse('a:1:{s:9:"__proto__";s:1:"x";}');
  assert.ok(value instanceof Map);
  assert.equal(value.get('__proto__'), 'x');
});

test('what is damaged or not understood is refused', () => {
  for (const text of [
    '',
    'x',
    's:5:"abc";',
    's:-1:"";',
    's:1e9:"a";',
    'a:2:{i:0;i:1;}',
    'i:;',
    'i:1',
    'a:1:{N;N;}',
    'R:1;',
  ]) {
    assert.throws(() => parse(text), FormatError, text);
  }
  assert.throws(() => parse('a:1:{i:0;'.repeat(1000)), /deeper/);
  assert.throws(() => parse('a:1:{a:1:{i:0;i:0;}i:0;}'), FormatError);
  assert.throws(() => parse(`a:99999999999:{${'i:0;N;'.repeat(10)}}`), FormatError);
  assert.throws(() => parsePhpSerialized(Buffer.alloc(limits.descriptor + 1)), /too long/);
});

test('a number that never ends costs nothing', () => {
  assert.throws(() => parse(`i:${'1'.repeat(1_000_000)};`), FormatError);
});

test('damage throws nothing but FormatError', () => {
  fuzz(Buffer.from(SAMPLE), parsePhpSerialized, 2000);
});
