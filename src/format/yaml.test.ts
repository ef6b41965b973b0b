import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../base/errors.ts';
import { parseYaml } from './yaml.ts';

const read = (text: string) => parseYaml(text, { longest: 100_000 });

test('texts stay texts, and lines are known', () => {
  const document = read('---\nversion: 2.10\nlist:\n  - a\n  - no\n');
  assert.deepEqual(document.value, { version: '2.10', list: ['a', 'no'] });
  assert.equal(document.lineOf(['list', 1]), 5);
  assert.equal(document.lineOf(['absent']), 1);
  assert.equal(read('').value, null);
});

test('what is hostile or broken is refused, and quickly', () => {
  const hostile = [
    'a: &x [1, 1]\nb: *x\n',
    `a: &a [x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${`*${'abcdefghij'[at]},`.repeat(9)}]`).join('\n')}\n`,
    '['.repeat(50_000),
    '- '.repeat(40_000),
    `${' '.repeat(5_000)}a: b`,
    Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`)
      .join('\n')
      .repeat(1),
    'a: "unterminated',
    'a: 1\na: 2\n',
    'x'.repeat(200_000),
    'a: !!binary [}',
  ];
  for (const text of hostile) {
    const started = performance.now();
    try {
      read(text);
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
    }
    assert.ok(performance.now() - started < 2_000, text.slice(0, 30));
  }
  for (const text of [hostile[0], hostile[1], hostile[2], hostile[6], hostile[7], hostile[8]]) {
    assert.throws(() => read(text ?? ''), FormatError);
  }
});

test('keys of objects are not those of their prototype', () => {
  const { value } = read('__proto__:\n  polluted: yes\n');
  assert.equal(Reflect.get({}, 'polluted'), undefined);
  assert.deepEqual(Object.keys(value as object), ['__proto__']);
});
