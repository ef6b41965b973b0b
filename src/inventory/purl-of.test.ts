import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FoundPackage } from './cataloger.ts';
import type { PackageType } from './package.ts';
import { joinFullName, splitFullName } from './package-name.ts';
import { parsePackageUrl } from './package-url.ts';
import { purlOf } from './purl-of.ts';

const debian = { id: 'debian', version: '12', name: 'Debian GNU/Linux 12 (bookworm)' };
const rhel = { id: 'rhel', version: '9.3', name: 'Red Hat Enterprise Linux 9.3 (Plow)' };

const cases: [FoundPackage, string, typeof debian?][] = [
  [{ type: 'npm', name: '@angular/core', version: '1.0.0' }, 'pkg:npm/%40angular/core@1.0.0'],
  [{ type: 'npm', name: 'left-pad', version: '' }, 'pkg:npm/left-pad'],
  [{ type: 'maven', name: 'org.x:y', version: '1' }, 'pkg:maven/org.x/y@1'],
  [{ type: 'maven', name: 'spring', version: '1' }, 'pkg:maven/spring/spring@1'],
  [{ type: 'golang', name: 'github.com/Gorilla/mux', version: 'v1.8.0' }, 'pkg:golang/github.com/gorilla/mux@v1.8.0'],
  [{ type: 'golang', name: 'stdlib', version: '1.22.1' }, 'pkg:golang/stdlib@1.22.1'],
  [{ type: 'composer', name: 'Symfony/Yaml', version: 'v6' }, 'pkg:composer/symfony/yaml@v6'],
  [{ type: 'composer', name: 'no-vendor', version: '1' }, 'pkg:generic/no-vendor@1'],
  [{ type: 'swift', name: 'github.com/a/b', version: '1' }, 'pkg:swift/github.com/a/b@1'],
  [{ type: 'github', name: 'Actions/checkout', version: 'v4' }, 'pkg:github/actions/checkout@v4'],
  [{ type: 'pypi', name: 'Django_Extra', version: '1' }, 'pkg:pypi/django-extra@1'],
  [{ type: 'cpan', name: 'URI::Escape', version: '5' }, 'pkg:cpan/URI-Escape@5'],
  [{ type: 'portage', name: 'app-shells/bash', version: '5.1' }, 'pkg:portage/app-shells/bash@5.1'],
  [{ type: 'vscode-extension', name: 'redhat.java', version: '1' }, 'pkg:vscode-extension/redhat/java@1'],
  [{ type: 'pear', name: 'pecl.php.net/APCu', version: '5' }, 'pkg:pear/pecl.php.net/APCu@5'],
  [{ type: 'oci', name: 'docker.io/library/Debian', version: 'sha256:ab' }, 'pkg:oci/debian@sha256:ab'],
  [{ type: 'generic', name: '', version: '1' }, 'pkg:generic/unknown@1'],
  [{ type: 'generic', name: '</name><x a="\u0000">', version: '' }, 'pkg:generic/%3C%2Fname%3E%3Cx%20a%3D%22%00%22%3E'],
  [
    {
      type: 'deb',
      name: 'libc6',
      version: '2.36-9',
      architecture: 'amd64',
      source: { name: 'glibc', version: '2.36-9' },
    },
    'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc',
    debian,
  ],
  [
    { type: 'deb', name: 'bash', version: '5.2-2+b2', source: { name: 'bash', version: '5.2-2' } },
    'pkg:deb/debian/bash@5.2-2%2Bb2?distro=debian-12&upstream=bash%405.2-2',
    debian,
  ],
  [{ type: 'deb', name: 'bash', version: '1:5', namespace: 'kali' }, 'pkg:deb/kali/bash@1:5'],
  [{ type: 'apk', name: 'musl', version: '1.2-r0', architecture: 'x86_64' }, 'pkg:apk/unknown/musl@1.2-r0?arch=x86_64'],
  [
    { type: 'rpm', name: 'bash', version: '1:5.1-4.el9', source: { name: 'bash', version: '1:5.1-4.el9' } },
    'pkg:rpm/redhat/bash@5.1-4.el9?distro=rhel-9.3&epoch=1&upstream=bash-5.1-4.el9.src.rpm',
    rhel,
  ],
  [{ type: 'rpm', name: 'a', version: '0:1-1', qualifiers: { distro: 'x' } }, 'pkg:rpm/redhat/a@1-1?distro=x', rhel],
];

for (const [found, purl, os] of cases) {
  test(`${found.type} ${found.name} ${found.version} is ${purl}`, () => assert.equal(purlOf(found, os), purl));
}

test('any text gives a package URL that is one', () => {
  const types = ['npm', 'maven', 'golang', 'deb', 'rpm', 'swift', 'julia', 'chrome-extension', 'hex'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.string({ unit: 'binary' }), fc.string(), (type, name, version) => {
      const purl = purlOf({ type, name, version }, debian);
      assert.ok(parsePackageUrl(purl).name.length > 0);
    }),
  );
});

test('a full name survives parting and joining', () => {
  const names: [PackageType, string][] = [
    ['npm', '@a/b'],
    ['maven', 'g.h:a'],
    ['golang', 'x.y/z/w'],
    ['vscode-extension', 'pub.name'],
    ['deb', 'libc6'],
    ['maven', ':odd'],
    ['npm', 'odd/'],
  ];
  for (const [type, name] of names) assert.equal(joinFullName(type, splitFullName(type, name)), name);
});
