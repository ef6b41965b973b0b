import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayOwnFolder } from './claims.ts';

test('no package owns a folder that all software shares', () => {
  for (const folder of [
    '',
    'usr',
    'bin',
    'usr/bin',
    'usr/local/bin',
    'usr/lib',
    'lib64',
    'etc',
    'var/lib',
    'root',
    'opt',
  ]) {
    assert.ok(!mayOwnFolder(folder), folder);
  }
});

test('packages own their own folders', () => {
  for (const folder of [
    'usr/lib/R/library/stats',
    'app',
    'app/bin',
    'opt/x',
    'usr/lib/node_modules/npm',
    'var/lib/x',
  ]) {
    assert.ok(mayOwnFolder(folder), folder);
  }
});
