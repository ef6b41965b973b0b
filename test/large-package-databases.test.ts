import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import type { Cataloger, FoundPackage } from '../src/inventory/cataloger.ts';
import { apk } from '../src/inventory/catalogers/apk.ts';
import { dpkg } from '../src/inventory/catalogers/dpkg.ts';
import { folderTree } from './support/folder-tree.ts';

// Sizes that real images have. The bounds are loose: they only catch what is not linear.
const SLOWEST_MS = 10_000;
const root = mkdtempSync(join(tmpdir(), 'large-package-databases-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('a dpkg status of 5 MB and a manifest of 60,000 files', async () => {
  const description = ' a line of text that goes on for as long as descriptions do\n'.repeat(20);
  const packages = range(4_000).map(
    (index) => `Package: p${index}\nStatus: install ok installed\nVersion: ${index}-1\nDescription: x\n${description}`,
  );
  const paths = range(60_000).map((index) => `usr/share/folder${index % 100}/file${index}`);
  write('dpkg/var/lib/dpkg/status', packages.join('\n'));
  write('dpkg/var/lib/dpkg/info/p7.md5sums', paths.map((path) => `${'0'.repeat(32)}  ${path}\n`).join(''));
  write('dpkg/var/lib/dpkg/info/p7.list', paths.map((path) => `/${path}\n`).join(''));
  const found = await timed(dpkg, join(root, 'dpkg'));
  assert.equal(found.length, 4_000);
  assert.equal([...(found[7]?.owns?.() ?? [])].length, 60_000);
});

test('an apk database of 10 MB', async () => {
  const files = range(2_000)
    .map((index) => `R:file${index}\na:0:0:755\nZ:Q1vfk1apUWI4yLJGhhNRd0kJixfvY=\n`)
    .join('');
  write(
    'apk/lib/apk/db/installed',
    range(100)
      .map((index) => `P:p${index}\nV:1-r0\nF:usr/${index}\n${files}`)
      .join('\n'),
  );
  const found = await timed(apk, join(root, 'apk'));
  assert.equal(found.length, 100);
  assert.equal(found.flatMap(({ owns }) => [...(owns?.() ?? [])]).length, 200_000);
});

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function timed(cataloger: Cataloger, folder: string): Promise<FoundPackage[]> {
  const tree = folderTree(folder);
  const started = performance.now();
  const found: FoundPackage[] = [];
  for (const file of tree.kept(cataloger.reads)) for await (const one of cataloger.catalog(file, tree)) found.push(one);
  assert.ok(performance.now() - started < SLOWEST_MS);
  return found;
}
