import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIndicator } from './indicator.ts';

test('hosts, addresses, URLs and hashes are told apart, defanged or not', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['Bad.Example', { kind: 'host', value: 'bad.example' }],
    ['bad[.]example', { kind: 'host', value: 'bad.example' }],
    ['pool(.)bad[dot]example:3333', { kind: 'host', value: 'pool.bad.example', port: 3333 }],
    ['192.0.2.1', { kind: 'host', value: '192.0.2.1' }],
    ['192[.]0[.]2[.]1:4444', { kind: 'host', value: '192.0.2.1', port: 4444 }],
    ['2001:db8::1', { kind: 'host', value: '2001:db8::1' }],
    ['[2001:db8::1]:80', { kind: 'host', value: '2001:db8::1', port: 80 }],
    ['hxxp://bad.example', { kind: 'host', value: 'bad.example' }],
    ['hxxps[:]//bad[.]example/', { kind: 'host', value: 'bad.example' }],
    ['http://user@Bad.example:8080/a/B.sh?x=1', { kind: 'url', value: 'bad.example:8080/a/B.sh?x=1' }],
    ['bad.example/a.sh', { kind: 'url', value: 'bad.example/a.sh' }],
    ['D41D8CD98F00B204E9800998ECF8427E', { kind: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e' }],
    [
      'sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709',
      { kind: 'sha1', value: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
    ],
    ['a'.repeat(64), { kind: 'sha256', value: 'a'.repeat(64) }],
  ];
  for (const [text, expected] of cases) assert.deepEqual(parseIndicator(text), expected, text);
});

test('what is none of them, or means every host, is refused', () => {
  for (const text of [
    '',
    'word',
    'a b',
    '127.0.0.1',
    'localhost',
    '0.0.0.0',
    '::1',
    '192.0.2.0/24',
    'x'.repeat(33),
    'http://',
    '999.1.1.1',
    'bad.example:99999',
    'a@b',
    'g'.repeat(64),
    `${'a.'.repeat(40)}example`,
    'x'.repeat(5000),
  ])
    assert.equal(parseIndicator(text), undefined, text);
});
