import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advisory, feed, says } from '../../test/support/advisory.ts';
import { packageOf } from '../../test/support/package.ts';
import { joinStores } from '../advisory/join-stores.ts';
import { storeOf } from '../advisory/memory-store.ts';
import type { Finding } from './finding.ts';
import { type MatchOptions, matchVulnerabilities } from './match.ts';

const debian = { id: 'debian', version: '12', name: 'Debian GNU/Linux 12' };
const openssl = packageOf(
  { type: 'deb', name: 'libssl3', version: '3.0.11-1', source: { name: 'openssl', version: '3.0.11-1' } },
  debian,
);
const lodash = packageOf({ type: 'npm', name: 'lodash', version: '4.17.20' });

test('names of one vulnerability join, whichever record has them', () => {
  const store = storeOf([
    advisory('GHSA-aaaa-bbbb-cccc', {
      aliases: ['CVE-2024-0001'],
      affected: [says('npm', 'lodash', { fixed: '4.17.21' })],
    }),
    advisory('SNYK-1', { aliases: ['GHSA-aaaa-bbbb-cccc'], affected: [says('npm', 'lodash', { fixed: '4.17.22' })] }),
    advisory('OTHER-1', { aliases: ['SNYK-1'], affected: [says('npm', 'lodash', { fixed: '4.17.21' })] }),
  ]);
  const [finding, ...others] = find([lodash], store);
  assert.equal(others.length, 0);
  assert.deepEqual(finding?.vulnerability?.ids, ['CVE-2024-0001', 'GHSA-aaaa-bbbb-cccc', 'OTHER-1', 'SNYK-1']);
  assert.deepEqual(finding?.vulnerability?.fixed, ['4.17.21', '4.17.22']);
  assert.equal(finding?.fix, 'Upgrade lodash to 4.17.22.');
});

test('an alias of two CVEs does not make them one', () => {
  const affected = [says('npm', 'lodash', { fixed: '4.17.21' })];
  const store = storeOf([
    advisory('CVE-2024-0001', { affected }),
    advisory('CVE-2024-0002', { aliases: ['GHSA-aaaa-bbbb-cccc'], affected }),
    advisory('GHSA-aaaa-bbbb-cccc', { aliases: ['CVE-2024-0001', 'CVE-2024-0002', 'X-1'], affected }),
    advisory('X-1', { aliases: ['GHSA-aaaa-bbbb-cccc'], affected }),
  ]);
  assert.deepEqual(
    find([lodash], store).map(({ vulnerability }) => vulnerability?.ids),
    [
      ['CVE-2024-0001', 'GHSA-aaaa-bbbb-cccc', 'X-1'],
      ['CVE-2024-0002', 'GHSA-aaaa-bbbb-cccc', 'X-1'],
    ],
  );
});

test('aliases in a circle, and without end, join and come to an end', () => {
  const affected = [says('npm', 'lodash', {})];
  const count = 5_000;
  const store = storeOf(
    Array.from({ length: count }, (_, index) =>
      advisory(`X-${index}`, { aliases: [`X-${(index + 1) % count}`], affected }),
    ),
  );
  const [finding, ...others] = find([lodash], store);
  assert.equal(others.length, 0);
  assert.equal(finding?.vulnerability?.ids[0], 'X-0');
});

test('an erratum with several CVEs is one finding for each, which names it', () => {
  const alma = { id: 'almalinux', version: '9.4', name: 'AlmaLinux 9.4' };
  const pkg = packageOf({ type: 'rpm', name: 'openssl-libs', version: '1:3.0.7-24.el9' }, alma);
  const store = storeOf([
    advisory('ALSA-2024:1', {
      upstream: ['CVE-2024-0001', 'CVE-2024-0002'],
      severity: 'high',
      affected: [says('AlmaLinux:9', 'openssl-libs', { fixed: '1:3.0.7-25.el9' })],
    }),
  ]);
  const found = matchVulnerabilities({ packages: [pkg], os: alma }, store).findings;
  assert.deepEqual(
    found.map(({ vulnerability }) => vulnerability?.ids),
    [
      ['CVE-2024-0001', 'ALSA-2024:1'],
      ['CVE-2024-0002', 'ALSA-2024:1'],
    ],
  );
  assert.equal(new Set(found.map(({ id }) => id)).size, 2);
  assert.equal(found[0]?.severity, 'high');
});

test('the word of the distribution that a version is not affected overrides ranges, and a starter set may not give it', () => {
  const range = advisory('CVE-2024-0001', { affected: [says('Debian:12', 'openssl', { fixed: '3.0.12-1' })] });
  const denial = advisory('DEBIAN-CVE-2024-0001', {
    affected: [says('Debian:12', 'openssl', {}, { state: 'not-affected' })],
  });
  const joined = (starter: boolean) =>
    joinStores([
      storeOf([range], feed('osv')),
      storeOf([denial], { ...feed('tracker'), ...(starter ? { starter: true } : {}) }),
    ]);
  assert.equal(find([openssl], joined(false)).length, 0);
  assert.equal(find([openssl], joined(true)).length, 1);
});

test('withdrawn records say nothing', () => {
  const store = storeOf([
    advisory('CVE-2024-0001', { withdrawn: '2024-02-01T00:00:00Z', affected: [says('Debian:12', 'openssl', {})] }),
  ]);
  assert.equal(find([openssl], store).length, 0);
});

test('sources that disagree are both shown', () => {
  const store = joinStores([
    storeOf(
      [advisory('CVE-2024-0001', { severity: 'low', affected: [says('Debian:12', 'openssl', { fixed: '3.0.11-2' })] })],
      feed('a'),
    ),
    storeOf(
      [advisory('CVE-2024-0001', { affected: [says('Debian:12', 'openssl', { fixed: '3.0.11-1' })] })],
      feed('b'),
    ),
  ]);
  const [finding] = find([openssl], store);
  assert.deepEqual(
    finding?.vulnerability?.sources.map(({ source, state, fixed }) => [source, state, fixed]),
    [
      ['a', 'affected', '3.0.11-2'],
      ['b', 'not-affected', undefined],
    ],
  );
});

test('severity is the word of the distribution, else the score, else the word of the source', () => {
  const cvss = ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'];
  const store = storeOf([
    advisory('CVE-2024-0001', { cvss, severity: 'low', affected: [says('Debian:12', 'openssl', {})] }),
    advisory('CVE-2024-0002', { cvss, severity: 'low', affected: [says('npm', 'lodash', {})] }),
    advisory('CVE-2024-0003', { severity: 'low', affected: [says('npm', 'lodash', {})] }),
  ]);
  const severities = find([openssl, lodash], store).map(({ vulnerability, severity }) => [
    vulnerability?.ids[0],
    severity,
  ]);
  assert.deepEqual(severities.sort(), [
    ['CVE-2024-0001', 'low'],
    ['CVE-2024-0002', 'critical'],
    ['CVE-2024-0003', 'low'],
  ]);
});

test('what is known of the vulnerability itself is taken from records that speak of no package', () => {
  const store = joinStores([
    storeOf(
      [advisory('DEBIAN-CVE-2024-0001', { affected: [says('Debian:12', 'openssl', {}, { state: 'will-not-fix' })] })],
      feed('debian'),
    ),
    storeOf([advisory('CVE-2024-0001', { exploited: { since: '2024-01-02', ransomware: false } })], feed('kev')),
    storeOf([advisory('CVE-2024-0001', { epss: { probability: 0.9, percentile: 0.99 } })], feed('epss')),
  ]);
  const [finding] = find([openssl], store);
  assert.equal(finding?.vulnerability?.exploited?.since, '2024-01-02');
  assert.equal(finding?.vulnerability?.epss?.probability, 0.9);
  assert.equal(finding?.vulnerability?.state, 'will-not-fix');
  assert.deepEqual(finding?.vulnerability?.ids, ['CVE-2024-0001', 'DEBIAN-CVE-2024-0001']);
});

test('a malicious package is malware, whatever else is known of it', () => {
  const store = storeOf([
    advisory('MAL-2024-1', { aliases: ['GHSA-aaaa-bbbb-cccc'], affected: [says('npm', 'lodash', {})] }),
    advisory('GHSA-aaaa-bbbb-cccc', { affected: [says('npm', 'lodash', {})] }),
  ]);
  const [finding, ...others] = find([lodash], store);
  assert.equal(others.length, 0);
  assert.equal(finding?.kind, 'malware');
  assert.equal(finding?.rule, 'malware/malicious-package');
  assert.equal(finding?.severity, 'critical');
  assert.equal(finding?.vulnerability?.priority.level, 'now');
  assert.equal(finding?.class, 'malicious');
  assert.equal(finding?.title, 'Malicious package: lodash 4.17.20 (MAL-2024-1)');
  assert.match(
    finding?.story ?? '',
    /^lodash 4\.17\.20 \(npm\) is a malicious package.* MAL-2024-1, which .* publishes, says so/,
  );
});

test('malice that was taken back, and what npm puts in its place, is none', () => {
  const all = [says('npm', 'lodash', {})];
  const withdrawn = { withdrawn: '2024-02-01T00:00:00Z' };
  assert.deepEqual(find([lodash], storeOf([advisory('MAL-2024-1', { ...withdrawn, affected: all })])), []);
  const other = advisory('GHSA-aaaa-bbbb-cccc', { aliases: ['MAL-2024-1'], affected: all });
  const [finding] = find([lodash], storeOf([advisory('MAL-2024-1', { ...withdrawn, affected: all }), other]));
  assert.deepEqual([finding?.kind, finding?.class, finding?.story], ['vulnerability', undefined, undefined]);
  const placeholder = packageOf({ type: 'npm', name: 'lodash', version: '0.0.1-security' });
  assert.deepEqual(find([placeholder], storeOf([advisory('MAL-2024-1', { affected: all })])), []);
});

test('what is inside a system package is left to the distribution, where its records are at hand', () => {
  const guest = { ...lodash, partOf: openssl.purl };
  const store = storeOf([advisory('GHSA-aaaa-bbbb-cccc', { affected: [says('npm', 'lodash', {})] })]);
  assert.equal(find([openssl, guest], store).length, 0);
  assert.equal(find([openssl, guest], store, { covers: (ecosystem) => ecosystem === 'npm' }).length, 1);
  const foreign = { ...openssl, supplier: 'Docker <support@docker.com>' };
  assert.equal(find([foreign, guest], store).length, 1);
});

test('a fallback lookup counts only where the first is silent', () => {
  const os = { ...debian, id: 'ubuntu', version: '22.04', services: ['esm-apps'] };
  const bash = packageOf({ type: 'deb', name: 'bash', version: '5.1-6ubuntu1+esm1' }, os);
  const plain = advisory('UBUNTU-CVE-2024-0001', { affected: [says('Ubuntu:22.04', 'bash', {})] });
  const pro = advisory('USN-1', {
    aliases: ['CVE-2024-0001'],
    affected: [says('Ubuntu:Pro:22.04', 'bash', { fixed: '5.1-6ubuntu1+esm1' })],
  });
  const other = advisory('UBUNTU-CVE-2024-0002', { affected: [says('Ubuntu:22.04', 'bash', {})] });
  const ids = matchVulnerabilities({ packages: [bash], os }, storeOf([plain, pro, other])).findings.map(
    ({ vulnerability }) => vulnerability?.ids[0],
  );
  assert.deepEqual(ids, ['CVE-2024-0002']);
});

test('kernel headers are reported, at the end and with the reason', () => {
  const headers = packageOf(
    { type: 'deb', name: 'linux-libc-dev', version: '6.1.76-1', source: { name: 'linux', version: '6.1.76-1' } },
    debian,
  );
  const store = storeOf([
    advisory('CVE-2024-0001', {
      severity: 'critical',
      affected: [says('Debian:12', 'linux', {}), says('Debian:12', 'openssl', {}, { severity: 'low' })],
    }),
  ]);
  const findings = find([headers, openssl], store);
  assert.deepEqual(
    findings.map(({ package: purl }) => purl),
    [openssl.purl, headers.purl],
  );
  assert.equal(findings[1]?.vulnerability?.priority.level, 'none');
  assert.match(findings[1]?.vulnerability?.priority.reasons[0] ?? '', /^kernel headers/);
});

test('what could not be judged is said', () => {
  const packages = [
    packageOf({ type: 'npm', name: 'nameless', version: '' }),
    packageOf({ type: 'cargo', name: 'odd', version: 'not a version' }),
    packageOf(
      { type: 'deb', name: 'docker-buildx-plugin', version: '0.11', supplier: 'Docker <support@docker.com>' },
      debian,
    ),
  ];
  const { problems } = matchVulnerabilities({ packages, os: debian }, storeOf([]));
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['packages-not-judged', 'version-unknown', 'version-unknown'],
  );
  assert.match(problems[0]?.message ?? '', /Docker.*docker-buildx-plugin 0\.11/);
  const unknown = { id: 'strange', version: '1', name: 'Strange Linux' };
  const [problem] = matchVulnerabilities(
    { packages: [packageOf({ type: 'rpm', name: 'a', version: '1-1' }, unknown)], os: unknown },
    storeOf([]),
  ).problems;
  assert.equal(problem?.code, 'release-unknown');
  assert.match(problem?.message ?? '', /Strange Linux/);
});

test('the ecosystems that were asked are told, and whether anything speaks of them', () => {
  const { ecosystems } = matchVulnerabilities({ packages: [openssl, lodash], os: debian }, storeOf([]), {
    covers: (ecosystem) => ecosystem === 'npm',
  });
  assert.deepEqual(ecosystems, [
    { name: 'Debian:12', packages: 1, covered: false },
    { name: 'npm', packages: 1, covered: true },
  ]);
});

function find(
  packages: Parameters<typeof matchVulnerabilities>[0]['packages'],
  store: Parameters<typeof matchVulnerabilities>[1],
  options?: MatchOptions,
): readonly Finding[] {
  return [...matchVulnerabilities({ packages, os: debian }, store, options).findings];
}
