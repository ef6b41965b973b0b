import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleImage, samplePackages, sampleSystem } from '../../../test/support/inventory-sample.ts';
import type { Problem } from '../../base/problem.ts';
import type { Finding } from '../../finding/finding.ts';
import { makeReport, type Report } from '../report.ts';
import { writeText } from './text.ts';
import { wrap } from './text-layout.ts';

const PLAIN = { color: false, width: 80 };

function report(changes: { problems?: readonly Problem[]; createdBy?: string } = {}): Report {
  const layers = sampleImage.layers.map((layer) => ({ ...layer, createdBy: changes.createdBy ?? 'RUN x' }));
  return makeReport(
    {
      image: { ...sampleImage, layers },
      inventory: { os: sampleSystem, packages: samplePackages },
      findings: [],
      suppressed: [],
      problems: changes.problems ?? [],
      verdict: { decision: 'incomplete', reasons: [`a reason ${'of many words '.repeat(30)}`] },
    },
    { name: 'tidewaiter', version: '0.1.0' },
  );
}

test('prose and commands stay within the width', () => {
  const message = 'a sentence '.repeat(40);
  const text = writeText(
    report({ createdBy: `RUN ${'apt-get install '.repeat(50)}`, problems: [{ code: 'bad-link', message }] }),
    PLAIN,
  );
  for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
});

test('many problems of one kind do not hide the only one of another', () => {
  const many = Array.from({ length: 200 }, (_, index): Problem => {
    return { code: 'bad-link', message: 'leads nowhere', path: `l${index}` };
  });
  const text = writeText(
    report({ problems: [...many, { code: 'corrupt-layer', message: 'cut off', layer: 0 }] }),
    PLAIN,
  );
  assert.match(text, /201 problems\n {2}corrupt-layer\n {4}\(layer 0\): cut off\n {2}bad-link {2}200 times\n/);
  assert.match(text, /… and 195 more\n/);
});

test('nothing from the image steers the terminal', () => {
  const hostile = '\u001b[31m\u009b\u202e\rx\ny';
  const text = writeText(
    report({ createdBy: hostile, problems: [{ code: 'bad-link', message: hostile, path: hostile }] }),
    PLAIN,
  );
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
});

test('colours only where they are wanted', () => {
  assert.match(writeText(report(), { color: true, width: 80 }), /\u001b\[1m/);
  assert.doesNotMatch(writeText(report(), PLAIN), /\u001b/);
});

test('long words stand on lines of their own', () => {
  assert.deepEqual(wrap('  a ', 'b c', 80), ['  a b c']);
  assert.deepEqual(wrap('  a ', `b ${'c'.repeat(90)} d`, 40), ['  a b', `    ${'c'.repeat(90)}`, '    d']);
});

test('what to act on stands by itself, the rest is counted', () => {
  const finding = (id: string, level: 'now' | 'later', layer: number): Finding => ({
    id,
    kind: 'vulnerability',
    rule: 'vulnerability/known',
    severity: 'high',
    title: id,
    package: samplePackages[0]?.purl ?? '',
    evidence: [{ path: 'var/lib/dpkg/status', layer }],
    vulnerability: {
      ids: [id],
      summary: '',
      installed: '1.0',
      fixed: level === 'now' ? ['1.1'] : [],
      state: level === 'now' ? 'fixed' : 'affected',
      sources: [],
      priority: { level, score: level === 'now' ? 90 : 10, reasons: ['used in attacks since 2021-12-10'] },
      confidence: 'low',
    },
  });
  const feed = { source: 'osv', feed: 'npm', checked: '2026-11-23T10:00:00Z', advisories: 2, damaged: 1 };
  const base = report();
  const text = writeText(
    {
      ...base,
      image: { ...base.image, baseLayers: 1 },
      findings: [finding('CVE-2021-44228', 'now', 1), ...['CVE-1', 'CVE-2'].map((id) => finding(id, 'later', 0))],
      advisories: { feeds: [feed] },
    },
    { ...PLAIN, now: new Date('2026-11-23T13:30:00Z') },
  );
  assert.match(text, /3 known vulnerabilities in 1 package\n {2}CVE-2021-44228 {2}\S+ 1\.0 → 1\.1\n/);
  assert.match(text, /used in attacks since 2021-12-10; in var\/lib\/dpkg\/status \(layer 1, added\s+here\)/);
  assert.match(
    text,
    / all +fixable +no fix +in base +added\n {2}act now +1 +1 +0 +0 +1\n {2}with the next update +2 +0 +2 +2 +0\n/,
  );
  assert.match(text, /3 of them by name only/);
  assert.match(text, /osv npm {2}heard 3 hours ago; 1 record not understood\n/);
});
