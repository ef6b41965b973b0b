import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { mutations } from '../../../test/support/mutations.ts';
import { fixturesRoot, sharedRoot, withoutShared } from '../../../test/support/project.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { FormatError, UsageError } from '../../base/errors.ts';
import { readIndicators } from './indicator-list.ts';

const LISTS = join(fixturesRoot, 'indicators');

test('every format names the same things', () => {
  for (const name of ['list.txt', 'list.csv', 'bundle.stix.json', 'event.misp.json']) {
    const { hashes, locations, unused } = readIndicators([join(LISTS, name)]);
    assert.deepEqual([...hashes.keys()].sort(), [`md5:${'1'.repeat(32)}`, `sha256:${'2'.repeat(64)}`], name);
    assert.deepEqual([...locations.keys()].sort(), ['192.0.2.77', 'bad.example', 'files.bad.example'], name);
    assert.equal(unused, name === 'list.csv' || name === 'list.txt' ? 1 : 2, name);
  }
});

test('an entry tells where it stands and what the list says of it', () => {
  const { locations } = readIndicators([join(LISTS, 'list.txt')]);
  assert.deepEqual(locations.get('192.0.2.77'), [
    { kind: 'host', value: '192.0.2.77', port: 4444, at: 'list.txt:5', note: 'control server' },
  ]);
  assert.equal(readIndicators([join(LISTS, 'bundle.stix.json')]).locations.get('bad.example')?.[0]?.note, 'Miner pool');
});

test('a line that means nothing is an error with file and line', (context) => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['a.txt', 'bad.example\n\nnot-a-host\n', /a\.txt: line 3: "not-a-host" is no hash, host, address or URL/],
    ['b.csv', 'name,size\nx,1\n', /b\.csv: line 1: no column is called/],
    ['c.csv', 'sha256,comment\n"1234",x\n', /c\.csv: line 2: "1234" is no hash/],
    [
      'd.json',
      '{"type":"bundle","objects":[{"type":"indicator","id":"indicator--1"}]}',
      /d\.json: indicator--1: an indicator without a pattern/,
    ],
    ['e.json', '{"x":1}', /e\.json: neither a STIX bundle nor a MISP event/],
    ['f.json', '[{', /f\.json: not JSON/],
    ['g.csv', 'url\n"http://a.example/', /g\.csv: line 2: a quote that does not end/],
  ];
  for (const [name, text, message] of cases) assert.throws(() => readIndicators([list(context, name, text)]), message);
  assert.throws(() => readIndicators(['/no/such/list']), UsageError);
});

test('lists of others are read: hosts files, sha256sum, commented headers, STIX with one of several hashes', (context) => {
  const hosts = list(context, 'hosts', '127.0.0.1 localhost\n0.0.0.0 ads.example # x\n::1 ip6-localhost\n');
  assert.deepEqual([...readIndicators([hosts]).locations.keys()], ['ads.example']);
  const sums = list(context, 'sums', `${'a'.repeat(64)}  usr/bin/xmr\n${'b'.repeat(64)} *x\n`);
  assert.equal(readIndicators([sums]).hashes.get(`sha256:${'a'.repeat(64)}`)?.note, 'usr/bin/xmr');
  const feed = list(
    context,
    'feed',
    `####\n# "first_seen_utc","sha256_hash","md5_hash","signature"\n"2024-01-01", "${'c'.repeat(64)}", "${'d'.repeat(32)}", "a, b"\n`,
  );
  assert.deepEqual(
    [...readIndicators([feed]).hashes.values()].map(({ note }) => note),
    ['a, b', 'a, b'],
  );
  const either = `[file:hashes.MD5 = '${'e'.repeat(32)}' OR file:hashes.'SHA-256' = '${'f'.repeat(64)}' OR file:hashes.'SHA-512' = 'x']`;
  const both = `[domain-name:value = 'a.example' AND url:value = 'http://b.example/']`;
  const objects = [either, both].map((pattern) => ({ type: 'indicator', pattern, pattern_type: 'stix' }));
  const stix = readIndicators([list(context, 'x', JSON.stringify({ type: 'bundle', objects }))]);
  assert.deepEqual([stix.hashes.size, stix.locations.size, stix.unused], [2, 0, 1]);
});

test('damaged lists are an error or a shorter list, never more', (context) => {
  for (const name of readdirSync(LISTS)) {
    const path = join(temporaryFolder(context), name);
    for (const bytes of mutations(readFileSync(join(LISTS, name)), 60)) {
      writeFileSync(path, bytes);
      try {
        readIndicators([path]);
      } catch (error) {
        assert.ok(error instanceof UsageError && error.cause instanceof FormatError, String(error));
      }
    }
  }
});

test('real lists of mining pools and campaigns are read whole', { skip: withoutShared }, () => {
  const folder = join(sharedRoot ?? '', 'data/iocs');
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const { locations, unused } = readIndicators(paths);
  assert.ok(locations.size > 1000, String(locations.size));
  assert.ok(locations.has('supportxmr.com') && unused > 10);
});

function list(context: TestContext, name: string, text: string): string {
  const path = join(temporaryFolder(context), name);
  writeFileSync(path, text);
  return path;
}
