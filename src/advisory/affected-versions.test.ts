import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AffectedPackage } from './advisory.ts';
import { fixedVersion, isAffected } from './affected-versions.ts';
import { versionSchemeOf } from './version-scheme-of.ts';
import { dpkg } from './versions/dpkg.ts';
import { pep440 } from './versions/pep440.ts';
import { rpm } from './versions/rpm.ts';

test('a range ends before its fix, after its last affected version, and before its limit', () => {
  const fixed = of({ ranges: [{ introduced: '1.0', fixed: '1.5' }] });
  assert.deepEqual(
    ['0.9', '1.0', '1.4', '1.5'].map((v) => isAffected(v, fixed, pep440)),
    [false, true, true, false],
  );
  const last = of({ ranges: [{ introduced: '0', lastAffected: '1.5' }] });
  assert.deepEqual(
    ['0.dev1', '1.5', '1.5.1'].map((v) => isAffected(v, last, pep440)),
    [true, true, false],
  );
  const limited = of({ ranges: [{ introduced: '1', limit: '2' }] });
  assert.deepEqual(
    ['1', '2'].map((v) => isAffected(v, limited, pep440)),
    [true, false],
  );
});

test('named versions are affected beside the ranges, however they are written', () => {
  const named = of({ ranges: [], versions: ['1.0', 'odd'] });
  assert.equal(isAffected('1.0.0', named, pep440), true);
  assert.equal(isAffected('odd', named, pep440), true);
  assert.equal(isAffected('1.1', named, pep440), false);
  assert.equal(isAffected('1.1', of({ ranges: [] }), pep440), false);
});

test('what is no version is unknown, not guessed, unless all versions are affected', () => {
  const bounded = of({ ranges: [{ introduced: '0', fixed: '1.5' }] });
  assert.equal(isAffected('unknown', bounded, pep440), 'unknown');
  assert.equal(fixedVersion('unknown', bounded, pep440), undefined);
  assert.equal(isAffected('unknown', of({ ranges: [], versions: ['1.0'] }), pep440), 'unknown');
  assert.equal(isAffected('unknown', of({ ranges: [{ introduced: '0' }] }), pep440), true);
});

test('a bound that is no version leaves open only what it decides', () => {
  const odd = of({ ranges: [{ introduced: '1.0', fixed: 'next' }] });
  assert.equal(isAffected('0.9', odd, pep440), false);
  assert.equal(isAffected('1.1', odd, pep440), 'unknown');
});

test('the fix is the oldest that helps', () => {
  const branches = of({
    ranges: [
      { introduced: '2.0', fixed: '2.3' },
      { introduced: '0', fixed: '1.5' },
    ],
  });
  assert.equal(fixedVersion('1.0', branches, pep440), '1.5');
  assert.equal(fixedVersion('2.1', branches, pep440), '2.3');
  assert.equal(fixedVersion('3.0', branches, pep440), undefined);
  const overlapping = of({
    ranges: [
      { introduced: '0', fixed: '1.5' },
      { introduced: '1.4', fixed: '1.7' },
    ],
  });
  assert.equal(fixedVersion('1.0', overlapping, pep440), '1.7');
});

test('a range may have the order of semantic versions', () => {
  const range = { introduced: '1.0.0-0', fixed: '1.0.0' };
  assert.equal(isAffected('1.0.0-rc.1', of({ ranges: [{ ...range, order: 'semver' }] }), rpm), true);
  assert.equal(isAffected('1.0.0-rc.1', of({ ranges: [range] }), rpm), false);
});

test('ecosystems have an order, with and without their release', () => {
  assert.equal(versionSchemeOf('Debian:12'), dpkg);
  assert.equal(versionSchemeOf('Ubuntu:Pro:22.04'), dpkg);
  assert.equal(versionSchemeOf('SUSE:SLES 15.5'), rpm);
  assert.equal(versionSchemeOf('PyPI'), pep440);
  assert.equal(versionSchemeOf('constructor'), undefined);
});

function of(part: Pick<AffectedPackage, 'ranges' | 'versions'>): AffectedPackage {
  return { ecosystem: 'PyPI', name: 'tea', state: 'affected', ...part };
}
