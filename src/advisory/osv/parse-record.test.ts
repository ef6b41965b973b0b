import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fuzz } from '../../../test/support/fuzz.ts';
import { fixturesRoot } from '../../../test/support/project.ts';
import { parseOsvRecord } from './parse-record.ts';

const everything = (text: string) => parseOsvRecord(text);

test('entries that differ in their versions only become one, without versions that a range covers', () => {
  const entry = (events: object[], versions: string[]) => ({
    package: { ecosystem: 'Maven', name: 'g:a' },
    ranges: [{ type: 'ECOSYSTEM', events }],
    versions,
  });
  const { affected } = everything(
    JSON.stringify({
      id: 'X-1',
      affected: [
        entry([{ introduced: '0' }, { fixed: '1' }], ['0.1']),
        entry([{ introduced: '0' }, { fixed: '1' }], ['0.1']),
        entry([{ introduced: '2' }, { last_affected: '2.5' }], ['2.2', '0.1']),
      ],
    }),
  );
  assert.deepEqual(affected, [
    {
      ecosystem: 'Maven',
      name: 'g:a',
      ranges: [
        { introduced: '0', fixed: '1' },
        { introduced: '2', lastAffected: '2.5' },
      ],
      versions: ['0.1'],
      state: 'affected',
    },
  ]);
});

test('only builds of a module belong to its stream', () => {
  const entry = (name: string, fixed: string) => ({
    package: { ecosystem: 'Rocky Linux:8.8', name },
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
  });
  const { affected, upstream, severity } = everything(
    JSON.stringify({
      id: 'RLSA-1',
      summary: 'Important: container-tools:rhel8 security update',
      related: ['CVE-2020-1', 'RHSA-2020:1'],
      affected: [entry('podman', '4:4.9-1.module+el8.10.0+1+a'), entry('glibc', '2.28-251.el8')],
    }),
  );
  assert.deepEqual(
    affected.map(({ name, ecosystem, module }) => [ecosystem, name, module]),
    [
      ['Rocky Linux:8', 'podman', 'container-tools:rhel8'],
      ['Rocky Linux:8', 'glibc', undefined],
    ],
  );
  assert.deepEqual(upstream, ['CVE-2020-1']);
  assert.equal(severity, 'high');
});

test('severity in words: of the record, the package, Debian, Ubuntu', () => {
  const severityOf = (fields: object) => everything(JSON.stringify({ id: 'X-1', ...fields })).severity;
  assert.equal(severityOf({ database_specific: { severity: 'MODERATE' } }), 'medium');
  assert.equal(severityOf({ severity: [{ type: 'Ubuntu', score: 'negligible' }] }), 'negligible');
  assert.equal(severityOf({ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }] }), undefined);
  const { affected } = everything(
    JSON.stringify({
      id: 'DEBIAN-CVE-2020-1',
      affected: ['unimportant', 'end-of-life', 'not yet assigned'].map((urgency, index) => ({
        package: { ecosystem: `Debian:${index + 10}`, name: 'x' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
        ecosystem_specific: { urgency },
      })),
    }),
  );
  assert.deepEqual(
    affected.map(({ state, severity }) => [state, severity]),
    [
      ['affected', 'negligible'],
      ['end-of-life', undefined],
      ['affected', undefined],
    ],
  );
});

test('enumerated tags are the versions of CPython, which names no package', () => {
  const range = { type: 'GIT', repo: 'https://github.com/python/cpython', events: [{ introduced: '0' }] };
  const { affected } = everything(
    JSON.stringify({ id: 'PSF-2020-1', affected: [{ ranges: [range], versions: ['v3.8.0', '3.9'] }] }),
  );
  assert.deepEqual(affected, [
    { ecosystem: 'CPython', name: 'cpython', ranges: [], versions: ['3.8.0', '3.9'], state: 'affected' },
  ]);
});

test('damage does not hang or throw anything else', () => {
  const folder = join(fixturesRoot, 'sources', 'osv', 'damaged', 'mirror', 'npm', 'all.zip');
  for (const name of ['a-good.json', 'g-odd.json']) {
    fuzz(readFileSync(join(folder, name)), (bytes) => everything(Buffer.from(bytes).toString('utf8')));
  }
});
