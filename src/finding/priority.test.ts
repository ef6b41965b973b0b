import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { projectRoot } from '../../test/support/project.ts';
import { severities } from '../advisory/severity.ts';
import type { Finding } from './finding.ts';
import { prioritize, type Weighable } from './priority.ts';

const plain: Weighable = {
  ids: ['CVE-2026-0001'],
  summary: '',
  installed: '1.0',
  fixed: [],
  state: 'affected',
  sources: [],
  confidence: 'high',
  severity: 'medium',
};

test('every example of docs/priority.md', () => {
  const rows = readFileSync(join(projectRoot, 'docs/priority.md'), 'utf8')
    .split('## Examples')[1]
    ?.split('\n')
    .filter((line) => /^\| [A-Z]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  assert.ok(rows && rows.length > 15);
  for (const [, name, attacks = '', severity, state, reach, confidence, points, level] of rows) {
    const { score, ...priority } = prioritize(
      {
        ...plain,
        ...attackOf(attacks),
        severity: severities.find((word) => word === severity) ?? assert.fail(name),
        state: states.find((word) => word === state) ?? assert.fail(name),
        confidence: confidence === 'low' ? 'low' : 'high',
      },
      reachOf(reach),
    );
    assert.deepEqual([name, String(score), priority.level], [name, points, level]);
  }
});

const states = ['fixed', 'affected', 'will-not-fix', 'deferred', 'end-of-life', 'under-investigation'] as const;
const reaches: readonly NonNullable<Finding['reach']>[] = ['started', 'loaded', 'referenced', 'present'];

function reachOf(word: string | undefined): { reach?: NonNullable<Finding['reach']> } {
  const reach = reaches.find((each) => each === word);
  return reach ? { reach } : {};
}

function attackOf(words: string): Partial<Weighable> {
  if (words === 'none') return {};
  if (words.startsWith('KEV')) return { exploited: { since: '2021-12-10', ransomware: words.includes('ransomware') } };
  const [, share = ''] = /^EPSS ([\d.]+) %$/.exec(words) ?? [];
  return { epss: { probability: Number(share) / 100, percentile: 0.5 } };
}

test('the reasons are in words, the weightiest first', () => {
  const priority = prioritize(
    {
      ...plain,
      severity: 'critical',
      cvss: { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', version: '3.1', score: 10 },
      exploited: { since: '2021-12-10', ransomware: true },
      epss: { probability: 0.97, percentile: 1 },
      state: 'fixed',
      fixed: ['2.12.2', '2.17.1'],
    },
    { reach: 'started' },
  );
  assert.deepEqual(priority.reasons, [
    'used in attacks since 2021-12-10, by ransomware too',
    'its severity is critical (CVSS 10.0 of 10)',
    'a fix is out: 2.12.2 or 2.17.1',
    'it runs when the container starts',
  ]);
});

test('the words for likelihood, doubt and the end of support', () => {
  const reasons = (changes: Partial<Weighable>, endOfLife?: string) =>
    prioritize({ ...plain, ...changes }, endOfLife === undefined ? {} : { endOfLife }).reasons.join('; ');
  const chance = (probability: number) => reasons({ epss: { probability, percentile: 0 } });
  assert.match(chance(0.974), /^97 % of such holes are attacked within 30 days/);
  assert.match(chance(0.0402), /4 % of such/);
  assert.match(chance(0.015), /1.5 % of such/);
  assert.match(chance(0.00042), /an attack is unlikely: 0.04 % within 30 days/);
  assert.match(chance(0), /unlikely: 0 %/);
  assert.match(reasons({ confidence: 'low' }), /^found by name alone/);
  assert.match(reasons({}, 'Debian 10, 2024-06-30'), /support has ended \(Debian 10, 2024-06-30\)/);
  assert.match(reasons({ severity: 'unknown' }), /nobody has said how bad it is/);
});

test('malicious packages are not weighed', () => {
  const priority = prioritize({ ...plain, severity: 'low', malicious: true }, { reach: 'present' });
  assert.deepEqual([priority.level, priority.score, priority.reasons.length], ['now', 100, 1]);
});

test('what is worse never counts less', () => {
  const vulnerability = fc.record({
    severity: fc.constantFrom(...severities),
    state: fc.constantFrom(...states),
    confidence: fc.constantFrom('high' as const, 'low' as const),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(vulnerability, ({ probability, ...rest }) => {
      const base: Weighable = { ...plain, ...rest, epss: { probability, percentile: probability } };
      const attacked = prioritize({ ...base, exploited: { since: '2024-01-01', ransomware: false } });
      const now = prioritize(base);
      assert.ok(attacked.score >= now.score);
      assert.ok(prioritize(base, { reach: 'started' }).score >= prioritize(base, { reach: 'present' }).score);
      assert.ok(now.score >= 0 && now.score <= 100 && Number.isInteger(now.score));
      if (base.confidence === 'low') assert.notEqual(attacked.level, 'now');
    }),
  );
});
