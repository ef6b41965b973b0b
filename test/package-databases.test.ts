import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Report } from '../src/report/report.ts';
import { buildImage, type LayerSpec } from './support/build-image.ts';
import { writeLayout } from './support/place-image.ts';
import { scan } from './support/scan.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// What later layers did to the package databases of lower ones.

const program = { body: '#!/bin/sh\n', mode: 0o755 };
const apk = (...names: string[]) =>
  names.map((name) => `P:${name}\nV:1-r0\nA:x86_64\nF:usr/bin\nR:${name}\n`).join('\n');
const alpine = { 'lib/apk/db/installed': apk('one', 'two'), 'usr/bin/one': program, 'usr/bin/two': program };
const pacman = (name: string) => ({
  [`var/lib/pacman/local/${name}-1-1/desc`]: `%NAME%\n${name}\n\n%VERSION%\n1-1\n`,
  [`var/lib/pacman/local/${name}-1-1/files`]: `%FILES%\nusr/bin/${name}\n`,
  [`usr/bin/${name}`]: program,
});
const distroless = {
  'var/lib/dpkg/status.d/one': 'Package: one\nVersion: 1\nArchitecture: all\n',
  'var/lib/dpkg/status.d/one.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  usr/share/one\n',
  'usr/share/one': '',
};

const cases: readonly { name: string; layers: readonly LayerSpec[]; expected: readonly (string | number)[][] }[] = [
  {
    name: 'a package upgraded',
    layers: [alpine, { 'lib/apk/db/installed': apk('one', 'two').replaceAll('1-r0', '2-r0') }],
    expected: [],
  },
  {
    name: 'a package removed with its files',
    layers: [alpine, { 'lib/apk/db/installed': apk('one'), remove: ['usr/bin/two'] }],
    expected: [],
  },
  {
    name: 'a package whose file another took over',
    layers: [alpine, { 'lib/apk/db/installed': apk('one').replace('R:one', 'R:one\nR:two') }],
    expected: [],
  },
  {
    name: 'a package whose file was made anew',
    layers: [alpine, { 'lib/apk/db/installed': apk('one'), 'usr/bin/two': program }],
    expected: [],
  },
  {
    name: 'a package forgotten',
    layers: [alpine, { 'lib/apk/db/installed': apk('one') }],
    expected: [['package-database-rewritten', '/lib/apk/db/installed', 1, 'two']],
  },
  {
    name: 'a package forgotten, and later installed again',
    layers: [alpine, { 'lib/apk/db/installed': apk('one') }, { 'lib/apk/db/installed': apk('one', 'two') }],
    expected: [],
  },
  {
    name: 'a database emptied',
    layers: [alpine, { 'lib/apk/db/installed': '' }],
    expected: [['package-database-rewritten', '/lib/apk/db/installed', 1, 'one, two']],
  },
  {
    name: 'a database replaced by a folder',
    layers: [alpine, { 'lib/apk/db/installed/': {} }],
    expected: [['package-database-removed', '/lib/apk/db/installed', 1, 'one, two']],
  },
  {
    name: 'a folder above a database replaced by a link',
    layers: [alpine, { 'lib/apk': { link: '/nowhere' } }],
    expected: [['package-database-removed', '/lib/apk/db/installed', 1, 'one, two']],
  },
  {
    name: 'one of several pacman entries removed, its files left',
    layers: [{ ...pacman('one'), ...pacman('two') }, { remove: ['var/lib/pacman/local/two-1-1'] }],
    expected: [['package-database-rewritten', '/var/lib/pacman/local', 1, 'two']],
  },
  {
    name: 'the entries of a distroless image removed',
    layers: [distroless, { remove: ['var/lib/dpkg'] }],
    expected: [['package-database-removed', '/var/lib/dpkg/status.d', 1, 'one']],
  },
  {
    name: 'a whole root in a folder removed',
    layers: [
      Object.fromEntries(Object.entries(alpine).map(([path, file]) => [`build/${path}`, file])),
      { remove: ['build'] },
    ],
    expected: [],
  },
  {
    name: 'a database that names no files removed',
    layers: [{ 'lib/apk/db/installed': 'P:one\nV:1\n' }, { remove: ['lib/apk'] }],
    expected: [['package-database-removed', '/lib/apk/db/installed', 1, 'one']],
  },
  { name: 'a database of one layer only', layers: [{ 'etc/hostname': 'x' }, alpine], expected: [] },
];

for (const { name, layers, expected } of cases) {
  test(name, async (t) => {
    const report = await scanLayers(t, layers);
    assert.deepEqual(
      report.problems.map(({ code, path = '', layer = -1, message }) => [
        code,
        path,
        layer,
        message.split(': ').at(-1) ?? '',
      ]),
      expected,
    );
  });
}

test('many packages forgotten are named up to a bound', async (t) => {
  const names = Array.from({ length: 50 }, (_, index) => `package-${String(index).padStart(2, '0')}`);
  const files = Object.fromEntries(names.map((name) => [`usr/bin/${name}`, program]));
  const report = await scanLayers(t, [
    { ...files, 'lib/apk/db/installed': apk(...names) },
    { 'lib/apk/db/installed': '' },
  ]);
  assert.match(report.problems.at(0)?.message ?? '', /package-19 and 30 more$/);
});

test('a risky bit on the same bytes is seen, on other bytes it is not for the layers to tell', async (t) => {
  const status = 'Package: one\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n';
  const lower = {
    'var/lib/dpkg/status': status,
    'var/lib/dpkg/info/one.list': '/usr/bin/one\n',
    'usr/bin/one': program,
  };
  const modes = async (file: { body: string; mode: number }) => {
    const report = await scanLayers(t, [lower, { 'usr/bin/one': file }]);
    return report.inventory.account?.modified.map(({ expected, actual }) => `${expected}, ${actual}`);
  };
  assert.deepEqual(await modes({ ...program, mode: 0o4755 }), ['mode 0755, mode 4755']);
  assert.deepEqual(await modes({ ...program, mode: 0o757 }), ['mode 0755, mode 0757']);
  assert.deepEqual(await modes({ ...program, mode: 0o700 }), []);
  assert.deepEqual(await modes({ body: '#!/bin/bash\n', mode: 0o4755 }), []);
});

async function scanLayers(t: TestContext, layers: readonly LayerSpec[]): Promise<Report> {
  const image = buildImage({ layers });
  const { report } = await scan(writeLayout(join(temporaryFolder(t), 'layout'), [{ image, tag: 'latest' }]));
  return report;
}
