import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../src/base/errors.ts';
import { licensesOf } from '../src/inventory/license.ts';
import type { Package } from '../src/inventory/package.ts';
import { purlOf } from '../src/inventory/purl-of.ts';
import { readSbom } from '../src/inventory/sbom-reader.ts';
import { writeCycloneDxJson } from '../src/report/formats/cyclonedx-json.ts';
import { writeCycloneDxXml } from '../src/report/formats/cyclonedx-xml.ts';
import { writeSpdxJson } from '../src/report/formats/spdx-json.ts';
import type { SbomInput } from '../src/report/sbom.ts';
import { assertGolden } from './support/golden.ts';
import { hostilePackages, sampleImage, sampleSbom, sampleSystem } from './support/inventory-sample.ts';
import { fixturesRoot } from './support/project.ts';

const folder = join(fixturesRoot, 'sbom');
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

function inputOf(name: string): Buffer {
  const file = readdirSync(join(folder, name)).find((entry) => entry.startsWith('input.')) ?? 'input is missing';
  return readFileSync(join(folder, name, file));
}

for (const { name } of cases) {
  test(`${name} is read`, () => assertGolden(join(folder, name, 'expected.json'), readSbom(inputOf(name))));
}

const writers: Record<string, (input: SbomInput) => string> = {
  'CycloneDX 1.6 JSON': (input) => writeCycloneDxJson(input, '1.6'),
  'CycloneDX 1.7 JSON': (input) => writeCycloneDxJson(input, '1.7'),
  'CycloneDX 1.6 XML': (input) => writeCycloneDxXml(input, '1.6'),
  'CycloneDX 1.7 XML': (input) => writeCycloneDxXml(input, '1.7'),
  'SPDX 2.3 JSON': writeSpdxJson,
};

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .,+<>&"'/@:#?%é漢_-]{0,12}$/);
const license = fc.constantFrom(
  'MIT',
  'GPL-2+',
  'Apache-2.0 OR MIT',
  'BSD',
  'GPL-2.0-or-later WITH Classpath-exception-2.0',
  'strange & new',
  'ISC and (MIT or Zlib)',
);
const anyPackage: fc.Arbitrary<Package> = fc
  .record({
    type: fc.constantFrom(
      'deb',
      'rpm',
      'apk',
      'npm',
      'maven',
      'golang',
      'pypi',
      'composer',
      'generic',
      'cpan',
      'pear',
      'swift',
      'oci',
    ),
    name: fc.oneof(
      word,
      fc.tuple(word, word).map(([a, b]) => `${a}/${b}`),
      fc.tuple(word, word).map(([a, b]) => `${a}:${b}`),
    ),
    version: fc.oneof(word, fc.constant(''), fc.constant('1:2.3-4')),
    architecture: word,
    source: fc.record({ name: word, version: word }, { noNullPrototype: true }),
    declared: fc.array(license, { maxLength: 3 }),
    locations: fc.array(fc.record({ path: word, layer: fc.nat(200) }, { noNullPrototype: true }), { maxLength: 3 }),
    foundBy: fc.array(word, { minLength: 1, maxLength: 2 }),
  })
  .map(({ declared, ...found }) => ({
    ...found,
    purl: purlOf(found, sampleSystem),
    licenses: licensesOf(declared),
  }));

for (const [format, write] of Object.entries(writers)) {
  test(`${format} reads back to the same packages`, () => {
    const read = readSbom(write(sampleSbom));
    assert.deepEqual(read.packages, sampleSbom.packages);
    assert.deepEqual(read.os, sampleSystem);
    assert.deepEqual(read.subject, { name: sampleImage.name, digest: sampleImage.digest });
  });

  test(`${format} reads back to whatever packages there are`, () => {
    fc.assert(
      fc.property(fc.array(anyPackage, { maxLength: 4 }), (packages) => {
        assert.deepEqual(readSbom(write({ ...sampleSbom, packages })).packages, packages);
      }),
      { numRuns: 150 },
    );
  });

  test(`${format} gives the same bytes again, and no raw control character`, () => {
    const input = { ...sampleSbom, image: { ...sampleImage, name: '\u001b[2J</name>' }, packages: hostilePackages };
    const text = write(input);
    assert.equal(write({ ...input, packages: [...hostilePackages] }), text);
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\u202e]/u);
    assert.equal(readSbom(text).packages.length, hostilePackages.length);
    const names = readSbom(text).packages.map(({ name }) => name);
    assert.deepEqual(
      names.slice(0, 2),
      hostilePackages.slice(0, 2).map(({ name }) => name),
    );
  });
}

test('damaged documents give a FormatError or fewer packages, never anything else', () => {
  const seeds = [
    ...cases.map(({ name }) => inputOf(name)),
    ...Object.values(writers).map((write) => Buffer.from(write(sampleSbom))),
  ];
  const random = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.nat(255)), { numRuns: 40, seed: 7 });
  const refused = seeds.flatMap((seed) =>
    random.flatMap(([a, b, byte]) => {
      const start = a % seed.length;
      const end = start + (b % 64);
      const mutants = [
        seed.subarray(0, start),
        Buffer.concat([seed.subarray(0, start), seed.subarray(end)]),
        Buffer.concat([seed.subarray(0, end), seed.subarray(start)]),
        Buffer.concat([seed.subarray(0, start), Buffer.from([byte]), seed.subarray(start + 1)]),
      ];
      return mutants.filter(isRefused);
    }),
  );
  assert.ok(refused.length > 100);
});

function isRefused(bytes: Uint8Array): boolean {
  try {
    readSbom(bytes);
    return false;
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    return true;
  }
}

test('documents made to exhaust are refused quickly', () => {
  const xml = (body: string) =>
    `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>${body}</components></bom>`;
  const hostile = [
    xml('<component><components>'.repeat(100_000)),
    xml('<component b="/>"><components>'.repeat(100_000)),
    `{"bomFormat":"CycloneDX","components":${'[{"components":'.repeat(10_000)}`,
    `{"bomFormat":"CycloneDX","components":[${'{"name":"a"},'.repeat(200_001)}{"name":"a"}]}`,
    `SPDXVersion: SPDX-2.3\n${'PackageName: a\n'.repeat(200_001)}`,
    '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]><bom>&c;</bom>',
    '<'.repeat(1_000_000),
    '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}',
    '',
    'nothing',
  ];
  const started = performance.now();
  for (const text of hostile) assert.throws(() => readSbom(text), FormatError, text.slice(0, 60));
  assert.ok(performance.now() - started < 5_000);
});

test('keys that JavaScript objects have are ordinary text', () => {
  const text = `{"bomFormat":"CycloneDX","__proto__":{"x":1},"components":[{"type":"library","name":"__proto__","version":"1",
    "properties":[{"name":"__proto__","value":"constructor"}],"purl":"pkg:npm/constructor@1?__proto__=x"}]}`;
  assert.deepEqual(readSbom(text).packages, [
    {
      purl: 'pkg:generic/__proto__@1',
      type: 'generic',
      name: '__proto__',
      version: '1',
      licenses: [],
      locations: [],
      foundBy: ['sbom-file'],
    },
  ]);
});
