import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMinerConfig } from './config-shape.ts';
import { endpointText, readEndpoint, readStratum } from './endpoint.ts';
import { readMinerCommand } from './miner-words.ts';
import { poolHosts, poolOf } from './pool-hosts.ts';

test('pools by the scheme that only miners speak', () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    'stratum+tcp://pool.example:3333': 'pool.example:3333',
    'STRATUM+SSL://Pool.Example:443/path': 'pool.example:443',
    'stratum1+tls://wallet.rig:x@192.0.2.1:4444': '192.0.2.1:4444',
    'stratum2+tcp://pool.example': 'pool.example',
    'stratum://pool.example:1"': 'pool.example:1',
    'stratum+tcp://%s:%d': undefined,
    'stratum+tcp://<pool>:3333': undefined,
    'stratum+tcp://${POOL}:3333': undefined,
    'stratum+tcp://pool.example.com:3333': undefined,
    'stratum+tcp://127.0.0.1:3333': undefined,
    'stratum+tcp://localhost:3333': undefined,
    'stratum+tcp://10.1.2.3:3333': undefined,
    'stratum+tcp://pool.example:99999': undefined,
    'stratum+tcp://your-pool.net:3333': undefined,
    'stratum+tcp://, a scheme': undefined,
    'strata+tcp://pool.example:3333': undefined,
  };
  for (const [text, expected] of Object.entries(cases)) {
    const endpoint = readStratum(text);
    assert.equal(endpoint && endpointText(endpoint), expected, text);
  }
});

test('known pools by their domain', () => {
  assert.equal(poolOf('xmr-eu1.nanopool.org'), 'nanopool.org');
  assert.equal(poolOf('notnanopool.org'), undefined);
  assert.equal(poolOf('nanopool.org.example'), undefined);
  assert.equal(readEndpoint('gulf.moneroocean.stream:10128 ')?.pool, 'moneroocean.stream');
  assert.equal(readEndpoint('zpool.cache')?.pool, undefined);
  assert.deepEqual([...new Set(poolHosts)].length, poolHosts.length);
  for (const host of poolHosts) assert.ok(host.length >= 7 && host === host.toLowerCase(), host);
});

test('arguments of miners, whatever the program is called', () => {
  const wallet = 'x'.repeat(95);
  const miners = [
    `./app -o pool.example:3333 -u ${wallet} -p x -a rx/0`,
    `./app --url=stratum+tcp://192.0.2.1:80 --user=${wallet} --pass=x`,
    `nohup /tmp/x -o gulf.moneroocean.stream:10128 -u ${wallet} -k`,
    `xmrig -o 192.0.2.1:443 -u ${wallet} --tls`,
    `./x --algorithm kawpow --pool pool.example:1 --wallet ${wallet}`,
    `a -ostratum+tcp://pool.example:3333 -u ${wallet}`,
    'ethminer -P stratum1+tcp://0xabc.rig@eth.pool.example:4444 --farm-recheck 200',
    `x -o pool.example:1 -u ${wallet} --donate-level=1`,
  ];
  for (const line of miners) assert.ok(readMinerCommand(line.split(' ')), line);
  const others = [
    'curl -o file.txt -u user:pass https://api.example:8443/',
    'sort -o out.txt -u in.txt',
    'mount -o ro,noexec -u 1000 192.0.2.1:/x /mnt',
    'gunicorn -b 0.0.0.0:8000 -u app',
    'mysql --host db.example:3306 --user app --pass x',
    'rsync --server -o pool.example:22 -u x',
    'ssh -o ProxyCommand=nc -u root 192.0.2.1:22',
    'docker run -p 80:80 -u 1000 registry.example:5000/app',
    'ldapsearch -s sub -w secret -a never ldap.example:389',
  ];
  for (const line of others) assert.equal(readMinerCommand(line.split(' ')), undefined, line);
});

test('settings of miners, and of what only looks like them', () => {
  const read = (text: string) => readMinerConfig(text, 0);
  assert.deepEqual(
    read('{"pools":[{"url":"pool.example:1","user":"wal1","pass":"x","keepalive":true}],"autosave":true}'),
    {
      program: 'miner',
      pool: 'pool.example:1',
      isFilledIn: true,
    },
  );
  assert.equal(
    read('echo "{\\"url\\":\\"stratum+tcp://pool.example:1\\",\\"user\\":\\"wal1\\",\\"pass\\":\\"x\\"}"')?.program,
    'miner',
  );
  const sample =
    '{"donate-level":1,"pools":[{"url":"pool.example:1","user":"YOUR_WALLET_ADDRESS","pass":"x","algo":null}]}';
  assert.equal(read(sample)?.isFilledIn, false);
  assert.equal(read(sample)?.program, 'XMRig');
  assert.equal(read('{"pools":[{"url":"db.internal.example:5432","user":"app","pass":"x"}]}'), undefined);
  assert.equal(read('{"url":"https://api.example:443","user":"me","pass":"x","algo":"rx/0"}'), undefined);
  assert.equal(read('{"algo":"sha1","host":"db.example:5432","user":"me","threads":2}'), undefined);
  assert.equal(read('"pool_address" : "pool.example:1", "wallet_address" : "user.worker"')?.program, 'xmr-stak');
});

test('texts made to be slow are read at once', () => {
  const started = performance.now();
  for (const piece of ['"a":', 'a:[', 'a = ', '":"', 'stratum+tcp://a.', '-o -o=', 'a_-']) {
    const text = piece.repeat(8_192 / piece.length);
    readMinerConfig(text, 2_000);
    readStratum(`stratum+tcp://${text}`);
    readMinerCommand(text.split(' '));
  }
  assert.ok(performance.now() - started < 1_000);
});
