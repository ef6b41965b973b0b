import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fromBytes } from '../src/format/random-access.ts';
import { rpmHeaders } from '../src/format/rpm/database.ts';
import type { FoundPackage, OwnedFile } from '../src/inventory/cataloger.ts';
import { rpm } from '../src/inventory/catalogers/rpm.ts';
import { folderTree } from './support/folder-tree.ts';
import { sharedRoot, withoutShared } from './support/project.ts';
import {
  buildRpms,
  installInDatabase,
  queryRpm,
  withoutBerkeleyWriter,
  withoutRpm,
  writeBerkeley,
} from './support/rpm-build.ts';

// The oracle is rpm: it builds the packages, writes the databases, and says what is in them.

const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-rpm-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const sqliteRoot = join(folder, 'sqlite');
const sqliteFolder = join(sqliteRoot, 'usr/lib/sysimage/rpm');
if (!withoutRpm) installInDatabase(sqliteFolder, buildRpms(folder));

const LIST = '%{NAME}\\t%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{SOURCERPM}\\t%{LICENSE}\\t%{VENDOR}\\n';
const FILES = '[%{FILENAMES}\\t%{LONGFILESIZES}\\t%{FILEDIGESTS}\\t%{FILEMODES:octal}\\t%{FILESTATES}\\n]';
const OLD_FOLDER = 'var/lib/rpm';

test('SQLite: the packages that rpm -qa lists, with the files that it knows of them', {
  skip: withoutRpm,
}, async () => {
  const packages = await catalog(sqliteRoot);
  assert.equal(packages.length, 3);
  await assertSame(packages, { databaseFolder: sqliteFolder, backend: 'sqlite' });
});

test('what rpm -qa does not say', { skip: withoutRpm }, async () => {
  const [alpha, libs, beta] = await catalog(sqliteRoot);
  assert.equal(alpha?.version, '2:1.2~rc1-3.el9');
  assert.equal(alpha?.qualifiers?.rpmmod, 'alpha:stable:8060020220101:abcdef12');
  assert.equal(alpha?.homepage, 'https://example.org/alpha');
  assert.equal(alpha?.source, undefined);
  assert.deepEqual(libs?.source, { name: 'alpha', version: '1.2~rc1-3.el9' });
  assert.equal(beta?.source, undefined);
  assert.equal(owned(alpha).find(({ path }) => path === 'usr/bin/alpha')?.mode, 0o4755);
  const mutable = [...owned(alpha), ...owned(libs)].filter((file) => file.mutable).map(({ path }) => path);
  assert.deepEqual(mutable, ['etc/alpha/alpha.conf', 'var/log/alpha.log', 'usr/lib/alpha/empty']);
});

for (const kind of ['hash', 'btree'] as const) {
  for (const [pageSize, bigEndian] of [
    [512, false],
    [4096, false],
    [65_536, false],
    [1024, true],
  ] as const) {
    const name = `Berkeley DB ${kind}, pages of ${pageSize}${bigEndian ? ', big-endian' : ''}: the same list`;
    test(name, { skip: withoutBerkeleyWriter }, async () => {
      const root = join(folder, `${kind}-${pageSize}-${bigEndian}`);
      const path = join(root, OLD_FOLDER, 'Packages');
      mkdirSync(dirname(path), { recursive: true });
      const stored = readFileSync(join(sqliteFolder, 'rpmdb.sqlite'));
      const headers = [...rpmHeaders(fromBytes(stored))].map((record) => record.read());
      writeBerkeley(path, { kind, pageSize, bigEndian, headers });
      const packages = await catalog(root);
      assert.equal(packages.length, 3);
      await assertSame(packages, { databaseFolder: dirname(path), backend: 'bdb_ro' });
    });
  }
}

test('a real ndb of SUSE, rewritten for rpm to read: the same list', {
  skip: withoutShared || withoutBerkeleyWriter,
}, async () => {
  const stored = readFileSync(join(sharedRoot ?? '', 'vectors/rpmdb/sle15-bci-ndb-Packages.db'));
  const root = join(folder, 'ndb');
  const ndbPath = join(root, 'usr/lib/sysimage/rpm/Packages.db');
  mkdirSync(dirname(ndbPath), { recursive: true });
  writeFileSync(ndbPath, stored);
  const databaseFolder = join(folder, 'ndb-rewritten');
  mkdirSync(databaseFolder);
  const headers = [...rpmHeaders(fromBytes(stored))].map((record) => record.read());
  writeBerkeley(join(databaseFolder, 'Packages'), { kind: 'hash', pageSize: 4096, headers });
  const packages = await catalog(root);
  assert.equal(packages.length, 35);
  await assertSame(packages, { databaseFolder, backend: 'bdb_ro' });
});

async function catalog(root: string): Promise<FoundPackage[]> {
  const tree = folderTree(root);
  const packages: FoundPackage[] = [];
  for (const file of tree.kept(rpm.reads)) for await (const found of rpm.catalog(file, tree)) packages.push(found);
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function assertSame(
  packages: readonly FoundPackage[],
  database: { databaseFolder: string; backend: 'sqlite' | 'bdb_ro' },
): Promise<void> {
  const listed = packages.map((found) => {
    const fields = [found.name, found.version, found.architecture, found.qualifiers?.upstream];
    return [...fields, found.licenses?.join(), found.supplier ?? '(none)'].join('\t');
  });
  // rpm writes the epoch of 0 that a package states; versions with and without it are the same.
  const expected = queryRpm({ ...database, flags: ['-qa', '--qf', LIST] }).map((line) => line.replace('\t0:', '\t'));
  assert.deepEqual(listed, expected.sort());
  const files = packages.flatMap((found) => owned(found).map(fileLine));
  const queried = queryRpm({ ...database, flags: ['-qa', '--qf', FILES] }).flatMap(fileOfQuery);
  assert.ok(queried.length > 300);
  assert.deepEqual(files.sort(), queried.sort());
}

function owned(found: FoundPackage | undefined): OwnedFile[] {
  return [...(found?.owns?.() ?? [])];
}

function fileLine(file: OwnedFile): string {
  return `/${file.path} ${file.size ?? '-'} ${file.digest?.hex ?? '-'} ${file.mode?.toString(8)}`;
}

function fileOfQuery(line: string): string[] {
  const [path, size, digest = '', mode = '', state] = line.split('\t');
  const bits = Number.parseInt(mode, 8);
  const type = bits & 0o170000;
  if (type === 0o040000 || state !== '0') return [];
  const isRegular = type === 0o100000;
  return [`${path} ${isRegular ? size : '-'} ${isRegular && digest ? digest : '-'} ${(bits & 0o7777).toString(8)}`];
}
