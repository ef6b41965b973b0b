import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot, sharedRoot, withoutShared } from '../../../test/support/project.ts';
import { type Random, seededRandom } from '../../../test/support/random.ts';
import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type Json, parseJson } from '../../base/json.ts';
import { parseRedHatCsaf } from './redhat-csaf.ts';

const folder = join(projectRoot, 'fixtures/sources/redhat-csaf-vex');

test('documents with values of other types than they should have cost a FormatError at most', () => {
  const random = seededRandom(7);
  for (const name of readdirSync(folder)
    .filter((each) => !each.startsWith('damaged'))
    .slice(0, 6)) {
    const document = parseJson(readFileSync(join(folder, name, 'input.json'), 'utf8'));
    for (let round = 0; round < 60; round++) {
      const text = JSON.stringify(distorted(document, random));
      try {
        for (const { id, affected } of parseRedHatCsaf(text)) {
          assert.equal(typeof id, 'string');
          for (const each of affected) assert.match(each.ecosystem, /^Red Hat:\d+$/);
        }
      } catch (error) {
        if (!(error instanceof FormatError)) throw new Error(`round ${round} of ${name}`, { cause: error });
      }
    }
  }
});

test('branches nested without end are refused', () => {
  let branches: Json = [];
  for (let depth = 0; depth < 60; depth++) branches = [{ category: 'vendor', branches }];
  const text = JSON.stringify({ document: { tracking: { id: 'CVE-2024-0001' } }, product_tree: { branches } });
  assert.throws(() => [...parseRedHatCsaf(text)], FormatError);
});

test('names of members of objects are only names', () => {
  const text = JSON.stringify({
    document: { category: 'csaf_vex', tracking: { id: 'CVE-2024-0001' } },
    product_tree: {
      branches: [
        {
          product: {
            product_id: '__proto__',
            product_identification_helper: { cpe: 'cpe:/o:redhat:enterprise_linux:9' },
          },
        },
        { product: { product_id: 'constructor' } },
      ],
      relationships: [
        {
          full_product_name: { product_id: 'toString' },
          product_reference: 'constructor',
          relates_to_product_reference: '__proto__',
        },
      ],
    },
    vulnerabilities: [{ cve: 'CVE-2024-0001', product_status: { known_affected: ['toString', 'valueOf'] } }],
  });
  assert.deepEqual(
    [...parseRedHatCsaf(text)].flatMap(({ affected }) => affected.map(({ ecosystem, name }) => `${ecosystem} ${name}`)),
    ['Red Hat:9 constructor'],
  );
});

test('every document at hand loads', { skip: withoutShared }, () => {
  const root = join(sharedRoot ?? '', 'data/redhat-csaf-vex');
  const counts = new Map<string, number>();
  for (const text of documents(root)) {
    // Beside CSAF there lie pages of the older security data interface.
    if (!asObject(parseJson(text))?.document) continue;
    const category = asText(asObject(asObject(parseJson(text))?.document)?.category) ?? 'deleted';
    const packages = [...parseRedHatCsaf(text)].flatMap(({ affected }) => affected).length;
    counts.set(category, (counts.get(category) ?? 0) + (packages > 0 ? 1 : 0));
  }
  // The others speak of layered products, of Go and Python, or of nothing any more.
  assert.deepEqual(Object.fromEntries(counts), { csaf_security_advisory: 8, csaf_vex: 13, deleted: 0 });
});

/** Texts of the JSON files, and of those inside of txtar archives. */
function* documents(root: string): Generator<string> {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !existsSync(path)) continue;
    if (path.endsWith('.json')) yield readFileSync(path, 'utf8');
    if (!path.endsWith('.txtar')) continue;
    const [, ...parts] = readFileSync(path, 'utf8').split(/^-- (?=\S*\.json )/m);
    for (const part of parts) yield part.slice(part.indexOf('\n') + 1).split(/^-- /m)[0] ?? '';
  }
}

/** A copy in which some value is another one. */
function distorted(value: Json, random: Random): Json {
  if (random.below(40) === 0) return random.pick<Json>([null, 0, -1, '', 'x', [], {}, [[]], true, '__proto__']);
  if (Array.isArray(value)) return value.map((each: Json) => distorted(each, random));
  const object = asObject(value);
  if (!object) return value;
  return Object.fromEntries(Object.entries(object).map(([key, each]) => [key, distorted(each, random)]));
}
