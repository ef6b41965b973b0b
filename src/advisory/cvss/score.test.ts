import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedRoot, withoutShared } from '../../../test/support/project.ts';
import { scoreCvss, severityOfScore } from './score.ts';

const VECTOR_FILES = [
  { file: 'v2.txt', lines: 729 },
  { file: 'v3.txt', lines: 2592 },
  { file: 'v31.txt', lines: 2592 },
  { file: 'v4.txt', lines: 1058 },
];

for (const { file, lines } of VECTOR_FILES) {
  test(`every score of vectors/cvss/${file}`, { skip: withoutShared }, () => {
    const text = readFileSync(join(sharedRoot ?? '', 'vectors', 'cvss', file), 'utf8');
    const wrong: string[] = [];
    let seen = 0;
    for (const line of text.split('\n')) {
      const [, vector = '', expected = ''] = /^(\S+) - \((.*)\)$/.exec(line) ?? [];
      if (vector === '') continue;
      seen++;
      const score = scoreCvss(vector);
      const [base, temporal, environmental] = expected.split(/, ?/).filter((word) => word !== '');
      const found =
        temporal === undefined
          ? { base: score?.environmental }
          : { base: score?.base, temporal: score?.temporal, environmental: score?.environmental };
      if (!same(base, found.base) || !same(temporal, found.temporal) || !same(environmental, found.environmental)) {
        wrong.push(`${line}: ${JSON.stringify(score)}`);
      }
    }
    assert.equal(seen, lines);
    assert.deepEqual(wrong.slice(0, 5), []);
  });
}

/** The oracle of version 2 leaves out what a vector does not set. */
function same(expected: string | undefined, found: number | undefined): boolean {
  return expected === undefined || expected === 'None' || Number(expected) === found;
}

test('temporal, environmental and threat metrics count', () => {
  const scores = (vector: string) => {
    const { base, temporal, environmental } = scoreCvss(vector) ?? {};
    return [base, temporal, environmental];
  };
  // The worked examples of the CVSS 2 guide, section 3.3.
  assert.deepEqual(scores('AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H'), [7.8, 6.4, 9.2]);
  assert.deepEqual(scores('(AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L)'), [10, 8.3, 9]);
  assert.deepEqual(scores('AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M'), [6.2, 4.9, 7.5]);
  assert.deepEqual(scores('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U'), [9.8, 7.8, 7.8]);
  assert.deepEqual(scores('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U'), [9.3, 8.1, 8.1]);
});

test('nonsense has no score', () => {
  const good = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
  assert.equal(scoreCvss(good)?.base, 9.8);
  const bad = [
    '',
    'CVSS:3.1/',
    'CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    `${good}/`,
    `${good}/AV:N`,
    `${good}/ZZ:N`,
    `${good}/__proto__:N`,
    `${good}/constructor:N`,
    good.replace('/A:H', ''),
    good.replace('A:H', 'A:Q'),
    good.replace('A:H', 'A: '),
    good.toLowerCase(),
    `${good}${'/E:X'.repeat(1000)}`,
    'AV:N/AC:L/Au:N/C:N/I:N',
    '(AV:N/AC:L/Au:N/C:N/I:N/A:C',
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N',
    'CVSS:4.0/AV:N',
  ];
  for (const vector of bad) assert.equal(scoreCvss(vector), undefined, vector);
});

test('the order of the metrics does not matter', () => {
  assert.equal(scoreCvss('CVSS:3.0/S:U/C:H/I:H/A:H/UI:N/PR:N/AC:L/AV:N')?.base, 9.8);
});

test('words for scores', () => {
  const words = [0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9].map((base) => severityOfScore({ version: '3.1', base }));
  assert.deepEqual(words, ['negligible', 'low', 'low', 'medium', 'medium', 'high', 'high', 'critical']);
  assert.equal(severityOfScore({ version: '2.0', base: 10 }), 'high');
});
