import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../base/errors.ts';
import { parseToml } from './toml.ts';

test('tables, lists, and dates become plain data', () => {
  assert.equal(
    JSON.stringify(parseToml('\ufeffa = "x"\n[[b]]\nc = 1\n[[b]]\nc = 2.5\n[d]\ne = 2020-01-02\n')),
    '{"a":"x","b":[{"c":1},{"c":2.5}],"d":{"e":"2020-01-02"}}',
  );
});

test('keys never reach a prototype', () => {
  const table = parseToml('[__proto__]\nx = 1\n["constructor"]\ny = 2\n');
  assert.equal(Object.getPrototypeOf(table), null);
  assert.equal(({} as { x?: unknown }).x, undefined);
});

test('what is no TOML is a FormatError', () => {
  for (const text of [
    '[',
    'a = ',
    'a = 1\na = 2',
    'a = 9007199254740993',
    `a = ${'1'.repeat(3_000_000)}`,
    ' '.repeat(5_000_000),
    '\0',
    `a = ${'['.repeat(100_000)}`,
    `${'a.'.repeat(20_000)}b = 1`,
  ]) {
    assert.throws(() => parseToml(text), FormatError, text.slice(0, 20));
  }
});
