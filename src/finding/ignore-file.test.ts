import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UsageError } from '../base/errors.ts';
import { applyExceptions } from './apply-exceptions.ts';
import type { Finding } from './finding.ts';
import { readIgnoreFile } from './ignore-file.ts';

const FILE = '.tidewaiterignore';

function finding(id: string, purl: string, path: string): Finding {
  return {
    id: `${id} ${purl}`,
    kind: 'vulnerability',
    rule: 'vulnerability/known',
    severity: 'high',
    title: id,
    package: purl,
    evidence: [{ path, layer: 0 }],
    vulnerability: {
      ids: [id, 'GHSA-aaaa-bbbb-cccc'],
      summary: '',
      installed: '1',
      fixed: [],
      state: 'affected',
      sources: [],
      priority: { level: 'later', score: 20, reasons: [] },
      confidence: 'high',
    },
  };
}

const findings = [
  finding('CVE-2024-1', 'pkg:npm/lodash@4.17.20', 'app/node_modules/lodash/package.json'),
  finding('CVE-2024-1', 'pkg:npm/%40scope/other@1.0.0', 'opt/other/package.json'),
  finding('CVE-2024-2', 'pkg:deb/debian/openssl@3.0.1?arch=amd64&distro=debian-12', 'var/lib/dpkg/status'),
];

function left(text: string, today = '2026-11-01'): string[] {
  const { kept } = applyExceptions(findings, { entries: readIgnoreFile(text, FILE), file: FILE, today });
  return kept.map(({ id }) => id.replace(/^CVE-2024-(\d) pkg:\w+\/(?:debian\/)?([^@]+).*$/, '$1 $2'));
}

test('lines let findings pass, by id, package and path', () => {
  assert.deepEqual(left('# nothing\n\n'), ['1 lodash', '1 %40scope/other', '2 openssl']);
  assert.deepEqual(left('CVE-2024-1 until:forever because we checked'), ['2 openssl']);
  assert.deepEqual(left('cve-2024-1 package:lodash until:forever because x'), ['1 %40scope/other', '2 openssl']);
  assert.deepEqual(left('CVE-2024-1 package:@scope/other until:forever because x'), ['1 lodash', '2 openssl']);
  assert.deepEqual(left('CVE-2024-1 package:pkg:npm/lodash@4.17.20 until:forever because x').length, 2);
  assert.deepEqual(left('CVE-2024-1 package:pkg:npm/lodash@4.17.21 until:forever because x').length, 3);
  assert.deepEqual(left('CVE-2024-1 path:/app/** until:forever because x'), ['1 %40scope/other', '2 openssl']);
  assert.deepEqual(left('GHSA-aaaa-bbbb-cccc until:forever because x'), []);
  assert.deepEqual(left('vulnerability/known until:forever because x'), []);
});

test('an exception ends, and says so', () => {
  const entries = readIgnoreFile('CVE-2024-1 until:2026-10-31 because x\nCVE-2024-9 until:forever because y', FILE);
  const on = (today: string) => applyExceptions(findings, { entries, file: FILE, today });
  assert.equal(on('2026-10-31').kept.length, 1);
  assert.equal(on('2026-11-01').kept.length, 3);
  assert.deepEqual(on('2026-11-01').expired, [entries[0]]);
  assert.deepEqual(on('2026-11-01').unused, [entries[1]]);
  assert.deepEqual(on('2026-10-31').suppressed[0]?.by, {
    kind: 'exception',
    who: FILE,
    source: `${FILE}:1`,
    reason: 'x',
    until: '2026-10-31',
  });
});

test('YAML says the same', () => {
  const text = `ignore:
  - id: CVE-2024-1
    package: lodash
    until: 2027-01-01
    reason: not reachable
  - id: CVE-2024-2
    until: forever
    reason: |
      long
      story
`;
  const entries = readIgnoreFile(text, `${FILE}.yaml`);
  assert.deepEqual(entries, [
    { id: 'CVE-2024-1', package: 'lodash', until: '2027-01-01', reason: 'not reachable', line: 2 },
    { id: 'CVE-2024-2', reason: 'long\nstory', line: 6 },
  ]);
  assert.deepEqual(left(text), ['1 %40scope/other']);
});

test('what is wrong is said with its line', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['\nCVE-2024-1 until:forever', /line 2: it gives no reason/],
    ['CVE-2024-1 until:forever because', /line 1: it gives no reason/],
    ['CVE-2024-1 because x', /line 1: it has no end/],
    ['CVE-2024-1 until:2026-02-30 because x', /2026-02-30 is not a date/],
    ['CVE-2024-1 until:soon because x', /soon is not a date/],
    ['CVE-2024-1 exp:2026-01-01 because x', /"exp:2026-01-01" is none of/],
    ['CVE-2024-1 until:forever until:forever because x', /until: comes twice/],
    ['CVE-2024-1 package: until:forever because x', /its package is empty/],
    ['<html>', /should begin with the id/],
    [`CVE-2024-1 path:${'{a,b}'.repeat(9)} until:forever because x`, /too involved/],
    ['ignore:\n  - id: CVE-2024-1\n    until: forever\n', /line 2: it gives no reason/],
    ['ignore:\n  - id: CVE-1\n    reason: x\n    until: forever\n    expires: y\n', /line 2: "expires" is none of/],
    ['ignore: []\nother: []\n', /should hold a list named ignore/],
    ['ignore:\n  - [\n', /line \d+: not YAML/],
  ];
  for (const [text, message] of wrong) {
    assert.throws(
      () => readIgnoreFile(text, FILE),
      (error) => error instanceof UsageError && error.code === 'bad-config' && message.test(error.message),
      text,
    );
  }
});

test('any text is read or refused', () => {
  const piece = fc.constantFrom(
    'CVE-2024-1',
    ' ',
    '\n',
    'until:',
    '2026-01-01',
    'because',
    'ignore:',
    '- ',
    'id: ',
    '{',
    '"',
    '&a',
    '*a',
    ':',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      try {
        readIgnoreFile(pieces.join(''), FILE);
      } catch (error) {
        assert.ok(error instanceof UsageError, String(error));
      }
    }),
  );
});
