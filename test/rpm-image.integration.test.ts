import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, type TestContext, test } from 'node:test';
import type { Report } from '../src/report/report.ts';
import { buildImage, type LayerSpec } from './support/build-image.ts';
import { writeLayout } from './support/place-image.ts';
import { buildRpms, installInDatabase, queryRpm, withoutRpm } from './support/rpm-build.ts';
import { runTool, withoutTools } from './support/run-tool.ts';
import { scan } from './support/scan.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// The oracle is rpm: it builds the packages, unpacks them, writes the database and says what is in it.

const DATABASE = 'usr/lib/sysimage/rpm';
const skip = withoutRpm || withoutTools('rpm2archive', 'tar');
const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-rpm-image-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const root = join(folder, 'root');
const base = skip ? Buffer.alloc(0) : buildRoot();

describe('an rpm image', { skip }, () => {
  test('the packages that rpm -qa lists, every file as its package brought it', async (t) => {
    const report = await scanLayers(t, []);
    const format = '%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %{ARCH}\\n';
    const query = { databaseFolder: join(root, DATABASE), backend: 'sqlite' as const };
    const listed = queryRpm({ ...query, flags: ['-qa', '--qf', format] }).map((line) => line.replace(' 0:', ' '));
    assert.deepEqual(
      report.inventory.packages.map(({ name, version, architecture }) => `${name} ${version} ${architecture}`).sort(),
      listed.sort(),
    );
    const { files, modified, unaccounted } = accountOf(report);
    assert.deepEqual([modified, unaccounted, files.unaccounted.count], [[], [], 1]); // etc/os-release
    assert.equal(files.owned.count + files.configured.count, 306);
    assert.equal(report.verdict.decision, 'pass');
  });

  test('a program changed', async (t) => {
    const report = await scanLayers(t, [{ 'usr/bin/alpha': { body: 'PROGRAM', mode: 0o4755 } }]);
    assert.deepEqual(
      accountOf(report).modified.map(({ path, layer }) => [path, layer]),
      [['/usr/bin/alpha', 1]],
    );
    assert.match(accountOf(report).modified.at(0)?.package ?? '', /^pkg:rpm\/test\/alpha@/);
    assert.equal(report.verdict.decision, 'warn');
  });

  test('a program that others may write, or that became setuid', async (t) => {
    for (const [path, mode, before] of [
      ['usr/bin/alpha', 0o4757, 0o4755],
      ['opt/beta/file-7', 0o4644, 0o644],
    ] as const) {
      const report = await scanLayers(t, [{ [path]: { body: readFileSync(join(root, path)), mode } }]);
      const octal = (bits: number) => `mode ${bits.toString(8).padStart(4, '0')}`;
      assert.deepEqual(
        accountOf(report).modified.map((file) => [file.path, file.expected, file.actual]),
        [[`/${path}`, octal(before), octal(mode)]],
      );
    }
  });

  test('configuration changed is no alarm', async (t) => {
    const report = await scanLayers(t, [{ 'etc/alpha/alpha.conf': 'other\n' }]);
    assert.deepEqual(accountOf(report).modified, []);
  });

  test('the database removed', async (t) => {
    const report = await scanLayers(t, [{ remove: [DATABASE] }]);
    assert.deepEqual(
      report.problems.map(({ code, path, layer }) => [code, path, layer]),
      [['package-database-removed', `/${DATABASE}/rpmdb.sqlite`, 1]],
    );
    assert.equal(report.verdict.decision, 'incomplete');
  });

  test('the database moved to its older place is no alarm', async (t) => {
    const moved = readFileSync(join(root, DATABASE, 'rpmdb.sqlite'));
    const report = await scanLayers(t, [{ remove: [DATABASE] }, { 'var/lib/rpm/rpmdb.sqlite': moved }]);
    assert.deepEqual(report.problems, []);
    assert.equal(report.inventory.packages.length, 3);
  });

  test('a package written out of the database, its files left behind', async (t) => {
    const report = await scanLayers(t, [{ [`${DATABASE}/rpmdb.sqlite`]: without('beta') }]);
    assert.deepEqual(
      report.problems.map(({ code, path, layer }) => [code, path, layer]),
      [['package-database-rewritten', `/${DATABASE}/rpmdb.sqlite`, 1]],
    );
    assert.match(report.problems.at(0)?.message ?? '', /missing from the inventory: beta$/);
  });

  test('a package removed with its files is no alarm', async (t) => {
    const report = await scanLayers(t, [{ [`${DATABASE}/rpmdb.sqlite`]: without('beta'), remove: ['opt/beta'] }]);
    assert.deepEqual(report.problems, []);
    assert.equal(report.inventory.packages.length, 2);
  });
});

/** The tar of a root with the packages unpacked and a database of them. */
function buildRoot(): Buffer {
  const packages = buildRpms(folder);
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/os-release'), 'ID=test\nVERSION_ID=9\n');
  for (const path of packages) {
    runTool('sh', ['-ec', 'rpm2archive - < "$1" | tar -xzpf -', 'sh', path], { cwd: root });
  }
  // The package gives its two names of one file different modes, which no file system can hold.
  const second = join(root, 'usr/bin/alpha-hardlink');
  rmSync(second);
  writeFileSync(second, 'program', { mode: 0o644 });
  installInDatabase(join(root, DATABASE), packages);
  const tar = join(folder, 'root.tar');
  runTool('tar', ['-C', root, '-cf', tar, '.']);
  return readFileSync(tar);
}

/** The database after rpm forgot a package, and nothing but that. */
function without(name: string): Buffer {
  const copy = mkdtempSync(join(folder, 'database-'));
  writeFileSync(join(copy, 'rpmdb.sqlite'), readFileSync(join(root, DATABASE, 'rpmdb.sqlite')));
  runTool('rpm', ['--dbpath', copy, '-e', '--justdb', '--nodeps', '--noscripts', name]);
  return readFileSync(join(copy, 'rpmdb.sqlite'));
}

async function scanLayers(t: TestContext, layers: readonly LayerSpec[]): Promise<Report> {
  const image = buildImage({ layers: [base, ...layers] });
  const { report } = await scan(writeLayout(join(temporaryFolder(t), 'layout'), [{ image, tag: 'latest' }]));
  return report;
}

function accountOf(report: Report) {
  return report.inventory.account ?? assert.fail('no account');
}
