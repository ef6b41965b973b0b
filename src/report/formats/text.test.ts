import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleImage, samplePackages, sampleSystem } from '../../../test/support/inventory-sample.ts';
import type { Problem } from '../../base/problem.ts';
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
