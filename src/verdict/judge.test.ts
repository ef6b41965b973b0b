import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../base/problem.ts';
import type { Finding } from '../finding/finding.ts';
import type { Priority, Vulnerability } from '../finding/vulnerability.ts';
import { judge } from './judge.ts';

function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: '1',
    kind: 'integrity',
    rule: 'integrity/x',
    severity: 'high',
    title: 'a title',
    evidence: [],
    ...changes,
  };
}

function vulnerable(level: Priority['level'], changes: Partial<Vulnerability> = {}): Finding {
  const vulnerability: Vulnerability = {
    ids: ['CVE-2024-1'],
    summary: '',
    installed: '1',
    fixed: [],
    state: 'affected',
    sources: [],
    priority: { level, score: 50, reasons: [] },
    confidence: 'high',
    ...changes,
  };
  return finding({ kind: 'vulnerability', severity: 'critical', vulnerability });
}

const decision = (findings: readonly Finding[], problems: readonly Problem[] = []) =>
  judge(findings, problems).decision;
const hole: Problem = { code: 'feed-unavailable', message: 'no advisories' };

test('vulnerabilities weigh by how soon somebody should act, whatever their severity', () => {
  assert.equal(decision([vulnerable('now')]), 'fail');
  assert.equal(decision([vulnerable('soon')]), 'warn');
  assert.equal(decision([vulnerable('later'), vulnerable('none')]), 'pass');
});

test('other findings weigh by severity, malicious packages too', () => {
  assert.equal(decision([finding({ severity: 'critical' })]), 'fail');
  assert.equal(decision([finding()]), 'warn');
  assert.equal(decision([finding({ severity: 'low' })]), 'pass');
  assert.equal(decision([vulnerable('none', { malicious: true })]), 'fail');
});

test('what was made to do harm is the first reason', () => {
  const hostile = finding({ kind: 'malware', severity: 'critical', class: 'malicious', title: 'Malicious package: x' });
  const { reasons } = judge([vulnerable('now'), finding({ severity: 'critical' }), hostile], []);
  assert.equal(reasons[0], 'Malicious package: x');
  assert.equal(reasons.length, 3);
});

test('what was not seen is never passed, and what is bad fails all the same', () => {
  assert.equal(decision([], [hole]), 'incomplete');
  assert.equal(decision([finding()], [hole]), 'incomplete');
  assert.equal(decision([vulnerable('now')], [hole]), 'fail');
  assert.equal(decision([], [{ code: 'ranking-unavailable', message: 'no EPSS' }]), 'pass');
  assert.deepEqual(judge([], [{ ...hole, code: 'over-limit', path: 'a' }]).reasons, ['/a: no advisories']);
});
