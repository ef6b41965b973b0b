import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../base/errors.ts';
import { parseTrackerJson } from './tracker-json.ts';

/** State, end of the range, severity and note of the only statement. */
function stated(release: unknown): unknown[] {
  const text = JSON.stringify({ zlib: { 'CVE-2023-45853': { releases: { bookworm: release } } } });
  return [...parseTrackerJson(text)].flatMap(({ affected }) =>
    affected.map(({ state, ranges, severity, note }) => [state, ranges[0]?.fixed, severity, note]),
  );
}

test('each status of the tracker has its meaning', () => {
  const open = { status: 'open', urgency: 'not yet assigned' };
  assert.deepEqual(stated(open), [['affected', undefined, undefined, undefined]]);
  assert.deepEqual(stated({ ...open, nodsa: 'Minor issue', nodsa_reason: '' }), [
    ['deferred', undefined, undefined, 'no-dsa: Minor issue'],
  ]);
  assert.deepEqual(stated({ ...open, nodsa: 'Fix along next DSA', nodsa_reason: 'postponed' }), [
    ['deferred', undefined, undefined, 'postponed: Fix along next DSA'],
  ]);
  assert.deepEqual(stated({ ...open, nodsa: 'contrib/minizip not built', nodsa_reason: 'ignored' }), [
    ['will-not-fix', undefined, undefined, 'ignored: contrib/minizip not built'],
  ]);
  assert.deepEqual(stated({ ...open, urgency: 'end-of-life' }), [['end-of-life', undefined, undefined, undefined]]);
  assert.deepEqual(stated({ status: 'undetermined' }), [['under-investigation', undefined, undefined, 'undetermined']]);
  assert.deepEqual(stated({ ...open, urgency: 'unimportant' }), [['affected', undefined, 'negligible', 'unimportant']]);
  assert.deepEqual(stated({ status: 'resolved', fixed_version: '0', urgency: 'low' }), [
    ['not-affected', undefined, 'low', undefined],
  ]);
  assert.deepEqual(stated({ status: 'resolved', fixed_version: '1:1.2-1', urgency: 'high**' }), [
    ['affected', '1:1.2-1', 'high', undefined],
  ]);
});

test('what says nothing that could be compared is left out', () => {
  for (const release of [
    { status: 'resolved', fixed_version: '' },
    { status: 'resolved', fixed_version: 7 },
    { status: 'new word' },
    null,
    [],
    'open',
  ]) {
    assert.deepEqual(stated(release), []);
  }
  const twice = { releases: [] };
  assert.deepEqual([...parseTrackerJson(JSON.stringify({ chromium: { 'CVE-2022-0358': twice, 7: twice } }))], []);
});

test('a member that is no package is damaged', () => {
  for (const text of ['', '[]', '{"zlib":', '{"zlib":[]}', '{"two words":{}}', '{"zlib":}']) {
    assert.throws(() => [...parseTrackerJson(text)], FormatError, text);
  }
});
