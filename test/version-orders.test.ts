import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { VersionScheme } from '../src/advisory/version-scheme.ts';
import { versionSchemes } from '../src/advisory/versions/index.ts';
import { fixturesRoot, sharedRoot, withoutShared } from './support/project.ts';
import { type ComparedVersions, readComparisons, readInvalid } from './support/version-fixtures.ts';

const folder = join(fixturesRoot, 'versions');

test('every version order has its fixture, and every fixture its order', () => {
  const names = versionSchemes.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)].sort());
  assert.deepEqual(
    readdirSync(folder).sort(),
    names.map((name) => `${name}.txt`),
  );
});

for (const scheme of versionSchemes) {
  const path = join(folder, `${scheme.name}.txt`);

  test(`${scheme.name}: versions are in the order of the fixture`, () => {
    const comparisons = readComparisons(path);
    assert.ok(comparisons.length >= 5, 'a fixture has more lines than this');
    assert.deepEqual(misplaced(comparisons, scheme), []);
    assert.deepEqual(
      comparisons.flatMap(({ a, b }) => [a, b]).filter((version) => !scheme.isValid(version)),
      [],
    );
  });

  test(`${scheme.name}: what is no version is not valid, and below those that are`, () => {
    const invalid = readInvalid(path);
    assert.ok(invalid.length > 0);
    assert.deepEqual(
      invalid.filter((version) => scheme.isValid(version)),
      [],
    );
    for (const version of ['', ' ', '\0', '🚢', '%(version)s', '1.0 && rm', '../..', 'ＡＢＣ']) {
      assert.equal(scheme.isValid(version), false, JSON.stringify(version));
    }
  });
}

/** Files of vectors by others, and the order that each is about. */
const VECTORS = new Map([
  ['alpine', 'apk'],
  ['cran', 'cran'],
  ['debian', 'dpkg'],
  ['hackage', 'hackage'],
  ['maven', 'maven'],
  ['nuget', 'nuget'],
  ['packagist', 'packagist'],
  ['pub', 'pub'],
  ['pypi', 'pep440'],
  ['redhat', 'rpm'],
  ['rubygems', 'rubygems'],
  ['semver', 'semver'],
]);

/** Lines that we refuse, and why. */
const REFUSED = new Map([
  // True of PHP's version_compare alone. Composer fills up to four numbers first, so that both are 1.0.0.0.
  ['1.0.0 > 1.0', 'packagist'],
  // `1.2.3.# = 1.2.3` stands beside it, and 1.2.3 < 1.2.3.1: no order can hold all three. `#` is in no Composer version.
  ['1.2.3.# = 1.2.3.1', 'packagist'],
]);

test('the vectors that others wrote hold', { skip: withoutShared }, () => {
  const vectors = join(sharedRoot ?? '', 'vectors/versions');
  assert.deepEqual(
    readdirSync(vectors).sort(),
    [...VECTORS.keys()].map((name) => `${name}.txt`),
  );
  for (const [file, name] of VECTORS) {
    const scheme = versionSchemes.find((each) => each.name === name);
    assert.ok(scheme);
    const comparisons = readComparisons(join(vectors, `${file}.txt`));
    assert.ok(comparisons.length > 10);
    const refused = [...REFUSED].filter(([, of]) => of === file).map(([line]) => line);
    assert.deepEqual(misplaced(comparisons, scheme).sort(), refused.sort(), file);
  }
});

function misplaced(comparisons: readonly ComparedVersions[], scheme: VersionScheme): string[] {
  return comparisons
    .filter(
      ({ a, b, order }) =>
        Math.sign(scheme.compare(a, b)) !== order || Math.sign(scheme.compare(b, a)) !== (order === 0 ? 0 : -order),
    )
    .map(({ line }) => line);
}
