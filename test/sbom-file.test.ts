import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FormatError } from '../src/base/errors.ts';
import { limits } from '../src/base/limits.ts';
import type { KeptFile } from '../src/filesystem/file.ts';
import { fromBytes } from '../src/format/random-access.ts';
import { sbomFile } from '../src/inventory/catalogers/sbom-file.ts';
import { purlOf } from '../src/inventory/purl-of.ts';
import { writeCycloneDxJson } from '../src/report/formats/cyclonedx-json.ts';
import { folderTree } from './support/folder-tree.ts';
import { hostilePackages, samplePackages, sampleSbom } from './support/inventory-sample.ts';
import { fixturesRoot } from './support/project.ts';

test('packages keep the package URL that the bill of materials gave them', async () => {
  const packages = [...samplePackages, ...hostilePackages.slice(0, 1)];
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-sbom-'));
  try {
    mkdirSync(join(folder, 'opt'));
    writeFileSync(join(folder, 'opt', 'all.cdx.json'), writeCycloneDxJson({ ...sampleSbom, packages }));
    const tree = folderTree(folder);
    const file = [...tree.kept(sbomFile.reads)][0];
    assert.ok(file);
    const purls: string[] = [];
    for await (const found of sbomFile.catalog(file, tree)) purls.push(purlOf(found));
    assert.deepEqual(
      purls.slice(0, -1),
      samplePackages.map(({ purl }) => purl),
    );
    assert.equal(purls.at(-1), 'pkg:generic/%3C%2Fname%3E%3Cx%3E@%3C%2Fname%3E%3Cx%3E');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a bill of materials in the image is refused when it is too large', () => {
  const body = Buffer.alloc(limits.sbomInImage + 1, ' ');
  const file: KeptFile = {
    ...fromBytes(body),
    path: 'opt/large.spdx',
    type: 'file',
    kind: 'text',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    layer: 0,
    text: () => body.toString(),
    bytes: () => body,
    note: () => undefined,
  };
  assert.throws(() => [...(sbomFile.catalog(file, folderTree(fixturesRoot)) as Iterable<unknown>)], FormatError);
});
