import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { projectRoot } from './project.ts';

const schemas = join(projectRoot, 'test', 'schemas');
const OPTIONS = { strict: false, allErrors: true };

/** Compiles CycloneDX's JSON schema, with the two that it refers to. */
export function cycloneDxSchema(version: string): ValidateFunction {
  const ajv = new Ajv(OPTIONS);
  formats.default(ajv);
  // The JSON schema formats of internationalized text that ajv does not know.
  for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    ajv.addSchema(
      readSchema(`cyclonedx/${name}.SNAPSHOT.schema.json`),
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
    );
  }
  return ajv.compile(readSchema(`cyclonedx/bom-${version}.SNAPSHOT.schema.json`));
}

export function spdxSchema(): ValidateFunction {
  const ajv = new Ajv2019(OPTIONS);
  formats.default(ajv);
  return ajv.compile(readSchema('spdx/spdx-schema-v2.3.json'));
}

/** Our own schema of the JSON report. */
export function reportSchema(): ValidateFunction {
  const ajv = new Ajv2020({ ...OPTIONS, strict: true });
  formats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(projectRoot, 'docs', 'report.schema.json'), 'utf8')));
}

function readSchema(path: string): AnySchema {
  return JSON.parse(readFileSync(join(schemas, path), 'utf8'));
}

/** For `test(name, { skip }, …)`: the reason to print, or false. */
export const withoutXmllint =
  spawnSync('xmllint', ['--version']).status === 0 ? false : 'needs xmllint (Debian package libxml2-utils)';

/** What xmllint finds wrong with a CycloneDX XML document; empty when it is valid. */
export function xmllintErrors(xml: string, version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-xml-'));
  try {
    const file = join(folder, 'bom.xml');
    writeFileSync(file, xml);
    const schema = join(schemas, 'cyclonedx', `bom-${version}.SNAPSHOT.xsd`);
    const run = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, file], { encoding: 'utf8' });
    return run.status === 0 ? '' : run.stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
