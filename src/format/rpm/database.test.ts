import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { survivesDamage } from '../../../test/support/damage.ts';
import { fixturesRoot, sharedRoot, withoutShared } from '../../../test/support/project.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../random-access.ts';
import { rpmHeaders } from './database.ts';
import { rpmFiles } from './files.ts';
import { parseRpmHeader } from './header.ts';
import { type RpmPackage, rpmPackage } from './package.ts';

const DATABASES = {
  SQLite: 'sqlite/root/usr/lib/sysimage/rpm/rpmdb.sqlite',
  ndb: 'ndb/root/usr/lib/sysimage/rpm/Packages.db',
  'Berkeley DB': 'berkeley/root/var/lib/rpm/Packages',
};

for (const [kind, path] of Object.entries(DATABASES)) {
  const bytes = readFileSync(join(fixturesRoot, 'catalogers/rpm', path));

  test(`${kind}: finds all headers`, () => {
    const names = packages(bytes).map(({ name }) => name);
    assert.deepEqual(names.sort(), ['alpha', 'alpha-libs', 'gpg-pubkey']);
  });

  test(`${kind}: a header can be read again`, () => {
    const [first] = rpmHeaders(fromBytes(bytes));
    assert.deepEqual(first?.read(), first?.read());
  });

  test(`${kind}: damage costs no more than a FormatError`, () => {
    survivesDamage(bytes, (damaged) => {
      for (const pkg of packages(damaged)) assert.ok(pkg.name);
    });
  });
}

test('refuses other files', () => {
  for (const text of ['', 'R', 'RpmP', 'SQLite format 3\0', 'not a database at all']) {
    assert.throws(() => packages(Buffer.from(text)), FormatError);
  }
});

test('a real Berkeley DB of Red Hat', { skip: withoutShared }, () => {
  const [pkg, ...others] = packages(readFileSync(join(sharedRoot ?? '', 'vectors/rpmdb/libuuid-bdb-Packages')));
  assert.deepEqual(others, []);
  assert.equal(`${pkg?.name}-${pkg?.version}-${pkg?.release}`, 'libuuid-2.32.1-42.el8_8');
  assert.equal(pkg?.sourcePackage, 'util-linux-2.32.1-42.el8_8.src.rpm');
  assert.equal(pkg?.signed, true);
});

test('a real ndb of SUSE', { skip: withoutShared }, () => {
  const bytes = readFileSync(join(sharedRoot ?? '', 'vectors/rpmdb/sle15-bci-ndb-Packages.db'));
  const all = packages(bytes);
  assert.equal(all.length, 35);
  assert.ok(all.every(({ vendor, signed }) => vendor === 'SUSE LLC <https://www.suse.com/>' && signed));
  const paths = [...rpmHeaders(fromBytes(bytes))].flatMap((record) => [...rpmFiles(parseRpmHeader(record.read()))]);
  const bash = paths.find(({ path }) => path === '/usr/bin/bash');
  assert.equal(bash?.digest?.hex, '42ead4d7798801b3cc71356b36d428e36a14bd03896305f3e9c9b6932a19ef73');
  survivesDamage(bytes, (damaged) => packages(damaged));
});

function packages(bytes: Uint8Array): RpmPackage[] {
  return [...rpmHeaders(fromBytes(bytes))].map((record) => rpmPackage(parseRpmHeader(record.read())));
}
