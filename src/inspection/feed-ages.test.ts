import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedAgeProblems } from './feed-ages.ts';

const feed = { source: 'osv', feed: 'npm', checked: '2026-11-01T00:00:00Z', advisories: 1, damaged: 0 };
const now = new Date('2026-11-06T12:00:00Z');

test('a feed counts as current up to and with its oldest day', () => {
  assert.deepEqual(feedAgeProblems([feed], { now }), []);
  assert.deepEqual(feedAgeProblems([{ ...feed, checked: '2030-01-01T00:00:00Z' }], { now }), []);
  const [problem] = feedAgeProblems([feed], { now, oldestDays: 4 });
  assert.equal(problem?.code, 'feed-outdated');
  assert.match(problem?.message ?? '', /osv npm are 5 days old/);
});

test('what ships with the program has no age', () => {
  assert.deepEqual(feedAgeProblems([{ ...feed, checked: '1970-01-01T00:00:00Z', starter: true }], { now }), []);
});
