import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ValidateFunction } from 'ajv';
import { writeCycloneDxJson } from '../src/report/formats/cyclonedx-json.ts';
import { writeCycloneDxXml } from '../src/report/formats/cyclonedx-xml.ts';
import { writeSpdxJson } from '../src/report/formats/spdx-json.ts';
import type { SbomInput } from '../src/report/sbom.ts';
import { hostilePackages, sampleImage, sampleSbom } from './support/inventory-sample.ts';
import { cycloneDxSchema, spdxSchema, withoutXmllint, xmllintErrors } from './support/schemas.ts';

const { os: _, ...withoutSystem } = sampleSbom;
const inputs: Record<string, SbomInput> = {
  'a Debian image': sampleSbom,
  'hostile names': {
    ...sampleSbom,
    image: { ...sampleImage, name: '</name>\u0000', source: 'archive' },
    os: { id: '"><x>', version: '\u001b', name: ']]>', like: ['\u0000'] },
    packages: hostilePackages,
  },
  'an empty image': { ...withoutSystem, packages: [], created: new Date(Number.NaN) },
};

for (const [name, input] of Object.entries(inputs)) {
  for (const version of ['1.6', '1.7'] as const) {
    test(`CycloneDX ${version} JSON of ${name} is valid`, () => {
      assertValid(cycloneDxSchema(version), writeCycloneDxJson(input, version));
    });
    test(`CycloneDX ${version} XML of ${name} is valid`, { skip: withoutXmllint }, () => {
      assert.equal(xmllintErrors(writeCycloneDxXml(input, version), version), '');
    });
  }
  test(`SPDX 2.3 JSON of ${name} is valid`, () => assertValid(spdxSchema(), writeSpdxJson(input)));
}

test('the schemas would find a fault', { skip: withoutXmllint }, () => {
  const json = writeCycloneDxJson(sampleSbom).replaceAll('"library"', '"librarian"');
  assert.equal(cycloneDxSchema('1.6')(JSON.parse(json)), false);
  assert.equal(spdxSchema()(JSON.parse(writeSpdxJson(sampleSbom).replaceAll('"CONTAINS"', '"HOLDS"'))), false);
  assert.match(xmllintErrors(writeCycloneDxXml(sampleSbom).replaceAll('<purl>', '<purl><x/>'), '1.6'), /purl/);
});

function assertValid(validate: ValidateFunction, json: string): void {
  validate(JSON.parse(json));
  assert.deepEqual(validate.errors ?? [], []);
}
