import assert from 'node:assert/strict';
import test from 'node:test';
import { imitatedName, readAsLatin } from './imitated-name.ts';

test('names with letters swapped, left out, doubled or of another look are near', () => {
  for (const [name, known] of [
    ['jaav', 'java'],
    ['jvaa', 'java'],
    ['ndoe', 'node'],
    ['nodjs', 'nodejs'],
    ['pyhton', 'python'],
    ['pyton', 'python'],
    ['pyhton3', 'python3'],
    ['pyth0n', 'python'],
    ['ngnix', 'nginx'],
    ['nignx', 'nginx'],
    ['ng1nx', undefined],
    ['sytemd', 'systemd'],
    ['systtemd', 'systemd'],
    ['dokcer', 'docker'],
    ['dockerrd', 'dockerd'],
    ['kubelte', 'kubelet'],
    ['bahs', 'bash'],
    ['ssdh', 'sshd'],
  ] as const) {
    assert.equal(imitatedName(name), known, name);
  }
});

test('names of their own are not', () => {
  const names =
    'java node bash python python2 python3 python3.11 nodes code mode nodejs bashd sshd ssh nginx apache apache2 mysql mysqld docker dockerd container containerd system systemd systemd-udevd kubectl kubelet http httpd https rcon cron crond java8 javac jav nod nodemon pythonw pypy postgres postgresql redis-server redis-cli go gcc ash dash base nano mono';
  for (const name of names.split(' ')) assert.equal(imitatedName(name), undefined, name);
});

test('letters of other scripts are read as they look', () => {
  assert.equal(readAsLatin('b\u0430sh'), 'bash');
  assert.equal(readAsLatin('\u0455\u0455hd'), 'sshd');
  assert.equal(readAsLatin('bash'), undefined);
  assert.equal(readAsLatin('приложение'), undefined);
  assert.equal(readAsLatin('é'), undefined);
});
