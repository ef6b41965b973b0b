import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../base/errors.ts';
import { erlangText, firstErlangTerm, taggedTuple } from './erlang-terms.ts';

test('application files are read', () => {
  const term = firstErlangTerm(
    '%% comment {\n{application, \'my app\',\n [{description, "a \\"b\\" }"},{vsn,"1.2"},{env,[{x,#{a => <<"b">>}},{n,-1.5e3},$}]}]}.\n{next}.',
  );
  const [name, properties] = taggedTuple(term, 'application') ?? [];
  assert.equal(erlangText(name), 'my app');
  assert.ok(properties?.kind === 'list');
  assert.equal(erlangText(taggedTuple(properties.items[0], 'description')?.[0]), 'a "b" }');
  assert.equal(erlangText(taggedTuple(properties.items[1], 'vsn')?.[0]), '1.2');
});

test('what is no literal term is a FormatError', () => {
  const broken = [
    '',
    '{',
    '{a, [b}',
    ']',
    '{a, "x',
    'X = 1.',
    '{a, fun() -> b end}',
    '['.repeat(100),
    `[${'a,'.repeat(250_000)}]`,
  ];
  for (const text of broken) assert.throws(() => firstErlangTerm(text), FormatError, text.slice(0, 20));
});

test('only FormatError escapes, in time that follows the size', () => {
  const part = fc.constantFrom('{', '}', '[', ']', '"', "'", '\\', ',', '%', '<<', '#{', 'a', '1', '$', '\n', 'Z');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
      try {
        firstErlangTerm(parts.join(''));
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
  assert.throws(() => firstErlangTerm(`"${'\\'.repeat(1_000_000)}`), FormatError);
});
