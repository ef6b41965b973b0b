import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageOf } from '../../test/support/package.ts';
import { lookUp } from './look-up.ts';

const debian = { id: 'debian', version: '12', name: 'Debian GNU/Linux 12' };

test('a bill of materials without an operating system tells it by its package URLs', () => {
  const bash = packageOf({
    type: 'deb',
    name: 'bash',
    version: '5.2',
    purl: 'pkg:deb/debian/bash@5.2?arch=amd64&distro=debian-12',
  });
  const leap = packageOf({
    type: 'rpm',
    name: 'bash',
    version: '4-1',
    purl: 'pkg:rpm/opensuse/bash@4-1?distro=opensuse-leap-15.5',
  });
  const none = packageOf({ type: 'deb', name: 'bash', version: '5.2', purl: 'pkg:deb/debian/bash@5.2' });
  const [first, second, third] = lookUp({ packages: [bash, leap, none] });
  assert.equal(first?.asked[0]?.lookup.ecosystem, 'Debian:12');
  assert.equal(second?.asked[0]?.lookup.ecosystem, 'openSUSE:Leap 15.5');
  assert.deepEqual(third?.unjudged?.reason, 'release-unknown');
});

test('packages of another distribution than the image are not taken for its own', () => {
  const snapped = packageOf({ type: 'deb', name: 'bash', version: '5.2', purl: 'pkg:deb/ubuntu/bash@5.2' });
  const [questions] = lookUp({ packages: [snapped], os: debian });
  assert.deepEqual(questions?.unjudged, { reason: 'release-unknown', detail: 'ubuntu' });
});

test('the same package is asked the same, and another operating system something else', () => {
  const bash = () => packageOf({ type: 'deb', name: 'bash', version: '5.2' }, debian);
  const [first] = lookUp({ packages: [bash()], os: debian });
  const [second] = lookUp({ packages: [bash()], os: debian });
  const [third] = lookUp({ packages: [bash()], os: { ...debian, version: '11' } });
  assert.equal(first?.asked, second?.asked);
  assert.equal(third?.asked[0]?.lookup.ecosystem, 'Debian:11');
});

test('packages inside a system package are left to it, unless it is nobody that anybody knows', () => {
  const owner = packageOf({ type: 'deb', name: 'node-lodash', version: '4.17.21+dfsg-1' }, debian);
  const guest = packageOf({ type: 'npm', name: 'lodash', version: '4.17.21', partOf: owner.purl });
  const leftTo = (packages: Parameters<typeof lookUp>[0]['packages'], os = debian) =>
    lookUp({ packages, os })[0]?.leftTo;
  assert.equal(leftTo([guest, owner]), owner.purl);
  assert.equal(leftTo([guest]), undefined);
  const strange = { id: 'strange', version: '1', name: 'Strange' };
  const unknown = packageOf({ type: 'deb', name: 'node-lodash', version: '4.17.21+dfsg-1' }, strange);
  assert.equal(leftTo([{ ...guest, partOf: unknown.purl }, unknown], strange), undefined);
});

test('names and versions of any length and kind are asked of quickly', () => {
  const long = '+'.repeat(20_000);
  const odd = ['deb', 'rpm', 'apk', 'alpm', 'golang', 'maven', 'pypi', 'generic'] as const;
  const packages = odd.map((type) =>
    packageOf({
      type,
      name: `${'-'.repeat(20_000)}signed`,
      version: `1${long}`,
      supplier: '@'.repeat(20_000),
      purl: `pkg:${type}/${long}`,
    }),
  );
  const started = performance.now();
  for (const os of [debian, { id: 'rhel', version: '9', name: 'x' }, { id: 'alpine', version: '3.20.1', name: 'x' }]) {
    assert.equal(lookUp({ packages, os }).length, packages.length);
  }
  assert.ok(performance.now() - started < 2_000);
});
