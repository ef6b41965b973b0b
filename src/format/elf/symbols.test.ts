import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixturesRoot } from '../../../test/support/project.ts';
import { fromBytes } from '../random-access.ts';
import { readElfDynamic } from './dynamic.ts';
import { readElf } from './elf.ts';
import { elfExportedAddress } from './symbols.ts';

// A library made with the GNU linker; the addresses are those that `nm -D` prints.
const SERVICE = readFileSync(join(fixturesRoot, 'catalogers/graalvm-native-image/embedded-sbom/root/app/service'));

test('exported symbols are found through the hash table', () => {
  const find = finder(SERVICE);
  assert.equal(find('sbom'), 0x2020);
  assert.equal(find('sbom_length'), 0x2008);
  assert.equal(find('__svm_version_info'), 0x2000);
  assert.equal(find('main'), 0x2ca);
});

test('symbols that are not there are not found', () => {
  const find = finder(SERVICE);
  for (let i = 0; i < 2_000; i++) assert.equal(find(`missing_${i}`), undefined);
});

test('a hash table of zeros or of ones ends the search', () => {
  for (const filling of [0x00, 0xff]) {
    const bytes = Buffer.from(SERVICE);
    const elf = readElf(fromBytes(bytes));
    const table = elf.sections.find(({ name }) => name === '.gnu.hash');
    assert.ok(table);
    bytes.fill(filling, table.offset, table.offset + table.size);
    assert.equal(finder(bytes)('sbom'), undefined);
  }
});

function finder(bytes: Uint8Array): (name: string) => number | undefined {
  const source = fromBytes(bytes);
  const elf = readElf(source);
  const dynamic = readElfDynamic(source, elf) ?? assert.fail('no dynamic section');
  return (name) => elfExportedAddress(source, { elf, dynamic, name });
}
