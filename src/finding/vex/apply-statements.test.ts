import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Package } from '../../inventory/package.ts';
import type { Finding } from '../finding.ts';
import { applyStatements } from './apply-statements.ts';
import { isPlatform } from './platform.ts';
import type { VexProduct, VexStatement } from './statement.ts';
import { identifyImage, vexSubjects } from './subject.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const CRYPTO = 'pkg:golang/golang.org/x/crypto@v0.1.0';
const NET = 'pkg:golang/golang.org/x/net@v0.1.0';
const APP = 'pkg:golang/example.com/app@v1.2.3';
const OPENSSL = 'pkg:rpm/redhat/openssl@3.0.7-27.el9?arch=x86_64&distro=rhel-9.4&epoch=1';

function found(purl: string, path: string): Package {
  return { purl, type: 'golang', name: purl, version: '1', licenses: [], locations: [{ path, layer: 0 }], foundBy: [] };
}

const packages = [found(CRYPTO, 'app'), found(NET, 'app'), found(APP, 'app'), found(OPENSSL, 'var/lib/rpm')];
const subjectOf = vexSubjects({
  packages,
  image: identifyImage('ghcr.io/aquasecurity/trivy:0.5', [DIGEST]),
  os: { id: 'rhel', version: '9.4', name: '' },
});

const statement = (changes: Partial<VexStatement>): VexStatement => ({
  ids: ['CVE-2024-1'],
  products: [],
  status: 'not-affected',
  author: 'Ann',
  source: 'vex.json',
  ...changes,
});

const product = (purl: string, ...components: string[]): VexProduct => ({
  purls: [purl],
  digests: [],
  components: components.map((each) => ({ purls: [each], digests: [] })),
});

function finding(purl: string): Finding {
  return {
    id: purl,
    kind: 'vulnerability',
    rule: 'vulnerability/known',
    severity: 'high',
    title: '',
    package: purl,
    evidence: [],
    vulnerability: {
      ids: ['CVE-2024-1', 'GHSA-aaaa-bbbb-cccc'],
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

const isSuppressed = (purl: string, ...statements: VexStatement[]): boolean =>
  applyStatements([finding(purl)], { statements, subjectOf }).suppressed.length === 1;
const about = (purl: string, ...products: VexProduct[]) => isSuppressed(purl, statement({ products }));

test('packages are meant by name, and by version and qualifiers where these are given', () => {
  assert.ok(about(CRYPTO, product('pkg:golang/golang.org/x/crypto')));
  assert.ok(about(CRYPTO, product('pkg:golang/golang.org/x/crypto@0.1.0')));
  assert.ok(about(CRYPTO, product('pkg:npm/other'), product(CRYPTO)));
  assert.ok(!about(CRYPTO, product('pkg:golang/golang.org/x/crypto@v0.2.0')));
  assert.ok(!about(CRYPTO, product('pkg:golang/golang.org/x/net')));
  assert.ok(!about(CRYPTO, product('not a package URL')));
  assert.ok(about(OPENSSL, product('pkg:rpm/redhat/openssl@3.0.7-27.el9?arch=x86_64&epoch=1')));
  assert.ok(!about(OPENSSL, product('pkg:rpm/redhat/openssl@3.0.7-27.el9?arch=aarch64')));
  assert.ok(!about(OPENSSL, product('pkg:rpm/redhat/openssl?epoch=2')));
  assert.ok(!about(OPENSSL, product('pkg:rpm/fedora/openssl')));
});

test('images are meant by digest and by repository', () => {
  const crypto = 'pkg:golang/golang.org/x/crypto';
  assert.ok(about(CRYPTO, product(`pkg:oci/trivy@${encodeURIComponent(DIGEST)}`)));
  assert.ok(about(CRYPTO, { purls: [], digests: [DIGEST], components: [] }));
  assert.ok(!about(CRYPTO, product(`pkg:oci/trivy@sha256%3A${'b'.repeat(64)}`)));
  assert.ok(about(CRYPTO, product('pkg:oci/trivy?repository_url=ghcr.io%2Faquasecurity%2Ftrivy', crypto)));
  assert.ok(about(CRYPTO, product('pkg:oci/trivy?repository_url=ghcr.io/aquasecurity', crypto)));
  assert.ok(about(CRYPTO, product('pkg:oci/trivy?repository_url=ghcr.io/aquasecurity/trivy&tag=0.5')));
  assert.ok(!about(CRYPTO, product('pkg:oci/trivy?repository_url=ghcr.io/aquasecurity/trivy&tag=0.6')));
  assert.ok(!about(CRYPTO, product('pkg:oci/trivy?repository_url=index.docker.io%2Faquasec%2Ftrivy', crypto)));
  assert.ok(!about(NET, product('pkg:oci/trivy', crypto)));
  assert.ok(about(NET, product('pkg:oci/trivy')));
});

test('Docker Hub has two names, and packages of its own', () => {
  const hub = vexSubjects({ packages, image: identifyImage('nginx', []) });
  const on = (purl: string) =>
    applyStatements([finding(CRYPTO)], { statements: [statement({ products: [product(purl)] })], subjectOf: hub })
      .suppressed.length;
  assert.equal(on('pkg:oci/nginx?repository_url=index.docker.io/library/nginx'), 1);
  assert.equal(on('pkg:docker/library/nginx'), 1);
  assert.equal(on('pkg:docker/nginx'), 1);
  assert.equal(on('pkg:docker/bitnami/nginx'), 0);
  assert.deepEqual(identifyImage('/tmp/Some File.tar', []), { purls: [], digests: [] });
});

test('a program answers for the modules in it, and a module for itself alone', () => {
  assert.ok(about(CRYPTO, product('pkg:golang/example.com/app', 'pkg:golang/golang.org/x/crypto@v0.1.0')));
  assert.ok(!about(NET, product('pkg:golang/example.com/app', 'pkg:golang/golang.org/x/crypto')));
  assert.ok(!about(CRYPTO, product('pkg:golang/golang.org/x/net')));
  assert.ok(!about(OPENSSL, product('pkg:golang/example.com/app', 'pkg:rpm/redhat/openssl')));
});

test('a statement about a platform holds on that platform', () => {
  const on = (platform: string) => about(OPENSSL, { ...product('pkg:rpm/redhat/openssl'), platform });
  assert.ok(on('cpe:/o:redhat:enterprise_linux:9'));
  assert.ok(on('cpe:/a:redhat:enterprise_linux:9::appstream'));
  assert.ok(on('cpe:2.3:o:redhat:enterprise_linux:9.4:*:*:*:*:*:*:*'));
  assert.ok(!on('cpe:/o:redhat:enterprise_linux:8'));
  assert.ok(!on('cpe:/a:redhat:rhel_eus:9.2::appstream'));
  assert.ok(!on('cpe:/a:redhat:openshift:4.16::el9'));
  assert.ok(isPlatform('cpe:/o:suse:sles:15:sp5', { id: 'sles', version: '15.5', name: '' }));
  assert.ok(!isPlatform('cpe:/o:suse:sles:15:sp5', undefined));
  assert.ok(!isPlatform('', { id: 'constructor', version: '', name: '' }));
});

test('what was said last decides', () => {
  const products = [product(CRYPTO)];
  const early = statement({ products, timestamp: '2026-01-01T00:00:00Z' });
  const late = statement({ products, status: 'affected', timestamp: '2026-02-01T00:00:00Z' });
  assert.ok(!isSuppressed(CRYPTO, early, late));
  assert.ok(!isSuppressed(CRYPTO, late, early));
  assert.ok(isSuppressed(CRYPTO, statement({ ...late, timestamp: '2025-01-01T00:00:00Z' }), early));
  const [no, yes] = [statement({ products, status: 'under-investigation' }), statement({ products })];
  assert.ok(isSuppressed(CRYPTO, no, yes));
  assert.ok(!isSuppressed(CRYPTO, yes, no));
  assert.ok(isSuppressed(CRYPTO, statement({ products, ids: ['ghsa-AAAA-bbbb-cccc'] })));
  assert.ok(!isSuppressed(CRYPTO, statement({ products, ids: ['CVE-2024-2'] })));
});

test('what is suppressed says by whom and why', () => {
  const said = statement({ justification: 'vulnerable_code_not_present', text: 'We patched it out.' });
  const { kept, suppressed } = applyStatements([finding(NET), { ...finding(CRYPTO), kind: 'malware' }], {
    statements: [said],
    subjectOf,
  });
  assert.equal(kept.length, 0);
  assert.deepEqual(suppressed[0]?.by, {
    kind: 'vex',
    who: 'Ann',
    source: 'vex.json',
    reason: 'not affected: vulnerable code not present: We patched it out.',
  });
});
