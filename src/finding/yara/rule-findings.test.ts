import assert from 'node:assert/strict';
import { test } from 'node:test';
import { severityOf } from './rule-findings.ts';

test('severity is what the author of the rule says: a word, a score, a tag', () => {
  const cases: readonly (readonly [Record<string, string | number>, readonly string[], string])[] = [
    [{}, [], 'medium'],
    [{ severity: 'Critical' }, [], 'critical'],
    [{ severity: 100 }, [], 'high'],
    [{ score: 75 }, [], 'high'],
    [{ score: 60 }, [], 'medium'],
    [{ score: '30' }, [], 'low'],
    [{ threat_level: 'informational' }, [], 'low'],
    [{ severity: 'strange', score: 80 }, [], 'high'],
    [{}, ['linux', 'critical'], 'critical'],
    [{}, ['harmless'], 'low'],
  ];
  for (const [meta, tags, expected] of cases) assert.equal(severityOf({ meta, tags }), expected, JSON.stringify(meta));
});
