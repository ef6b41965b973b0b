import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { VersionScheme } from '../src/advisory/version-scheme.ts';
import { versionSchemes } from '../src/advisory/versions/index.ts';
import { fixturesRoot } from './support/project.ts';
import { readComparisons } from './support/version-fixtures.ts';

const NUMBERS = ['', '0', '1', '2', '9', '10', '00', '01', '010', '20240101', '18446744073709551616', '9'.repeat(150)];
const SEPARATORS = ['', '.', '-', '_', '+', '~', '^', ':', '!', '..', '-r', '_p', '_alpha', '-rc', '.dev', '.post'];
const WORDS = ['', 'a', 'b', 'rc', 'alpha', 'beta', 'dev', 'post', 'p', 'k', 'x', 'sp', 'ga', 'SNAPSHOT', 'Final', 'v'];

for (const scheme of versionSchemes) {
  const versions = anyVersion(scheme);

  test(`${scheme.name}: is a total order`, () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        assert.equal(scheme.compare(a, a), 0);
        const [ab, bc, ac] = [signOf(scheme, a, b), signOf(scheme, b, c), signOf(scheme, a, c)];
        assert.equal(signOf(scheme, b, a), 0 - ab, 'antisymmetric');
        if (ab <= 0 && bc <= 0) assert.ok(ac <= 0, 'transitive');
        if (ab >= 0 && bc >= 0) assert.ok(ac >= 0, 'transitive');
        if (ab === 0) assert.equal(ac, bc, 'equal versions stand in the same place');
      }),
      { numRuns: 2_000 },
    );
  });

  test(`${scheme.name}: what is not valid is where it is for all valid versions`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), versions, (any, version) => {
        assert.equal(typeof scheme.isValid(any), 'boolean');
        assert.equal(signOf(scheme, any, version), 0 - signOf(scheme, version, any));
      }),
      { numRuns: 500 },
    );
  });

  test(`${scheme.name}: hostile versions cost no time and throw nothing`, () => {
    const started = performance.now();
    for (const hostile of hostileVersions()) {
      scheme.isValid(hostile);
      for (const other of ['1.0', hostile, `${hostile}1`, hostileVersions()[0] ?? '']) {
        const order = scheme.compare(hostile, other);
        assert.ok(!Number.isNaN(order));
        assert.equal(Math.sign(scheme.compare(other, hostile)), 0 - Math.sign(order));
      }
    }
    assert.ok(performance.now() - started < 2_000, 'linear time');
  });

  test(`${scheme.name}: numbers of any length are compared by their value`, () => {
    const long = '9'.repeat(1_000);
    if (!scheme.isValid(`1.${long}`)) return;
    assert.ok(scheme.compare(`1.${long}`, `1.1${'0'.repeat(1_000)}`) < 0);
    assert.ok(scheme.compare(`1.${long}`, `1.${long.slice(1)}8`) > 0);
    assert.ok(scheme.compare(`1.${'9'.repeat(127)}`, `1.1${'0'.repeat(127)}`) < 0);
    assert.ok(scheme.compare(`1.${'9'.repeat(999)}`, `1.1${'0'.repeat(999)}`) < 0);
  });
}

test('forgetting what was remembered changes nothing', () => {
  const [scheme] = versionSchemes;
  assert.ok(scheme);
  const before = scheme.compare('1.0a', '1.0');
  for (let i = 0; i < 40_000; i++) assert.ok(scheme.compare(`1.${i}`, `1.${i + 1}`) < 0);
  assert.equal(scheme.compare('1.0a', '1.0'), before);
});

/** Half of them out of the fixture, cut and joined anew, half out of what versions are made of. */
function anyVersion(scheme: VersionScheme): fc.Arbitrary<string> {
  const known = readComparisons(join(fixturesRoot, 'versions', `${scheme.name}.txt`)).flatMap(({ a, b }) => [a, b]);
  const parts = fc.tuple(
    fc.constantFrom(...SEPARATORS),
    fc.constantFrom(...WORDS),
    fc.constantFrom(...SEPARATORS, '', '.', '.'),
    fc.constantFrom(...NUMBERS),
  );
  const made = fc
    .tuple(fc.constantFrom(...NUMBERS), fc.array(parts, { maxLength: 4 }))
    .map(([first, rest]) => first + rest.map((each) => each.join('')).join(''));
  const changed = fc
    .tuple(fc.constantFrom(...known), fc.constantFrom(...known), fc.nat(12), fc.nat(12))
    .map(([a, b, end, start]) => a.slice(0, end) + b.slice(start));
  return fc.oneof(made, changed, fc.constantFrom(...known));
}

function signOf(scheme: VersionScheme, a: string, b: string): number {
  return Math.sign(scheme.compare(a, b));
}

function hostileVersions(): string[] {
  const length = 100_000;
  const units = [
    '9',
    '0',
    '.',
    '-',
    'a',
    '\0',
    '🚢',
    '1.',
    '0.',
    '1a',
    '~',
    '^',
    '+',
    '_',
    ':',
    '!',
    ' ',
    '_p',
    '-r1',
    'é',
  ];
  return units.flatMap((unit) => {
    const text = unit.repeat(length / unit.length);
    // Just short enough to be placed, and far too long.
    return [
      text,
      `1.0${text}`,
      `1${text}!`,
      text.slice(0, 4_000),
      `1.0${text.slice(0, 4_000)}`,
      `1:1-1${text.slice(0, 4_000)}!`,
    ];
  });
}
