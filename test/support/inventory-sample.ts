import { sha256 } from '../../src/base/digest.ts';
import type { Image } from '../../src/image/image.ts';
import type { OperatingSystem } from '../../src/inventory/operating-system.ts';
import type { Package } from '../../src/inventory/package.ts';
import type { SbomInput } from '../../src/report/sbom.ts';

/** An image of two layers, as a source would load it. */
export const sampleImage: Image = {
  name: 'registry.example:5000/team/shop:1.2',
  source: 'registry',
  digest: sha256('manifest'),
  references: ['registry.example:5000/team/shop:1.2'],
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
  config: {
    digest: sha256('config'),
    created: '2024-05-06T07:08:09.123456789Z',
    user: 'app',
    entrypoint: ['/bin/sh', '-c'],
    env: ['PATH=/usr/bin'],
    exposedPorts: ['80/tcp'],
    volumes: [],
    labels: { 'org.example': 'x' },
    healthcheck: { test: ['CMD', 'true'], intervalNs: 5_000_000_000 },
    onBuild: [],
    history: [
      { createdBy: 'ADD rootfs', emptyLayer: false },
      { createdBy: 'USER app', emptyLayer: true },
    ],
  },
  layers: [0, 1].map((index) => ({
    index,
    digest: sha256(`layer ${index}`),
    diffID: sha256(`tar ${index}`),
    size: 1000 + index,
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    compression: 'gzip' as const,
    createdBy: 'ADD rootfs',
    content: { kind: 'absent' as const },
  })),
  annotations: {},
  problems: [],
};

export const sampleSystem: OperatingSystem = {
  id: 'debian',
  version: '12',
  name: 'Debian GNU/Linux 12 (bookworm)',
  like: ['gnu'],
  codename: 'bookworm',
  endOfLife: '2028-06-30',
};

const seen = (path: string, layer: number) => [{ path, layer }];

/** Packages of many kinds, as an inventory lists them. */
export const samplePackages: readonly Package[] = [
  {
    purl: 'pkg:deb/debian/libc6@2.36-9?arch=arm64&distro=debian-12&upstream=glibc',
    type: 'deb',
    name: 'libc6',
    version: '2.36-9',
    architecture: 'arm64',
    source: { name: 'glibc', version: '2.36-9' },
    licenses: ['GFDL-1.3-only', 'LGPL-2.1-or-later'],
    supplier: 'GNU Libc Maintainers <debian-glibc@lists.debian.org>',
    homepage: 'https://www.gnu.org/software/libc/libc.html',
    locations: seen('var/lib/dpkg/status', 0),
    foundBy: ['dpkg'],
  },
  {
    purl: 'pkg:npm/%40angular/core@17.0.0',
    type: 'npm',
    name: '@angular/core',
    version: '17.0.0',
    licenses: ['MIT'],
    locations: [...seen('app/node_modules/@angular/core/package.json', 1), ...seen('opt/b/package.json', 1)],
    foundBy: ['npm-installed', 'sbom-file'],
  },
  {
    purl: 'pkg:pypi/django-extra@4.2',
    type: 'pypi',
    name: 'Django_Extra',
    version: '4.2',
    licenses: ['Apache-2.0 OR MIT', 'GPL-2.0-or-later WITH Classpath-exception-2.0', 'LicenseRef-Own'],
    locations: seen('usr/lib/python3/dist-packages/Django_Extra-4.2.dist-info/METADATA', 0),
    foundBy: ['python-installed'],
  },
  {
    purl: 'pkg:maven/org.example/thing',
    type: 'maven',
    name: 'org.example:thing',
    version: '',
    licenses: ['LicenseRef-BSD'],
    locations: seen('app/thing.jar', 1),
    foundBy: ['java-archive'],
  },
  {
    purl: 'pkg:generic/redis@7.2.4',
    type: 'generic',
    name: 'redis',
    version: '7.2.4',
    licenses: [],
    cpes: ['cpe:2.3:a:redis:redis:7.2.4:*:*:*:*:*:*:*', 'cpe:2.3:a:redislabs:redis:7.2.4:*:*:*:*:*:*:*'],
    locations: seen('usr/local/bin/redis-server', 1),
    foundBy: ['binary'],
  },
  {
    purl: 'pkg:cpan/URI-Escape@5.0',
    type: 'cpan',
    name: 'URI::Escape',
    version: '5.0',
    licenses: ['Artistic-1.0-Perl OR GPL-1.0-or-later'],
    locations: [],
    foundBy: ['perl'],
  },
];

/** Packages that try to break out of whatever they are written into. */
export const hostilePackages: readonly Package[] = [
  '</name><x>',
  ']]>&amp;"\'',
  'a\u0000\u001b[31m\u202eb',
  '{"a":1}',
  '\ud800',
  '__proto__',
].map((text) => ({
  purl: 'pkg:generic/hostile@1',
  type: 'generic' as const,
  name: text,
  version: text,
  architecture: text,
  source: { name: text, version: text },
  licenses: ['MIT'],
  supplier: text,
  homepage: `https://example.org/${text}`,
  cpes: [`cpe:2.3:a:${text}:x:1:*:*:*:*:*:*:*`],
  locations: [{ path: `opt/${text}`, layer: 0 }],
  foundBy: [text],
}));

export const sampleSbom: SbomInput = {
  image: sampleImage,
  os: sampleSystem,
  packages: samplePackages,
  tool: { name: 'tidewaiter', version: '0.1.0' },
  created: new Date('2024-05-06T07:08:09Z'),
};
