import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSections } from './ini.ts';
import { hostPathsIn, hostsIn } from './mentions.ts';
import { pathFrom } from './paths.ts';
import { privilegesOf } from './privileges.ts';
import { readShebang } from './shebang.ts';
import { joinWords, parseOptions, splitWords } from './words.ts';

test('words are split as their quotes say, and joined again', () => {
  const words = splitWords(`nginx -g "daemon off;" 'a b' c\\ d "" e`);
  assert.deepEqual(words, ['nginx', '-g', 'daemon off;', 'a b', 'c d', '', 'e']);
  assert.deepEqual(splitWords(joinWords(['a b', "it's", '', 'x'])), ['a b', "it's", '', 'x']);
});

test('options end at the first other word', () => {
  const { options, rest } = parseOptions(['-s', 'KILL', '--user=app', '-n5', '--', '-x', 'y'], {
    values: ['-s', '-n'],
  });
  assert.deepEqual(
    [...options],
    [
      ['-s', 'KILL'],
      ['--user', 'app'],
      ['-n', '5'],
    ],
  );
  assert.deepEqual(rest, ['-x', 'y']);
});

test('first lines of scripts', () => {
  assert.deepEqual(readShebang('#!/bin/sh -e -u\nx'), ['/bin/sh', '-e -u']);
  assert.deepEqual(readShebang('#! /usr/bin/env -S node --no-warnings\n'), ['/usr/bin/env', 'node', '--no-warnings']);
  assert.deepEqual(readShebang('#!/bin/bash\r\n'), ['/bin/bash']);
  assert.equal(readShebang('#!\n'), undefined);
  assert.equal(readShebang('echo'), undefined);
});

test('paths stay in the image', () => {
  assert.equal(pathFrom('srv/app', '../x/./y'), 'srv/x/y');
  assert.equal(pathFrom('srv', '/../../etc'), 'etc');
});

test('hosts and paths of the host', () => {
  const text =
    'curl http://a.example:81/x; cat </dev/tcp/192.0.2.7/4444; nc 198.51.100.2 9; ping 127.0.0.1; v1.2.3.4.5';
  assert.deepEqual(hostsIn(text).sort(), ['192.0.2.7:4444', '198.51.100.2', 'a.example:81']);
  const paths = 'cat /mnt/etc/crontab /host/root/.ssh /var/run/docker.sock /srv/host/x /hostname /opt/mnt/etc';
  assert.deepEqual(hostPathsIn(paths), ['/mnt/etc/crontab', '/host/root/.ssh', '/var/run/docker.sock']);
});

test('privileges of commands', () => {
  const names = (...words: string[]) => privilegesOf(words).map(({ name }) => name);
  assert.deepEqual(names('/sbin/iptables', '-A', 'INPUT'), ['NET_ADMIN']);
  assert.deepEqual(names('ip', 'addr', 'show'), []);
  assert.deepEqual(names('ip', 'link', 'add', 'x'), ['NET_ADMIN']);
  assert.deepEqual(names('nsenter', '-t', '1', '-m'), ['host-pid', 'privileged']);
  assert.deepEqual(names('constructor'), []);
});

test('sections of ini files, continued lines and remarks', () => {
  const [first, second] = readSections('[a]\nx = 1 ; remark\n y\n[b]\nCommand=one \\\n  two\nCommand=\n');
  assert.equal(first?.values.get('x'), '1 y');
  assert.deepEqual(second?.all, [
    ['Command', 'one two'],
    ['Command', ''],
  ]);
  assert.deepEqual(readSections('x=1\n]['), []);
});

test('hostile texts take no long time', () => {
  const start = performance.now();
  for (const piece of ['a:', 'http://', '1.1.1.', '/mnt/etc', '"', "'\\", '[', ' \\\n', '/dev/tcp/', 'a.a.', '@']) {
    const text = piece.repeat(200_000);
    hostsIn(text);
    hostPathsIn(text);
    splitWords(text);
    readSections(`[a]\n${text}`);
    readShebang(`#!${text}`);
  }
  assert.ok(performance.now() - start < 5_000, `${performance.now() - start} ms`);
});
