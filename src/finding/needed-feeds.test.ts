import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageOf } from '../../test/support/package.ts';
import type { AdvisorySource } from '../advisory/advisory-source.ts';
import { storeOf } from '../advisory/memory-store.ts';
import { coverageOf } from './coverage.ts';
import { neededFeeds } from './needed-feeds.ts';

const sources = [
  source('kev', () => 'kev'),
  source('nvd', (ecosystem) => /^CPE:(.+)$/.exec(ecosystem)?.[1]),
  source('osv', (ecosystem) =>
    ['npm', 'Debian'].includes(ecosystem.split(':')[0] ?? '') ? ecosystem.split(':')[0] : undefined,
  ),
  source('tracker', (ecosystem) => (ecosystem.startsWith('Debian:') ? 'tracker' : undefined)),
];
const debian = { id: 'debian', version: '12', name: 'Debian GNU/Linux 12' };
const bash = packageOf({ type: 'deb', name: 'bash', version: '5.2' }, debian);
const lodash = packageOf({ type: 'npm', name: 'lodash', version: '4.17.21' });

test('only what the inventory needs is asked for', () => {
  assert.deepEqual(needs([bash, lodash]), ['kev kev', 'osv Debian', 'osv npm', 'tracker tracker']);
  assert.deepEqual(needs([lodash]), ['kev kev', 'osv npm']);
  assert.deepEqual(needs([]), []);
});

test('software that only CPE records know needs one feed for each product', () => {
  const redis = packageOf({
    type: 'generic',
    name: 'redis',
    version: '7',
    cpes: ['cpe:2.3:a:redis:redis:7:*:*:*:*:*:*:*'],
  });
  assert.deepEqual(needs([redis]), ['kev kev', 'nvd redis:redis']);
});

test('packages inside a system package need no feed of their own', () => {
  assert.deepEqual(needs([bash, { ...lodash, partOf: bash.purl }]), ['kev kev', 'osv Debian', 'tracker tracker']);
});

test('feeds at hand cover the ecosystems that they speak of; a starter set covers none', () => {
  const covers = coverageOf(storeOf([], { source: 'tracker', feed: 'tracker' }), sources);
  assert.deepEqual(['Debian:12', 'npm'].map(covers), [true, false]);
  const started = coverageOf(storeOf([], { source: 'tracker', feed: 'tracker', starter: true }), sources);
  assert.equal(started('Debian:12'), false);
  assert.equal(coverageOf(storeOf([], { source: 'kev', feed: 'kev' }), sources)('Debian:12'), false);
});

function needs(packages: Parameters<typeof neededFeeds>[0]['packages']): string[] {
  return neededFeeds({ packages, os: debian }, sources).map(({ source: { name }, feed }) => `${name} ${feed}`);
}

function source(name: string, feedFor: AdvisorySource['feedFor']): AdvisorySource {
  return {
    name,
    homepage: '',
    license: '',
    address: '',
    version: 1,
    feedFor,
    fetch: () => Promise.resolve({ kind: 'unchanged' }),
    parse: () => [],
  };
}
