import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, type TestContext, test } from 'node:test';
import type { Report } from '../src/report/report.ts';
import { debianImages, installedPackages } from './support/debian-image.ts';
import { runTool } from './support/run-tool.ts';
import { scan } from './support/scan.ts';
import { type TarEntry, writeTar } from './support/tar-writer.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// The oracles are mmdebstrap, which makes Debian out of its archive, and dpkg, which says what is in it.

const { value: debian, skip } = debianImages();
const layout = debian?.layout ?? '';
const cache = mkdtempSync(join(tmpdir(), 'tidewaiter-test-'));
after(() => rmSync(cache, { recursive: true }));
const fromBase = (path: string): Buffer => readFileSync(join(debian?.baseRoot ?? '', path));

describe('a Debian image', { skip }, () => {
  test('as mmdebstrap made it: the packages that dpkg lists, every executable accounted for', async () => {
    const { report } = await scanCached(`oci:${layout}:base`);
    assert.deepEqual(systemPackages(report), installedPackages(debian?.baseRoot ?? ''));
    assert.deepEqual(
      report.inventory.packages.filter(({ type }) => type !== 'deb'),
      [],
    );
    assertUntouched(report);
    assert.equal(report.verdict.decision, 'pass');
    const { owned, total, unaccounted } = report.inventory.account?.files ?? assert.fail('no account');
    assert.ok(owned.count > 0.85 * total.count, `${owned.count} of ${total.count} files are owned`);
    // What maintainer scripts copy from templates: /etc/profile, /etc/pam.d/common-*, /root/.bashrc and the like.
    assert.ok(unaccounted.count <= 15, `${unaccounted.count} files are unaccounted`);
  });

  test('with a layer in which apt installed and dpkg removed: no alarm', async () => {
    const { report } = await scanCached(`oci:${layout}:installed`);
    assert.equal(report.image.layers.length, 2);
    assert.deepEqual(systemPackages(report), installedPackages(debian?.installedRoot ?? ''));
    assert.ok(!report.inventory.packages.some(({ name }) => name === 'hostname'));
    assertUntouched(report);
    assert.equal(report.verdict.decision, 'pass');
  });

  test('packages of languages that Debian brought are the Debian package, or part of it', async () => {
    const { report } = await scanCached(`oci:${layout}:installed`);
    const { packages } = report.inventory;
    for (const found of packages.filter(({ type }) => type !== 'deb')) {
      assert.ok(
        packages.some(({ purl, type }) => purl === found.partOf && type === 'deb'),
        `${found.purl} is part of ${found.partOf}`,
      );
    }
    const foundBy = (name: string) => packages.filter((found) => found.name === name).map((found) => found.foundBy);
    assert.deepEqual(foundBy('python3-requests'), [['dpkg', 'python']]);
    assert.deepEqual(foundBy('ruby-rack'), [['dpkg', 'ruby-gem']]);
    assert.deepEqual(foundBy('node-semver'), [['dpkg', 'npm']]);
    assert.deepEqual(foundBy('libcommons-lang3-java'), [['dpkg', 'java-archive']]);
    for (const name of ['requests', 'rack', 'semver', 'org.apache.commons:commons-lang3']) {
      assert.deepEqual(foundBy(name), [], name);
    }
  });

  test('one byte of /usr/bin/ls changed: exactly that file is modified', async (t) => {
    const body = fromBase('usr/bin/ls');
    body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
    const { report } = await scanCached(withLayer(t, [{ path: 'usr/bin/ls', body, mode: 0o755 }]));
    assert.deepEqual(modifiedPaths(report), ['/usr/bin/ls']);
    const [file] = report.inventory.account?.modified ?? [];
    assert.match(file?.package ?? '', /^pkg:deb\/debian\/coreutils@/);
    assert.equal(file?.layer, 1);
    assert.match(`${file?.expected} ${file?.actual}`, /^md5:[0-9a-f]{32} md5:[0-9a-f]{32}$/);
    assert.deepEqual(report.inventory.account?.unaccounted, []);
    assert.deepEqual(
      report.findings
        .filter(({ rule }) => /^(?:integrity|malware)\//.test(rule))
        .map(({ rule, severity }) => [rule, severity])
        .sort(),
      [
        ['integrity/modified-executable', 'high'],
        ['malware/trojaned-program', 'medium'],
      ],
    );
    assert.deepEqual(report.problems, []);
    assert.equal(report.verdict.decision, 'warn');
  });

  test('a program made setuid, though dpkg keeps no modes', async (t) => {
    const { report } = await scanCached(
      withLayer(t, [{ path: 'usr/bin/cat', body: fromBase('usr/bin/cat'), mode: 0o4755 }]),
    );
    assert.deepEqual(
      report.inventory.account?.modified.map(({ path, expected, actual }) => [path, expected, actual]),
      [['/usr/bin/cat', 'mode 0755', 'mode 4755']],
    );
    assert.equal(report.verdict.decision, 'warn');
  });

  test('a program taken out of reach is hardening, no alarm', async (t) => {
    const { report } = await scanCached(
      withLayer(t, [{ path: 'usr/bin/su', body: fromBase('usr/bin/su'), mode: 0o755 }]),
    );
    assertUntouched(report);
  });

  test('a library replaced', async (t) => {
    const real = realpathSync(join(debian?.baseRoot ?? '', 'usr/lib/x86_64-linux-gnu/libz.so.1'));
    const path = real.slice(real.indexOf('usr/lib/'));
    const body = Buffer.concat([fromBase(path), Buffer.from('more')]);
    const { report } = await scanCached(withLayer(t, [{ path, body, mode: 0o644 }]));
    assert.deepEqual(modifiedPaths(report), [`/${path}`]);
    const [file] = report.inventory.account?.modified ?? [];
    assert.match(file?.package ?? '', /^pkg:deb\/debian\/zlib1g@/);
  });

  test('a script that no package brought', async (t) => {
    const { report } = await scanCached(
      withLayer(t, [{ path: 'usr/local/bin/run', body: '#!/bin/sh\n', mode: 0o755 }]),
    );
    assert.deepEqual(unaccountedPaths(report), ['/usr/local/bin/run']);
    assert.deepEqual(modifiedPaths(report), []);
  });

  test('programs hidden among caches and logs', async (t) => {
    const program = fromBase('usr/bin/true');
    const hidden: TarEntry[] = [
      { path: 'dev/shm/a', body: program, mode: 0o644 },
      { path: 'etc/alternatives/b', body: '#!/bin/sh\n', mode: 0o644 },
      { path: 'run/c', body: 'echo no interpreter line\n', mode: 0o755 },
      { path: 'var/cache/d', body: program, mode: 0o600 },
      { path: 'var/lib/dpkg/e', body: program, mode: 0o755 },
      { path: 'var/log/f.gz', body: '#!/usr/bin/perl\n', mode: 0o644 },
    ];
    const others: TarEntry[] = [
      { path: 'run/systemd/system/a.service', body: '[Service]\n' },
      { path: 'tmp/b.py', body: 'import os\n' },
      { path: 'var/spool/cron/crontabs/root', body: '* * * * * /tmp/x\n' },
    ];
    const clean = await scanCached(`oci:${layout}:base`);
    const { report } = await scanCached(withLayer(t, [...hidden, ...others]));
    assert.deepEqual(
      unaccountedPaths(report),
      hidden.map(({ path }) => `/${path}`),
    );
    const count = (of: Report): number => of.inventory.account?.files.unaccounted.count ?? 0;
    assert.equal(count(report) - count(clean.report), hidden.length + others.length);
  });

  test('the package database removed', async (t) => {
    for (const path of ['var/lib/dpkg/.wh.status', 'var/lib/.wh.dpkg', 'var/lib/dpkg/.wh..wh..opq']) {
      const { report } = await scanCached(withLayer(t, [{ path, body: '' }]));
      const [problem, ...others] = report.problems;
      assert.deepEqual(others, []);
      assert.deepEqual(
        [problem?.code, problem?.path, problem?.layer],
        ['package-database-removed', '/var/lib/dpkg/status', 1],
      );
      assert.match(problem?.message ?? '', /apt.* and \d+ more/);
      assert.equal(report.verdict.decision, 'incomplete');
    }
  });

  test('a package written out of the database, its files left behind', async (t) => {
    const status = fromBase('var/lib/dpkg/status').toString();
    const body = status
      .split('\n\n')
      .filter((paragraph) => !paragraph.startsWith('Package: bash\n'))
      .join('\n\n');
    assert.ok(body.length < status.length);
    const gone = ['list', 'md5sums', 'conffiles'].map((suffix) => ({
      path: `var/lib/dpkg/info/.wh.bash.${suffix}`,
      body: '',
    }));
    for (const entries of [[], gone]) {
      const { report } = await scanCached(withLayer(t, [{ path: 'var/lib/dpkg/status', body }, ...entries]));
      assert.deepEqual(
        report.problems.map(({ code, path, layer }) => [code, path, layer]),
        [['package-database-rewritten', '/var/lib/dpkg/status', 1]],
      );
      assert.match(report.problems[0]?.message ?? '', /missing from the inventory: bash$/);
      assert.ok(unaccountedPaths(report).includes('/usr/bin/bash'));
      assert.equal(report.verdict.decision, 'incomplete');
    }
  });
});

/** The base layer is the same every time. */
function scanCached(input: string): ReturnType<typeof scan> {
  return scan(input, { cache });
}

function assertUntouched(report: Report): void {
  assert.deepEqual(report.problems, []);
  assert.deepEqual(report.findings, []);
  assert.deepEqual(report.inventory.account?.modified, []);
  assert.deepEqual(report.inventory.account?.unaccounted, []);
}

function systemPackages(report: Report): string[] {
  return report.inventory.packages
    .filter(({ type }) => type === 'deb')
    .map(({ name, version, architecture }) => `${name} ${version} ${architecture}`)
    .sort();
}

function modifiedPaths(report: Report): string[] {
  return (report.inventory.account ?? assert.fail('no account')).modified.map(({ path }) => path);
}

function unaccountedPaths(report: Report): string[] {
  return (report.inventory.account ?? assert.fail('no account')).unaccounted.map(({ path }) => path);
}

/** The base with one more layer, put on by umoci. @returns what to scan. */
function withLayer(t: TestContext, entries: readonly TarEntry[]): string {
  const folder = temporaryFolder(t);
  const copy = join(folder, 'layout');
  cpSync(layout, copy, { recursive: true });
  writeFileSync(join(folder, 'layer.tar'), writeTar(entries));
  runTool('umoci', ['raw', 'add-layer', '--image', `${copy}:base`, '--tag', 'changed', join(folder, 'layer.tar')]);
  return `oci:${copy}:changed`;
}
