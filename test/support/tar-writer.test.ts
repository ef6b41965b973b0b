import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { paxRecord, writeTar } from './tar-writer.ts';

const long = `${'deep/'.repeat(30)}file`;
const entries = [
  { path: 'bin/' },
  { path: 'bin/su', body: 'x'.repeat(600), mode: 0o4755, uid: 1, gid: 2, mtime: 86400 },
  { path: 'bin/sh', link: 'su' },
  { path: 'bin/hard', link: 'bin/su', type: 'hardlink' },
  { path: 'dev/null', type: 'character-device', device: { major: 1, minor: 3 }, mode: 0o666 },
  { path: 'run/pipe', type: 'fifo' },
  { path: long, body: 'y' },
  { path: 'link', link: long },
  { path: 'ping', body: 'z', xattrs: { 'security.capability': new Uint8Array([1, 0, 0, 2, 0xff]) } },
] as const;

const expected = [
  'drwxr-xr-x 0/0 0 1970-01-01 00:00 bin/',
  '-rwsr-xr-x 1/2 600 1970-01-02 00:00 bin/su',
  'lrw-r--r-- 0/0 0 1970-01-01 00:00 bin/sh -> su',
  'hrw-r--r-- 0/0 0 1970-01-01 00:00 bin/hard link to bin/su',
  'crw-rw-rw- 0/0 1,3 1970-01-01 00:00 dev/null',
  'prw-r--r-- 0/0 0 1970-01-01 00:00 run/pipe',
  `-rw-r--r-- 0/0 1 1970-01-01 00:00 ${long}`,
  `lrw-r--r-- 0/0 0 1970-01-01 00:00 link -> ${long}`,
  '-rw-r--r-- 0/0 1 1970-01-01 00:00 ping',
];

test('GNU tar lists what was written, in either format', (t) => {
  for (const format of ['pax', 'gnu'] as const) {
    const run = spawnSync('tar', ['-tv', '--numeric-owner'], {
      input: writeTar(entries, { format }),
      env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
    });
    if (run.error) return t.skip('needs tar');
    assert.equal(run.status, 0, run.stderr.toString());
    assert.deepEqual(run.stdout.toString().trim().replaceAll(/ +/g, ' ').split('\n'), expected);
  }
});

test('a PAX record counts its own length', () => {
  assert.equal(paxRecord('path', 'x').toString(), '9 path=x\n');
  for (let length = 80; length < 110; length++) {
    const record = paxRecord('path', 'x'.repeat(length));
    assert.equal(record.length, Number.parseInt(record.toString(), 10));
  }
});
