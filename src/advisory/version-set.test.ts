import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gemAfter, gemRequirement } from './gem-requirement.ts';
import { semverAfter, semverRange } from './semver-range.ts';
import type { VersionScheme } from './version-scheme.ts';
import {
  after,
  before,
  complementOf,
  intersectionOf,
  rangesOf,
  unionOf,
  type VersionInterval,
  type VersionSet,
} from './version-set.ts';
import { packagist } from './versions/packagist.ts';
import { rubygems } from './versions/rubygems.ts';
import { semver } from './versions/semver.ts';

function holds(set: Iterable<VersionInterval>, version: string, scheme: VersionScheme): boolean {
  return [...set].some(({ from, to }) => {
    const above = from ? scheme.compare(version, from.version) : 1;
    const below = to ? scheme.compare(version, to.version) : -1;
    return (from?.after ? above > 0 : above >= 0) && (to?.after ? below <= 0 : below < 0);
  });
}

const version = fc.integer({ min: 0, max: 9 }).map((patch) => `1.0.${patch}`);
const edge = fc.tuple(version, fc.boolean()).map(([text, isAfter]) => (isAfter ? after(text) : before(text)));
const interval = fc.record({ from: fc.option(edge, { nil: undefined }), to: fc.option(edge, { nil: undefined }) });
const intervals = fc.array(interval, { maxLength: 6 });

test('sets hold what their parts hold', () => {
  fc.assert(
    fc.property(intervals, intervals, version, (first, second, probe) => {
      const [a, b] = [unionOf(first, semver), unionOf(second, semver)];
      const isIn = (set: Iterable<VersionInterval>) => holds(set, probe, semver);
      assert.equal(isIn(a), isIn(first));
      assert.equal(isIn(complementOf(a)), !isIn(first));
      assert.equal(isIn(intersectionOf(a, b, semver)), isIn(first) && isIn(second));
      assert.equal(JSON.stringify(complementOf(complementOf(a))), JSON.stringify(a));
    }),
  );
});

test('ranges say what fixes them, and where nobody knows', () => {
  const ranges = (affected: string, fixed: string) =>
    rangesOf(semverRange(affected) ?? [], {
      fixed: semverRange(fixed) ?? [],
      next: semverAfter,
      scheme: semver,
    });
  assert.deepEqual(ranges('<1.2.3', '>=1.2.3'), [{ introduced: '0', fixed: '1.2.3' }]);
  assert.deepEqual(ranges('<=1.2.3', '>=1.2.5'), [{ introduced: '0', lastAffected: '1.2.3', fixed: '1.2.5' }]);
  assert.deepEqual(ranges('<=1.2.3', ''), [{ introduced: '0', lastAffected: '1.2.3' }]);
  assert.deepEqual(ranges('<=1.2.3', '<0.0.0'), [{ introduced: '0', lastAffected: '1.2.3' }]);
  assert.deepEqual(ranges('<=1.2.3 || 2.0.0', '>=2.0.1'), [
    { introduced: '0', lastAffected: '1.2.3' },
    { introduced: '2.0.0', lastAffected: '2.0.0', fixed: '2.0.1' },
  ]);
  assert.deepEqual(ranges('4.x', '>=6.0.0'), [{ introduced: '4.0.0-0', limit: '5.0.0-0' }]);
  assert.deepEqual(ranges('2.0.x || 2.1.x', '>=2.2.0'), [{ introduced: '2.0.0-0', fixed: '2.2.0' }]);
  assert.deepEqual(ranges('>1.2.3', ''), [{ introduced: '1.2.4-0' }]);
});

test('semantic ranges', () => {
  const yes: readonly (readonly [string, string])[] = [
    ['^1.2.3', '1.9.0'],
    ['^0.2.3', '0.2.9'],
    ['^0.0.3', '0.0.3'],
    ['^1.x', '1.0.0'],
    ['~1.2.3', '1.2.9'],
    ['~1', '1.9.9'],
    ['1.x', '1.0.0'],
    ['1.2', '1.2.7'],
    ['*', '9.9.9'],
    ['', '0.0.1'],
    ['>1.2', '1.3.0'],
    ['<=1.2', '1.2.9'],
    ['>= 1.0.0 < 2.0.0', '1.5.0'],
    ['1.2.3 - 2.0.0', '2.0.0'],
    ['1.0.0 - 2', '2.9.0'],
    ['=1.2.3', '1.2.3'],
    ['v1.2.3', '1.2.3'],
    ['<1.0.0 || >=2.0.0', '2.1.0'],
    ['~> 1.2.3', '1.2.4'],
    ['>=1.2.3-rc.1', '1.2.3-rc.2'],
  ];
  const no: readonly (readonly [string, string])[] = [
    ['^1.2.3', '2.0.0'],
    ['^1.2.3', '2.0.0-rc.1'],
    ['^0.2.3', '0.3.0'],
    ['^0.0.3', '0.0.4'],
    ['~1.2.3', '1.3.0'],
    ['~1', '2.0.0'],
    ['1.2', '1.3.0'],
    ['>1.2', '1.2.9'],
    ['<=1.2', '1.3.0'],
    ['>= 1.0.0 < 2.0.0', '2.0.0'],
    ['1.2.3 - 2.0.0', '2.0.1'],
    ['<1.0.0 || >=2.0.0', '1.1.0'],
    ['<*', '1.0.0'],
  ];
  for (const [range, probe] of yes) assert.ok(holds(semverRange(range) ?? [], probe, semver), `${range} ${probe}`);
  for (const [range, probe] of no)
    assert.ok(!holds(semverRange(range) ?? assert.fail(range), probe, semver), `${range} ${probe}`);
  const wrong = [
    'latest',
    '>=',
    '1.2.3.4',
    '^^1',
    '>=1 banana',
    'http://x',
    '1'.repeat(3000),
    '||'.repeat(200),
    '1 '.repeat(200),
  ];
  for (const range of wrong.slice(0, -1))
    if (range !== '>=') assert.equal(semverRange(range), undefined, range.slice(0, 20));
});

test('requirements of RubyGems', () => {
  const set = (text: string): VersionSet => gemRequirement(text) ?? assert.fail(text);
  const yes: readonly (readonly [string, string])[] = [
    ['~> 1.2.3', '1.2.9'],
    ['~> 1.2', '1.9'],
    ['~> 2', '2.9'],
    ['~> 1.2.3.rc1', '1.2.3.rc2'],
    ['~> 3.2.1, >= 3.2.1.1', '3.2.2'],
    ['>= 1.0.0.beta1', '1.0.0'],
    ['!= 1.0', '1.1'],
    ['1.0', '1.0.0'],
    ['= 1.0', '1.0'],
    ['< 2.0.0-rc1', '1.9'],
  ];
  const no: readonly (readonly [string, string])[] = [
    ['~> 1.2.3', '1.3.0'],
    ['~> 1.2.3', '1.3.0.beta1'],
    ['~> 1.2', '2.0'],
    ['~> 3.2.1, >= 3.2.1.1', '3.2.1'],
    ['!= 1.0', '1.0.0'],
    ['> 1.0', '1.0'],
  ];
  for (const [requirement, probe] of yes)
    assert.ok(holds(set(requirement), probe, rubygems), `${requirement} ${probe}`);
  for (const [requirement, probe] of no)
    assert.ok(!holds(set(requirement), probe, rubygems), `${requirement} ${probe}`);
  for (const text of ['', 'x y', '>= ', '=> 1', '~> 1,', '1'.repeat(600)])
    assert.equal(gemRequirement(text), undefined, text.slice(0, 20));
});

test('what comes after a version is newer, and older than what is published next', () => {
  for (const text of ['1.2.3', '0.0.0', '1.2.3-rc.1', '1.2.3-0'])
    assert.ok(semver.compare(semverAfter(text), text) > 0);
  assert.ok(semver.compare(semverAfter('1.2.3'), '1.2.4-alpha') < 0);
  assert.ok(semver.compare(semverAfter('1.2.3-rc.1'), '1.2.3-rc.2') < 0);
  for (const text of ['1.2.3', '1.2', '1.2.3.rc1']) assert.ok(rubygems.compare(gemAfter(text), text) > 0);
  assert.ok(rubygems.compare(gemAfter('1.2'), '1.2.1') < 0);
  assert.ok(packagist.compare('1.2.3-p0', '1.2.3') > 0);
  assert.ok(packagist.compare('1.2.3-p0', '1.2.3-p1') < 0);
  assert.ok(packagist.compare('1.2.3-p0', '1.2.4') < 0);
});
