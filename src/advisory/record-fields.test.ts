import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advisoryId,
  cveIds,
  cveIdsIn,
  packageName,
  severityOf,
  severityOfScore,
  shortNote,
  shortText,
  timestamp,
  versionText,
  webAddresses,
} from './record-fields.ts';

test('texts are on one line and bounded', () => {
  assert.equal(shortText(' a\n\n b\tc '), 'a b c');
  assert.equal(shortText(undefined), '');
  assert.equal(shortText('x'.repeat(100_000)).length, 2_000);
  assert.equal(shortNote('x'.repeat(100_000)).length, 160);
});

test('names and versions are single printable words', () => {
  assert.equal(packageName(' libssl3 '), 'libssl3');
  assert.equal(packageName('two words'), undefined);
  assert.equal(packageName(''), undefined);
  assert.equal(versionText('1:2.0~rc1+dfsg-3'), '1:2.0~rc1+dfsg-3');
  assert.equal(versionText('1\u0000'), undefined);
  assert.equal(versionText('9'.repeat(10_000)), undefined);
  assert.equal(advisoryId('DSA-5970-1'), 'DSA-5970-1');
  assert.equal(advisoryId('-1'), undefined);
});

test('CVE ids are told from what only looks like them', () => {
  assert.deepEqual(cveIds(['CVE-2019-10193', ' cve-2019-10192 ', 'CVE-2019-10193', 'CVE-2019-3828-0001', 'UNK-1']), [
    'CVE-2019-10192',
    'CVE-2019-10193',
  ]);
  assert.deepEqual(cveIdsIn('CVE-2025-1234 python3-docs: overflow (CVE-2024-99999), CVE-1'), [
    'CVE-2024-99999',
    'CVE-2025-1234',
  ]);
});

test('only addresses on the web are references', () => {
  assert.deepEqual(webAddresses([undefined, 'javascript:alert(1)', ' https://a.example/ ', 'https://a.example/']), [
    'https://a.example/',
  ]);
});

test('words for severity of all vendors, and none for none', () => {
  assert.equal(severityOf('Important'), 'high');
  assert.equal(severityOf(' moderate '), 'medium');
  assert.equal(severityOf('unimportant'), 'negligible');
  for (const word of ['None', 'unspecified', 'not yet assigned', undefined]) assert.equal(severityOf(word), undefined);
  assert.deepEqual([9.8, 7, 6.9, 0.1, 0, 11, undefined].map(severityOfScore), [
    'critical',
    'high',
    'medium',
    'low',
    undefined,
    undefined,
    undefined,
  ]);
});

test('dates of all feeds become RFC 3339', () => {
  assert.equal(timestamp('2021-07-22 18:25:24'), '2021-07-22T18:25:24Z');
  assert.equal(timestamp('2018-01-11 21:05'), '2018-01-11T21:05:00Z');
  assert.equal(timestamp('2017-09-26 14:29:00 UTC'), '2017-09-26T14:29:00Z');
  assert.equal(timestamp('2022-06-02'), '2022-06-02T00:00:00Z');
  assert.equal(timestamp('2026-05-20T15:02:47.589121Z'), '2026-05-20T15:02:47Z');
  assert.equal(timestamp('2020-01-01T00:00:00+0100'), '2019-12-31T23:00:00Z');
  for (const text of ['2020-13-01', 'yesterday', '', undefined]) assert.equal(timestamp(text), undefined);
});
