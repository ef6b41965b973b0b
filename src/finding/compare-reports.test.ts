import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advisory, says } from '../../test/support/advisory.ts';
import { packageOf } from '../../test/support/package.ts';
import { storeOf } from '../advisory/memory-store.ts';
import { FormatError } from '../base/errors.ts';
import { compareReports } from './compare-reports.ts';
import { matchVulnerabilities } from './match.ts';
import { readOtherReport } from './other-report.ts';

const os = { id: 'debian', version: '12', name: 'Debian GNU/Linux 12' };
const openssl = packageOf(
  { type: 'deb', name: 'libssl3', version: '3.0.11-1', source: { name: 'openssl', version: '3.0.11-1' } },
  os,
);
const guest = packageOf({ type: 'npm', name: 'lodash', version: '4.17.20', partOf: openssl.purl });
const text = packageOf({ type: 'golang', name: 'golang.org/x/text', version: 'v0.3.7' });
const log4j = packageOf({ type: 'maven', name: 'org.apache.logging.log4j:log4j-core', version: '2.14.1' });
const docker = packageOf(
  { type: 'deb', name: 'docker-buildx-plugin', version: '0.11', supplier: 'Docker <support@docker.com>' },
  os,
);
const input = { packages: [openssl, guest, text, log4j, docker], os };
const store = storeOf([
  advisory('CVE-2024-0001', { affected: [says('Debian:12', 'openssl', { fixed: '3.0.11-2' })] }),
  advisory('CVE-2024-0002', { affected: [says('Debian:12', 'openssl', { fixed: '3.0.10-1' })] }),
  advisory('CVE-2024-0003', { withdrawn: '2024-05-06T07:08:09Z', affected: [says('Debian:12', 'openssl', {})] }),
  advisory('CVE-2024-0004', {
    affected: [says('Debian:12', 'openssl', {}, { state: 'not-affected', note: 'not built' })],
  }),
  advisory('CVE-2024-0005', { affected: [says('Debian:12', 'openssl', {}, { state: 'will-not-fix' })] }),
  advisory('GO-2024-1', {
    aliases: ['CVE-2024-0006', 'GHSA-aaaa-bbbb-cccc'],
    affected: [says('Go', 'golang.org/x/text', { fixed: '0.3.8' })],
  }),
  advisory('GHSA-jfh8-c2jp-5v3q', {
    aliases: ['CVE-2021-44228'],
    affected: [says('Maven', 'org.apache.logging.log4j:log4j-core', { fixed: '2.15.0' })],
  }),
]);
const { findings } = matchVulnerabilities(input, store);

test('Trivy: what is the same, and a reason for every difference', () => {
  const vulnerability = (id: string, PkgName: string, InstalledVersion: string, PURL?: string) => ({
    VulnerabilityID: id,
    PkgName,
    InstalledVersion,
    ...(PURL ? { PkgIdentifier: { PURL } } : {}),
  });
  const report = readOtherReport(
    JSON.stringify({
      SchemaVersion: 2,
      Results: [
        { Target: 'nothing' },
        {
          Vulnerabilities: [
            vulnerability('CVE-2024-0001', 'libssl3', '3.0.11-1', 'pkg:deb/debian/libssl3@3.0.11-1?arch=amd64'),
            vulnerability('CVE-2024-0002', 'libssl3', '3.0.11-1'),
            vulnerability('CVE-2024-0003', 'libssl3', '3.0.11-1'),
            vulnerability('CVE-2024-0004', 'libssl3', '3.0.11-1'),
            vulnerability('CVE-2024-0099', 'libssl3', '3.0.11-1'),
            vulnerability('CVE-2024-0099', 'libssl3', '3.0.12-1'),
            vulnerability('CVE-2024-0099', 'nowhere', '1.0'),
            vulnerability('CVE-2020-8203', 'lodash', '4.17.20', 'pkg:npm/lodash@4.17.20'),
            vulnerability('CVE-2024-0099', 'docker-buildx-plugin', '0.11'),
            vulnerability('GHSA-aaaa-bbbb-cccc', 'golang.org/x/text', 'v0.3.7', 'pkg:golang/golang.org/x/text@v0.3.7'),
          ],
        },
      ],
    }),
  );
  const { same, otherNames, onlyOurs, onlyTheirs } = compareReports(report, input, { store, findings });
  assert.equal(same, 2);
  assert.equal(otherNames, 1);
  assert.deepEqual(
    onlyTheirs.map(({ other, reason }) => `${other.ids[0]} ${other.name} ${reason}`),
    [
      'CVE-2024-0002 libssl3 fixed',
      'CVE-2024-0003 libssl3 withdrawn',
      'CVE-2024-0004 libssl3 not-affected',
      'CVE-2024-0099 libssl3 not-in-feed',
      'CVE-2024-0099 libssl3 other-version-installed',
      'CVE-2024-0099 nowhere package-absent',
      'CVE-2020-8203 lodash left-to-distribution',
      'CVE-2024-0099 docker-buildx-plugin not-judged',
    ],
  );
  assert.deepEqual(onlyOurs.map(({ finding, reason }) => `${finding.vulnerability?.ids[0]} ${reason}`).sort(), [
    'CVE-2021-44228 unknown',
    'CVE-2024-0005 unfixed',
  ]);
});

test('Grype: names of jars and CVEs by way of related vulnerabilities', () => {
  const match = (id: string, related: string[], artifact: object, type = 'exact-direct-match') => ({
    vulnerability: { id, fix: { versions: ['2.15.0'] } },
    relatedVulnerabilities: related.map((name) => ({ id: name })),
    matchDetails: [{ type }],
    artifact,
  });
  const report = readOtherReport(
    JSON.stringify({
      matches: [
        match('GHSA-jfh8-c2jp-5v3q', ['CVE-2021-44228'], {
          name: 'log4j-core',
          version: '2.14.1',
          purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
        }),
        match('CVE-2023-0001', [], { name: 'log4j-core', version: '2.14.1' }, 'cpe-match'),
        match('CVE-2024-0001', [], { name: 'openssl', version: '3.0.11-1' }),
      ],
    }),
  );
  const { same, onlyTheirs } = compareReports(report, input, { store, findings });
  assert.equal(same, 1);
  assert.deepEqual(
    onlyTheirs.map(({ other, reason }) => `${other.ids[0]} ${reason}`),
    ['CVE-2023-0001 by-cpe', 'CVE-2024-0001 other-package-name'],
  );
});

test('what VEX took out is said to be suppressed, and a missing feed to be missing', () => {
  const report = readOtherReport(
    JSON.stringify({
      SchemaVersion: 2,
      Results: [
        {
          Vulnerabilities: [
            { VulnerabilityID: 'CVE-2024-0001', PkgName: 'libssl3', InstalledVersion: '3.0.11-1' },
            { VulnerabilityID: 'CVE-2024-0099', PkgName: 'golang.org/x/text', InstalledVersion: 'v0.3.7' },
          ],
        },
      ],
    }),
  );
  const [taken] = findings.filter(({ vulnerability }) => vulnerability?.ids[0] === 'CVE-2024-0001');
  assert.ok(taken);
  const { onlyTheirs } = compareReports(report, input, {
    store,
    findings: findings.filter((finding) => finding !== taken),
    suppressed: [{ finding: taken, by: 'the maintainers' }],
    covers: () => false,
  });
  assert.deepEqual(
    onlyTheirs.map(({ reason }) => reason),
    ['suppressed', 'no-feed'],
  );
});

test('other documents, and damaged ones, are refused', () => {
  for (const bad of [
    '',
    '{}',
    '[]',
    '{"SchemaVersion":1}',
    '{"SchemaVersion":2,"Results":5}',
    '{"matches":{}}',
    '{"matches":[',
  ]) {
    assert.throws(() => readOtherReport(bad), FormatError, bad);
  }
  const odd =
    '{"matches":[null,1,{"vulnerability":[],"artifact":{"name":1}},{"vulnerability":{"id":"X"},"artifact":{"name":"a","purl":"pkg:"}}]}';
  assert.deepEqual(readOtherReport(odd).findings, [{ ids: ['X'], name: 'a', version: '' }]);
});
