import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FileKind } from '../src/filesystem/file.ts';
import { fromBytes } from '../src/format/random-access.ts';
import { classify } from '../src/inventory/binary-classifier.ts';
import { classifiers } from '../src/inventory/classifiers/index.ts';
import { REACH } from '../src/inventory/classifiers/pattern.ts';
import { fixturesRoot, projectRoot } from './support/project.ts';

/** Pieces of a real file, or of one as its documentation shows it, and what they must be taken for. */
interface Fixture {
  readonly from: string;
  readonly path: string;
  readonly kind: FileKind;
  readonly classifier: string;
  readonly version: string;
  readonly slices: readonly string[];
}

const folder = join(fixturesRoot, 'classifiers');
const fixtures = readdirSync(folder).map((name): [string, Fixture] => [
  name,
  JSON.parse(readFileSync(join(folder, name), 'utf8')),
]);

const HEADS: Partial<Record<FileKind, string>> = {
  elf: '\x7fELF\x02\x01\x01',
  script: '#!/usr/bin/env php\n',
  text: '',
};
/** Farther than any pattern looks. */
const FILLER = Buffer.alloc(REACH + 1, 0xff);
/** Versions of many forms that belong to nobody. */
const STRANGER = [
  '',
  'GLIBC_2.34',
  ' version 1.2.3',
  'v1.2.3',
  '1.2.3',
  '127.0.0.1',
  'GCC: (Debian 12.2.0-14) 12.2.0',
  '/usr/lib/x-1.2.3/',
  '',
].join('\0');

function bodyOf({ kind, slices }: Pick<Fixture, 'kind' | 'slices'>, filler: Buffer = FILLER): Buffer {
  const pieces = slices.flatMap((slice) => [filler, Buffer.from(slice, 'base64')]);
  return Buffer.concat([Buffer.from(HEADS[kind] ?? '', 'latin1'), ...pieces]);
}

for (const [name, fixture] of fixtures) {
  test(`classifiers: ${name}`, () => {
    const found = classify(fromBytes(bodyOf(fixture)), fixture);
    assert.deepEqual([found?.classifier.name, found?.version], [fixture.classifier, fixture.version]);
    const other = { ...fixture, slices: [Buffer.from(STRANGER, 'latin1').toString('base64')] };
    assert.equal(classify(fromBytes(bodyOf(other)), fixture), undefined, 'the name alone is not enough');
    const elsewhere = { path: 'usr/bin/some-program', kind: fixture.kind };
    assert.equal(classify(fromBytes(bodyOf(fixture)), elsewhere), undefined, 'the bytes alone are not enough');
  });
}

test('where in a large file the bytes stand does not matter', () => {
  const window = 1024 * 1024;
  for (const [name, fixture] of fixtures.filter((_, i) => i % 16 === 0)) {
    for (const length of [window - REACH, window - 40, window - 20, window - 8, window, 2 * window - 12]) {
      const found = classify(fromBytes(bodyOf(fixture, Buffer.alloc(length, 0xff))), fixture);
      assert.equal(found?.version, fixture.version, `${name} after ${length} bytes`);
    }
  }
});

test('every classifier has a fixture, or a like one has', () => {
  const seen = new Set(fixtures.map(([, { classifier }]) => classifier));
  const missing = classifiers.filter(({ name, package: named }) => !seen.has(name) && !isOneOfMany(name, named?.type));
  assert.deepEqual(
    missing.map(({ name }) => name),
    [],
  );
});

/** Made by one function from a list of names. */
function isOneOfMany(name: string, type: string | undefined): boolean {
  return name.startsWith('php-') || type === 'golang';
}

test('docs/classifiers.md lists every classifier, and how far it is verified', () => {
  const lines = readFileSync(join(projectRoot, 'docs', 'classifiers.md'), 'utf8').split('\n');
  const documented = new Map(
    lines.map((line) => line.split('|').map((cell) => cell.trim())).map((cells) => [cells[1], cells]),
  );
  const real = new Set(fixtures.filter(([, { from }]) => !from.startsWith('documented')).map(([, f]) => f.classifier));
  for (const { name } of classifiers) {
    const cells = documented.get(`\`${name}\``);
    assert.ok(cells, `docs/classifiers.md lacks ${name}`);
    assert.equal(cells.at(-2), real.has(name) ? 'real binary' : 'documented', name);
  }
});
