import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { sharedRoot, withoutShared } from '../../test/support/project.ts';
import { FormatError } from '../base/errors.ts';
import { asList, asObject, asText, type Json } from '../base/json.ts';
import { indexLifecycles, type Lifecycle, parseLifecycles, releaseOf } from './lifecycles.ts';

const sample = JSON.stringify({
  schema_version: '1.2.0',
  result: [
    {
      name: 'python',
      label: 'Python',
      identifiers: [
        { id: 'cpe:2.3:a:python:python:*:*:*:*:*:*:*:*', type: 'cpe' },
        { id: 'cpe:/a:python:python', type: 'cpe' },
        { id: 'pkg:docker/library/python', type: 'purl' },
        { id: 'python', type: 'repology' },
      ],
      releases: [
        { name: '3.12', releaseDate: '2023-10-02', isEol: false, eolFrom: '2028-10-31', latest: { name: '3.12.11' } },
        { name: '3', releaseDate: 'soon', isEol: true, eolFrom: null },
        { name: '2.7', isEol: true, eolFrom: '2020-01-01', eoesFrom: '2024-06-30' },
        { name: '../2', isEol: true },
      ],
    },
    { name: '../etc' },
    7,
  ],
});

test('products with the names that packages have, and their releases', () => {
  assert.deepEqual(parseLifecycles(sample), [
    {
      product: 'python',
      title: 'Python',
      purls: ['pkg:docker/library/python'],
      cpes: ['python:python'],
      releases: [
        { name: '3.12', released: '2023-10-02', endOfLife: '2028-10-31', ended: false },
        { name: '3', ended: true },
        { name: '2.7', endOfLife: '2020-01-01', ended: true, endOfExtendedSupport: '2024-06-30' },
      ],
    },
  ]);
});

test('a version belongs to the longest release that begins it', () => {
  const index = indexLifecycles(parseLifecycles(sample));
  const python = index.byCpe('python:python') ?? assert.fail();
  assert.equal(index.byPurl('pkg:docker/library/python@3.12?arch=amd64'), python);
  assert.equal(releaseOf(python, '3.12.4')?.name, '3.12');
  assert.equal(releaseOf(python, '3.12rc1')?.name, '3.12');
  assert.equal(releaseOf(python, '2.7.18+dfsg')?.name, '2.7');
  assert.equal(releaseOf(python, '4.0'), undefined);
});

test('other documents are refused', () => {
  for (const text of ['', '[]', '{}', sample.slice(0, -3)]) assert.throws(() => parseLifecycles(text), FormatError);
});

/** The same facts as the API gives them, from the files that the API is made of. */
function fromProductFile(name: string, text: string): Json {
  const front = asObject(parse(text.split(/^---$/m)[1] ?? '', { schema: 'failsafe' }));
  const date = (value: Json | undefined) => (/^\d{4}-/.test(asText(value) ?? '') ? (asText(value) ?? null) : null);
  return {
    name: name.replace(/\.md$/, ''),
    label: front?.title ?? null,
    identifiers: asList(front?.identifiers).flatMap((entry) =>
      Object.entries(asObject(entry) ?? {}).map(([type, id]) => ({ type, id })),
    ),
    releases: asList(front?.releases)
      .map(asObject)
      .map((release) => ({
        name: release?.releaseCycle ?? null,
        releaseDate: date(release?.releaseDate),
        eolFrom: date(release?.eol),
        isEol: release?.eol === 'true',
      })),
  };
}

test('every product of endoflife.date', { skip: withoutShared }, () => {
  const folder = join(sharedRoot ?? '', 'data/endoflife/products');
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const result = files.map((name) => fromProductFile(name, readFileSync(join(folder, name), 'utf8')));
  const lifecycles = parseLifecycles(JSON.stringify({ result }));
  assert.equal(lifecycles.length, files.length);
  const lost = lifecycles.filter(
    (lifecycle, at) => lifecycle.releases.length < asList(asObject(result[at])?.releases).length,
  );
  assert.deepEqual(
    lost.map(({ product }) => product),
    [],
  );
  const index = indexLifecycles(lifecycles);
  const node: Lifecycle = index.byCpe('nodejs:node.js') ?? assert.fail();
  assert.equal(releaseOf(node, '18.20.4')?.endOfLife, '2025-04-30');
  assert.equal(releaseOf(index.byCpe('postgresql:postgresql') ?? node, '12.3')?.endOfLife?.slice(0, 4), '2024');
});
