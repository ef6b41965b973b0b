import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CsafProducts } from './csaf-products.ts';
import { redHatPackage } from './redhat-product.ts';

function products(cpe: string, purl: string | undefined, component = 'component'): CsafProducts {
  return {
    products: new Map([
      ['release', { id: 'release', cpe }],
      [component, { id: component, ...(purl !== undefined && { purl }) }],
    ]),
    relationships: new Map([['both', { component, within: 'release' }]]),
  };
}

test('only the streams that ordinary systems have count', () => {
  const meant = (cpe: string) => {
    const found = redHatPackage('both', products(cpe, 'pkg:rpm/redhat/bash@5.1-1.el9?arch=x86_64'));
    return found && `${found.ecosystem}${found.extended ? ' extended' : ''}`;
  };
  assert.equal(meant('cpe:/o:redhat:enterprise_linux:9::baseos'), 'Red Hat:9');
  assert.equal(meant('cpe:/a:redhat:enterprise_linux:8::appstream'), 'Red Hat:8');
  assert.equal(meant('cpe:/o:redhat:enterprise_linux:10.1'), 'Red Hat:10');
  assert.equal(meant('cpe:/o:redhat:rhel_els:7'), 'Red Hat:7 extended');
  assert.equal(meant('cpe:/a:redhat:rhel_software_collections:3::el7'), 'Red Hat:7');
  assert.equal(meant('cpe:/a:redhat:rhel_extras:7'), 'Red Hat:7');
  for (const other of [
    'cpe:/a:redhat:rhel_eus:9.2::appstream',
    'cpe:/o:redhat:rhel_aus:8.2::baseos',
    'cpe:/a:redhat:rhel_e4s:9.0::appstream',
    'cpe:/o:redhat:enterprise_linux_eus:10.0',
    'cpe:/a:redhat:enterprise_linux_ai:3',
    'cpe:/a:redhat:openshift:4.12::el8',
    'cpe:/a:redhat:satellite:6.13::el8',
    'cpe:/o:redhat:enterprise_linux',
    'cpe:/o:other:enterprise_linux:9',
    '',
  ]) {
    assert.equal(meant(other), undefined, other);
  }
});

test('packages are what their purl says', () => {
  const named = (purl: string | undefined, component?: string) => {
    const both = redHatPackage('both', products('cpe:/o:redhat:enterprise_linux:8', purl, component));
    return both && [both.name, both.evr, both.module, both.architecture, both.source];
  };
  assert.deepEqual(named('pkg:rpm/redhat/openssl@1.1.1k-9.el8_7?arch=x86_64&epoch=1'), [
    'openssl',
    '1:1.1.1k-9.el8_7',
    undefined,
    'x86_64',
    false,
  ]);
  assert.deepEqual(
    named('pkg:rpm/redhat/ruby@2.7.8-139.module%2Bel8?arch=s390x&rpmmod=ruby:2.7:8080020230427102918:63b34585'),
    ['ruby', '2.7.8-139.module+el8', 'ruby:2.7', 's390x', false],
  );
  assert.deepEqual(named('pkg:rpm/redhat/nodejs?arch=src&rpmmod=nodejs:18'), [
    'nodejs',
    undefined,
    'nodejs:18',
    undefined,
    true,
  ]);
  // Neither the stream in place of a version nor a flatpak's label is what it seems.
  assert.deepEqual(named('pkg:rpm/redhat/go-toolset@rhel8?arch=src&rpmmod=go-toolset:rhel8'), [
    'go-toolset',
    undefined,
    'go-toolset:rhel8',
    undefined,
    true,
  ]);
  assert.equal(named('pkg:rpm/redhat/firefox-flatpak@128.0-1.el10?arch=src&rpmmod=rhel10'), undefined);
  assert.equal(named('pkg:oci/ubi8?repository_url=registry.redhat.io/ubi8'), undefined);
  assert.equal(named('pkg:rpm/redhat/%ZZ@1-1?arch=x86_64')?.[0], '%ZZ');
  // The first documents had names only.
  assert.deepEqual(named(undefined, 'kernel'), ['kernel', undefined, undefined, undefined, true]);
  assert.deepEqual(named(undefined, 'nodejs:18/nodejs'), ['nodejs', undefined, 'nodejs:18', undefined, true]);
  assert.equal(named(undefined, 'io.quarkus/quarkus-vertx-http'), undefined);
});

test('a module between the package and the release', () => {
  const found = redHatPackage('package in module in release', {
    products: new Map([
      ['release', { id: 'release', cpe: 'cpe:/a:redhat:enterprise_linux:8::appstream' }],
      ['module', { id: 'module', purl: 'pkg:rpmmod/redhat/ruby@2.7:8080020230427102918:63b34585' }],
      ['package', { id: 'package', purl: 'pkg:rpm/redhat/ruby@2.7.8-139.module%2Bel8?arch=x86_64' }],
    ]),
    relationships: new Map([
      ['module in release', { component: 'module', within: 'release' }],
      ['package in module in release', { component: 'package', within: 'module in release' }],
    ]),
  });
  assert.deepEqual([found?.ecosystem, found?.name, found?.module], ['Red Hat:8', 'ruby', 'ruby:2.7']);
});

test('relationships that lead in a circle end', () => {
  const relationships = new Map([['a', { component: 'package', within: 'a' }]]);
  assert.equal(redHatPackage('a', { products: new Map(), relationships }), undefined);
});
