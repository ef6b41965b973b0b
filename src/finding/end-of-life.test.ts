import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOfLifeProblems, endOfSupport } from './end-of-life.ts';

const debian = { id: 'debian', version: '9', name: 'Debian GNU/Linux 9 (stretch)', endOfLife: '2020-07-06' };

test('a release that nobody mends any more is a problem', () => {
  const [problem] = endOfLifeProblems(debian, '2020-07-07');
  assert.equal(problem?.code, 'end-of-life');
  assert.match(problem?.message ?? '', /^Debian GNU\/Linux 9 \(stretch\) has had no security fixes since 2020-07-06: /);
});

test('extended support counts, and its end too', () => {
  const extended = { ...debian, endOfExtendedSupport: '2022-07-01' };
  assert.deepEqual(endOfLifeProblems(extended, '2022-07-01'), []);
  assert.match(endOfLifeProblems(extended, '2022-07-02')[0]?.message ?? '', /2022-07-01, extended support included/);
});

test('without a date nothing is said', () => {
  assert.deepEqual(endOfLifeProblems({ id: 'arch', version: '', name: 'Arch Linux' }, '2030-01-01'), []);
  assert.deepEqual(endOfLifeProblems(undefined, '2030-01-01'), []);
});

test('the last day of support still counts as supported, for problems and for priorities', () => {
  assert.equal(endOfSupport(debian, '2020-07-06'), undefined);
  assert.equal(endOfSupport(debian, '2020-07-07'), '2020-07-06');
});
