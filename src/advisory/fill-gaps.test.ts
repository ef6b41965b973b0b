import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory } from './advisory.ts';
import { fillGaps } from './fill-gaps.ts';
import { storeOf } from './memory-store.ts';

const advisory = (id: string, ecosystem: string): Advisory => ({
  id,
  aliases: [],
  summary: id,
  cvss: [],
  references: [],
  affected: [{ ecosystem, name: 'x', ranges: [{ introduced: '0' }], state: 'affected' }],
});
const feed = storeOf([advisory('CVE-1', 'npm')], { source: 'osv', feed: 'npm' });
const starter = () =>
  storeOf([advisory('CVE-2', 'npm'), advisory('CVE-3', 'PyPI')], { source: 'starter', starter: true });
const covers = (ecosystem: string): boolean => ecosystem === 'npm';

test('the starter set speaks only where no feed does', () => {
  const store = fillGaps(feed, starter, { asked: ['npm', 'PyPI'], covers });
  const found = (ecosystem: string) => store.find(ecosystem, 'x').map(({ id }) => id);
  assert.deepEqual(found('npm'), ['CVE-1']);
  assert.deepEqual(found('PyPI'), ['CVE-3']);
  assert.equal(store.feeds.filter((one) => one.starter).length, 1);
});

test('it is not loaded where feeds speak of everything', () => {
  const never = () => assert.fail('it was loaded');
  assert.equal(fillGaps(feed, never, { asked: ['npm'], covers }), feed);
});
