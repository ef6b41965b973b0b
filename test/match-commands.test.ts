import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildImage } from './support/build-image.ts';
import { buildZip } from './support/build-zip.ts';
import { writeLayout } from './support/place-image.ts';
import { projectRoot } from './support/project.ts';
import { runCli } from './support/run-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const EXAMPLE = join(projectRoot, 'examples', 'harbor-log.tar');
const FEEDS = join(projectRoot, 'examples', 'feeds');

/** Runs the command line with the advisories of the example. */
function tidewaiter(folder: string, words: readonly string[]) {
  return runCli([...words, '--cache-dir', join(folder, 'cache')], { TIDEWAITER_FEEDS: FEEDS });
}

interface Listed {
  readonly findings: readonly {
    readonly package?: string;
    readonly vulnerability?: { readonly ids: readonly string[] };
  }[];
  readonly suppressed: readonly { readonly by: { readonly reason: string } }[];
}

function vulnerable(json: string): string[] {
  const { findings }: Listed = JSON.parse(json);
  return findings.flatMap(({ package: purl, vulnerability }) =>
    vulnerability ? [`${vulnerability.ids[0]} ${purl?.split('@')[0]}`] : [],
  );
}

test('a report and a bill of materials match like the image they are of', async (context) => {
  const folder = temporaryFolder(context);
  const scanned = await tidewaiter(folder, ['scan', EXAMPLE, '--format', 'json', '-o', join(folder, 'report.json')]);
  assert.equal(scanned.exitCode, 0, scanned.stderr);
  const expected = vulnerable(readFileSync(join(folder, 'report.json'), 'utf8'));
  assert.equal(expected.length, 6);
  for (const format of ['cyclonedx-json', 'cyclonedx-xml', 'spdx-json']) {
    await tidewaiter(folder, ['sbom', EXAMPLE, '--format', format, '-o', join(folder, format)]);
  }
  for (const name of ['report.json', 'cyclonedx-json', 'cyclonedx-xml', 'spdx-json']) {
    const run = await tidewaiter(folder, ['match', join(folder, name), '--format', 'json', '--offline']);
    assert.equal(run.exitCode, 0, run.stderr);
    assert.deepEqual(vulnerable(run.stdout), expected, name);
  }
});

test('explain tells of a finding, and of what is none', async (context) => {
  const folder = temporaryFolder(context);
  const found = await tidewaiter(folder, ['explain', 'CVE-2021-44906', EXAMPLE]);
  assert.match(found.stdout, /^minimist 1\.2\.5: in the report\.$/m);
  assert.match(found.stdout, /fixed in 1\.2\.6/);
  const unknown = await tidewaiter(folder, ['explain', 'CVE-1999-0001', EXAMPLE]);
  assert.match(unknown.stdout, /No feed at hand knows it/);
});

test('compare gives a reason for every difference', async (context) => {
  const folder = temporaryFolder(context);
  const other = {
    SchemaVersion: 2,
    Results: [
      {
        Target: 'Node.js',
        Class: 'lang-pkgs',
        Type: 'node-pkg',
        Vulnerabilities: [
          { VulnerabilityID: 'CVE-2021-44906', PkgName: 'minimist', InstalledVersion: '1.2.5', FixedVersion: '1.2.6' },
          { VulnerabilityID: 'CVE-2099-1', PkgName: 'ms', InstalledVersion: '2.1.3' },
        ],
      },
    ],
  };
  writeFileSync(join(folder, 'trivy.json'), JSON.stringify(other));
  const run = await tidewaiter(folder, ['compare', EXAMPLE, '--with', join(folder, 'trivy.json')]);
  assert.equal(run.exitCode, 0, run.stderr);
  assert.match(run.stdout, /^1 finding in both/);
  assert.match(run.stdout, /^5 only here, not in Trivy$/m);
  assert.match(run.stdout, /^1 only in Trivy$/m);
  assert.match(run.stdout, /CVE-2099-1 ms 2\.1\.3/);
  const wrong = await tidewaiter(folder, ['compare', EXAMPLE, '--with', EXAMPLE]);
  assert.equal(wrong.exitCode, 2);
});

test('VEX documents and exceptions answer, and are listed', async (context) => {
  const folder = temporaryFolder(context);
  const vex = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://example.com/vex/1',
    author: 'Example',
    timestamp: '2026-01-01T00:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { name: 'CVE-2021-44906' },
        products: [{ '@id': 'pkg:npm/minimist@1.2.5' }],
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
      },
    ],
  };
  writeFileSync(join(folder, 'vex.json'), JSON.stringify(vex));
  writeFileSync(join(folder, 'ignore'), 'CVE-2024-35195 until:2099-01-01 because we always verify\n');
  const words = ['scan', EXAMPLE, '--vex', join(folder, 'vex.json'), '--ignore-file', join(folder, 'ignore')];
  const run = await tidewaiter(folder, [...words, '--format', 'json']);
  assert.equal(vulnerable(run.stdout).length, 4);
  const { suppressed }: Listed = JSON.parse(run.stdout);
  assert.deepEqual(suppressed.map(({ by }) => by.reason).sort(), [
    'not affected: vulnerable code not in execute path',
    'we always verify',
  ]);
  const wrong = await tidewaiter(folder, ['scan', EXAMPLE, '--vex', EXAMPLE]);
  assert.equal(wrong.exitCode, 2);
  assert.match(wrong.stderr, /is no VEX document/);
});

test('exceptions answer what detectors find, too', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'ignore'), 'malware/cron-on-host until:2099-01-01 because this is an exercise\n');
  const words = ['scan', join(projectRoot, 'examples/hostile-cron.tar'), '--format', 'json'];
  const told = await tidewaiter(folder, words);
  assert.match(told.stdout, /"class": ?"malicious"/);
  const { suppressed }: Listed = JSON.parse(
    (await tidewaiter(folder, [...words, '--ignore-file', join(folder, 'ignore')])).stdout,
  );
  assert.deepEqual(
    suppressed.map(({ by }) => by.reason),
    ['this is an exercise'],
  );
});

test('an end-of-life system is never called clean, and household names are found without any feed', async (context) => {
  const folder = temporaryFolder(context);
  const release = 'ID=debian\nVERSION_ID="7"\nVERSION_CODENAME=wheezy\nPRETTY_NAME="Debian GNU/Linux 7 (wheezy)"\n';
  const openssl =
    'Package: openssl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0.1e-2+deb7u4\nMaintainer: Debian <x@debian.org>\nDescription: x\n';
  const log4j = 'groupId=org.apache.logging.log4j\nartifactId=log4j-core\nversion=2.14.1\n';
  const name = 'META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties';
  const image = buildImage({
    layers: [
      { 'etc/os-release': release, 'var/lib/dpkg/status': openssl },
      { 'app/log4j-core-2.14.1.jar': buildZip([{ name, content: log4j }]) },
    ],
  });
  const layout = writeLayout(join(folder, 'image'), [{ image, tag: 'x' }]);
  const words = ['scan', `oci:${layout}:x`, '--platform', 'linux/amd64', '--offline'];
  const json = await tidewaiter(folder, [...words, '--format', 'json']);
  assert.equal(json.exitCode, 1);
  const ids = vulnerable(json.stdout).join('\n');
  assert.match(ids, /^CVE-2014-0160 .*openssl$/m);
  assert.match(ids, /^CVE-2021-44228 .*log4j-core$/m);
  const text = await tidewaiter(folder, words);
  assert.match(text.stdout, /Debian GNU\/Linux 7 \(wheezy\) has had no security fixes since/);
  assert.match(text.stdout, /household names\s+shipped with this program/);
  assert.doesNotMatch(text.stdout, /\b0 (?:known )?vulnerabilities/);
});

test('an end-of-life system without a known hole is incomplete', async (context) => {
  const folder = temporaryFolder(context);
  const image = buildImage({
    layers: [
      {
        'etc/os-release': 'ID=debian\nVERSION_ID="9"\nPRETTY_NAME="Debian GNU/Linux 9 (stretch)"\n',
        'var/lib/dpkg/status':
          'Package: hello\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2.10-1\nMaintainer: Debian <x@debian.org>\nDescription: x\n',
      },
    ],
  });
  const layout = writeLayout(join(folder, 'image'), [{ image, tag: 'x' }]);
  const run = await tidewaiter(folder, ['scan', `oci:${layout}:x`, '--platform', 'linux/amd64', '--offline']);
  assert.equal(run.exitCode, 5);
  assert.match(run.stdout, /INCOMPLETE[\s\S]*has had no security fixes since/);
});
