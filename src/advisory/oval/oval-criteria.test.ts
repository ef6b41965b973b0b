import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../base/errors.ts';
import { parseXml } from '../../format/xml.ts';
import { combinations, readCriteria } from './oval-criteria.ts';

function sets(xml: string): string[] {
  return combinations(readCriteria(parseXml(Buffer.from(xml), 1_000_000))).map((set) =>
    set.map(({ test }) => test).join(''),
  );
}

test('all of one and any of another', () => {
  const xml =
    '<criteria operator="AND"><criterion test_ref="a"/><criteria operator="OR"><criterion test_ref="b"/><criteria><criterion test_ref="c"/><criterion test_ref="d"/></criteria></criteria></criteria>';
  assert.deepEqual(sets(xml), ['ab', 'acd']);
  assert.deepEqual(sets('<criteria operator="OR"/>'), []);
});

test('criteria without bounds are refused', () => {
  const nested = `${'<criteria>'.repeat(50)}<criterion test_ref="a"/>${'</criteria>'.repeat(50)}`;
  assert.throws(() => sets(nested), FormatError);
  const choice = `<criteria operator="OR">${'<criterion test_ref="a"/>'.repeat(100)}</criteria>`;
  const started = performance.now();
  assert.throws(() => sets(`<criteria operator="AND">${choice.repeat(20)}</criteria>`), FormatError);
  assert.throws(
    () => sets(`<criteria operator="AND">${'<criterion test_ref="a"/>'.repeat(10_000)}</criteria>`),
    FormatError,
  );
  assert.ok(performance.now() - started < 10_000);
});

test('what is not the case, and other definitions, are not read', () => {
  assert.throws(() => sets('<criteria negate="true"><criterion test_ref="a"/></criteria>'), FormatError);
  assert.throws(() => sets('<criteria><criterion negate="true" test_ref="a"/></criteria>'), FormatError);
  assert.throws(() => sets('<criteria><extend_definition definition_ref="a"/></criteria>'), FormatError);
});
