import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../test/support/random.ts';
import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { AffectedPackage, AffectedRange } from '../advisory.ts';
import { isAffected } from '../affected-versions.ts';
import { pep440 } from '../versions/pep440.ts';
import { rpm } from '../versions/rpm.ts';
import { semver } from '../versions/semver.ts';
import { type OsvEvent, osvRanges, rangesOfEvents, versionsBesideRanges } from './ranges.ts';

const VERSIONS = ['0', '0.1', '0.2', '1.0', '1.1', '1.2', '2.0', '2.1', '3.0'];

/** OSV's evaluation algorithm, word by word. */
function evaluate(version: string, events: readonly OsvEvent[]): boolean {
  const bounds = events.filter(({ kind }) => kind === 'limit');
  const below = bounds.some((limit) => limit.version === '*' || pep440.compare(version, limit.version) < 0);
  if (bounds.length > 0 && !below) return false;
  let vulnerable = false;
  const sorted = events.filter(({ kind }) => kind !== 'limit').sort((a, b) => pep440.compare(a.version, b.version));
  for (const event of sorted) {
    const order = pep440.compare(version, event.version);
    if (event.kind === 'introduced' && (event.version === '0' || order >= 0)) vulnerable = true;
    if (event.kind === 'fixed' && order >= 0) vulnerable = false;
    if (event.kind === 'last_affected' && order > 0) vulnerable = false;
  }
  return vulnerable;
}

test('ranges say of every version what the evaluation of the events says', () => {
  const random = seededRandom(3);
  const kinds = ['introduced', 'introduced', 'fixed', 'fixed', 'last_affected', 'limit'] as const;
  let affected = 0;
  for (let round = 0; round < 5_000; round++) {
    const events = Array.from({ length: random.below(7) }, (): OsvEvent => {
      const kind = random.pick(kinds);
      // `0` means the very beginning in `introduced` alone.
      const versions = kind === 'introduced' ? VERSIONS : VERSIONS.slice(1);
      return { kind, version: kind === 'limit' && random.below(8) === 0 ? '*' : random.pick(versions) };
    });
    const ranges = rangesOfEvents(events, pep440);
    for (const version of ['0.0.dev1', '0.1a1', '1.0.0', '1.0.1', '1.1.dev1', '4', ...VERSIONS.slice(1)]) {
      const expected = evaluate(version, events);
      if (expected) affected++;
      assert.equal(isAffected(version, statement(ranges), pep440), expected, `${version} of ${JSON.stringify(events)}`);
    }
  }
  assert.ok(affected > 5_000);
});

test('OSV records become ranges; those of commits are left out', () => {
  const ranges = [
    { type: 'GIT', events: [{ introduced: '0' }] },
    { type: 'ECOSYSTEM', events: [{ fixed: '1.2' }, { introduced: '0' }, { introduced: '1.5' }] },
    7,
  ];
  assert.deepEqual(osvRanges(ranges, pep440), [{ introduced: '0', fixed: '1.2' }, { introduced: '1.5' }]);
  const semantic = [{ type: 'SEMVER', events: [{ introduced: '1.0.0-0' }, { fixed: '1.0.0' }] }];
  assert.deepEqual(osvRanges(semantic, rpm), [{ introduced: '1.0.0-0', fixed: '1.0.0', order: 'semver' }]);
  assert.deepEqual(osvRanges(semantic, semver), [{ introduced: '1.0.0-0', fixed: '1.0.0' }]);
  assert.deepEqual(osvRanges(undefined, semver), []);
  const events = Array.from({ length: limits.eventsPerRange + 1 }, () => ({ introduced: '1' }));
  assert.throws(() => osvRanges([{ type: 'ECOSYSTEM', events }], pep440), FormatError);
});

test('what the order cannot place is kept, so that the answer is unknown', () => {
  const ranges = rangesOfEvents(
    [
      { kind: 'introduced', version: '0' },
      { kind: 'fixed', version: 'next' },
    ],
    pep440,
  );
  assert.equal(isAffected('1.0', statement(ranges), pep440), 'unknown');
});

test('versions that a range covers need not be named', () => {
  const ranges = [{ introduced: '0', fixed: '2' }];
  assert.deepEqual(versionsBesideRanges(['1.0', '2.0', 'odd'], statement(ranges), pep440), ['2.0', 'odd']);
});

function statement(ranges: readonly AffectedRange[]): AffectedPackage {
  return { ecosystem: 'PyPI', name: 'tea', state: 'affected', ranges };
}
