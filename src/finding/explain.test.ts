import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advisory, feed, says } from '../../test/support/advisory.ts';
import { packageOf } from '../../test/support/package.ts';
import { joinStores } from '../advisory/join-stores.ts';
import { storeOf } from '../advisory/memory-store.ts';
import { explainVulnerability } from './explain.ts';
import { explanationText } from './explanation-text.ts';

const os = { id: 'debian', version: '12', name: 'Debian GNU/Linux 12' };
const openssl = packageOf(
  { type: 'deb', name: 'libssl3', version: '3.0.11-1', source: { name: 'openssl', version: '3.0.11-1' } },
  os,
);
const guest = packageOf({ type: 'npm', name: 'lodash', version: '4.17.20', partOf: openssl.purl });
const store = joinStores([
  storeOf(
    [
      advisory('CVE-2024-0001', {
        affected: [says('Debian:12', 'openssl', { fixed: '3.0.11-2' }), says('Debian:11', 'openssl', {})],
      }),
      advisory('CVE-2024-0002', { affected: [says('Debian:12', 'openssl', { fixed: '3.0.10-1' })] }),
      advisory('CVE-2024-0003', { withdrawn: '2024-05-06T07:08:09Z', affected: [says('Debian:12', 'openssl', {})] }),
      advisory('CVE-2024-0005', { affected: [says('Debian:12', 'openssl', {})] }),
      advisory('CVE-2024-0006', { affected: [says('Debian:12', 'bash', {})] }),
    ],
    feed('osv'),
  ),
  storeOf(
    [
      advisory('DEBIAN-CVE-2024-0005', {
        upstream: ['CVE-2024-0005'],
        affected: [says('Debian:12', 'openssl', {}, { state: 'not-affected', note: 'vulnerable code not present' })],
      }),
      advisory('GHSA-aaaa-bbbb-cccc', {
        aliases: ['CVE-2024-0004'],
        affected: [says('npm', 'lodash', { introduced: '4.0.0', fixed: '4.17.21' })],
      }),
    ],
    feed('tracker'),
  ),
]);

test('found: the statement, its range and its fix', () => {
  assert.equal(
    text('CVE-2024-0001'),
    `CVE-2024-0001.
osv has CVE-2024-0001: it speaks of Debian:12 openssl, Debian:11 openssl.
libssl3 3.0.11-1: in the report.
  osv CVE-2024-0001 on Debian:12 openssl 3.0.11-1: affected, being in < 3.0.11-2; fixed in 3.0.11-2.
`,
  );
});

test('not found: fixed before, withdrawn, denied, left to the distribution, not installed, not known', () => {
  assert.match(text('CVE-2024-0002'), /not in the report\.\n.*not affected, not being in < 3\.0\.10-1\.\n$/);
  assert.match(
    text('CVE-2024-0003'),
    /withdrawn on 2024-05-06.*\n.*not in the report\.\n.*its source has withdrawn it\.\n$/,
  );
  assert.match(
    text('CVE-2024-0005'),
    /not affected \(vulnerable code not present\)\.\n {2}The word of tracker that it is not affected/,
  );
  assert.match(text('CVE-2024-0004'), /lodash 4\.17\.20: not in the report\.\n {2}pkg:deb.* brought it along/);
  assert.match(text('CVE-2024-0006'), /None of these packages is in the inventory\.\n$/);
  assert.equal(text('CVE-1999-0001'), 'CVE-1999-0001.\nNo feed at hand knows it.\n');
});

test('any name leads to it', () => {
  assert.deepEqual(explainVulnerability('GHSA-aaaa-bbbb-cccc', { packages: [], os }, { store }).names, [
    'CVE-2024-0004',
    'GHSA-aaaa-bbbb-cccc',
  ]);
});

function text(id: string): string {
  return explanationText(explainVulnerability(id, { packages: [openssl, guest], os }, { store }));
}
