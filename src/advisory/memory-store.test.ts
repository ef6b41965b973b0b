import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory, AffectedPackage } from './advisory.ts';
import { joinStores } from './join-stores.ts';
import { storeOf } from './memory-store.ts';

test('a store in memory finds statements by package, and advisories by id and alias', () => {
  const old = advisory('GHSA-2', { aliases: ['CVE-1'], affected: [about('npm', 'left'), about('npm', 'left')] });
  const gone = { ...advisory('GHSA-1', { aliases: ['CVE-1'], affected: [about('npm', 'left')] }), withdrawn: '2020' };
  const store = storeOf([old, gone], { source: 'osv', feed: 'npm', checked: '2026-01-01T00:00:00Z' });
  assert.deepEqual(
    store.find('npm', 'left').map(({ id, withdrawn }) => [id, withdrawn]),
    [
      ['GHSA-1', true],
      ['GHSA-2', false],
      ['GHSA-2', false],
    ],
  );
  assert.equal(store.find('npm', 'left')[1]?.advisory(), old);
  assert.deepEqual(store.find('npm', 'right'), []);
  assert.deepEqual(store.find('PyPI', 'left'), []);
  assert.deepEqual(
    store.get('CVE-1').map(({ advisory }) => advisory.id),
    ['GHSA-1', 'GHSA-2'],
  );
  assert.deepEqual(store.get('constructor'), []);
  assert.deepEqual(store.feeds, [
    { source: 'osv', feed: 'npm', checked: '2026-01-01T00:00:00Z', advisories: 2, damaged: 0 },
  ]);
});

test('joined stores answer sorted by source, feed and id', () => {
  const affected = [about('Debian:12', 'openssl')];
  const one = storeOf([advisory('B', { affected }), advisory('A', { affected })], { source: 'osv', feed: 'Debian' });
  const two = storeOf([advisory('C', { affected }), advisory('A', { affected })], { source: 'debian-tracker' });
  const three = storeOf([advisory('A', { affected })], { source: 'osv', feed: 'Alpine' });
  const wanted = ['debian-tracker A', 'debian-tracker C', 'osv A', 'osv A', 'osv B'];
  for (const stores of [
    [one, two, three],
    [three, two, one],
    [joinStores([one, three]), two],
  ]) {
    const joined = joinStores(stores);
    const found = joined.find('Debian:12', 'openssl');
    assert.deepEqual(
      found.map(({ feed, id }) => `${feed.source} ${id}`),
      wanted,
    );
    assert.deepEqual(
      joined.feeds.map(({ source, feed }) => `${source}/${feed}`),
      ['debian-tracker/debian-tracker', 'osv/Alpine', 'osv/Debian'],
    );
    assert.deepEqual(
      joined.get('A').map(({ feed }) => feed.feed),
      ['debian-tracker', 'Alpine', 'Debian'],
    );
  }
  assert.deepEqual(joinStores([]).find('npm', 'x'), []);
});

function advisory(id: string, facts: Partial<Advisory>): Advisory {
  return { id, aliases: [], summary: '', cvss: [], references: [], affected: [], ...facts };
}

function about(ecosystem: string, name: string): AffectedPackage {
  return { ecosystem, name, ranges: [{ introduced: '0' }], state: 'affected' };
}
