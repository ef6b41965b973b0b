import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedRoot, withoutShared } from '../../test/support/project.ts';
import { FormatError } from '../base/errors.ts';
import { asList, asObject, asText, type Json, parseJson } from '../base/json.ts';
import { buildPackageUrl, canonicalPackageUrl, parsePackageUrl } from './package-url.ts';

const vectors = sharedRoot ? join(sharedRoot, 'vectors', 'purl') : '';

test('the specification’s own cases pass', { skip: withoutShared }, (context) => {
  let count = 0;
  for (const file of readdirSync(vectors)) {
    for (const entry of asList(asObject(parseJson(readFileSync(join(vectors, file), 'utf8')))?.tests)) {
      runCase(file, entry);
      count++;
    }
  }
  context.diagnostic(`${count} cases`);
  assert.ok(count > 500, `only ${count} cases were found`);
});

function runCase(file: string, entry: Json): void {
  const { description, test_group: group, test_type: kind, input, expected_output: wanted } = asObject(entry) ?? {};
  const reading = group === 'required' ? 'strict' : 'lenient';
  const run = (): unknown => {
    if (kind === 'build') return buildPackageUrl(partsOf(input));
    if (kind === 'validate') return canonicalPackageUrl(asText(input) ?? '');
    return {
      subpath: undefined,
      version: undefined,
      namespace: undefined,
      ...parsePackageUrl(asText(input) ?? '', reading),
    };
  };
  const label = `${file}: ${asText(kind)} ${asText(description)} ${JSON.stringify(input)}`;
  if (asObject(entry)?.expected_failure) assert.throws(run, FormatError, label);
  else if (kind === 'parse') assert.deepEqual(run(), partsOf(wanted), label);
  else assert.equal(run(), wanted, label);
}

function partsOf(value: Json | undefined) {
  const parts = asObject(value) ?? {};
  const qualifiers = Object.entries(asObject(parts.qualifiers) ?? {}).map(
    ([key, text]) => [key, String(text)] as const,
  );
  return {
    type: asText(parts.type) ?? '',
    namespace: asText(parts.namespace),
    name: asText(parts.name) ?? '',
    version: asText(parts.version),
    qualifiers: new Map(qualifiers.sort(([a], [b]) => (a < b ? -1 : 1))),
    subpath: asText(parts.subpath),
  };
}

test('what is built is read back', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => !/[/\ud800-\udfff]/.test(text));
  fc.assert(
    fc.property(word, word, word, word, word, (namespace, name, version, value, subpath) => {
      const qualifiers = new Map([['key', value]]);
      const text = buildPackageUrl({ type: 'generic', namespace, name, version, qualifiers, subpath });
      assert.match(text, /^pkg:generic\/[A-Za-z0-9.\-_~:%/@?=&#]+$/);
      const again = parsePackageUrl(text);
      assert.deepEqual([again.name, again.version, again.namespace], [name, version, namespace]);
      assert.equal(again.qualifiers.get('key'), value);
      assert.equal(canonicalPackageUrl(text), text);
    }),
  );
});

test('nothing but a FormatError comes out of hostile text', () => {
  const pieces = [
    'pkg:',
    'npm',
    '/',
    '@',
    '?',
    '#',
    '%',
    '%2F',
    '%zz',
    '=',
    '&',
    '..',
    '__proto__',
    '\u0000',
    '\ud800',
    'a',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
      try {
        const text = canonicalPackageUrl(`pkg:${parts.join('')}`);
        assert.equal(canonicalPackageUrl(text), text);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 2000 },
  );
  assert.throws(() => parsePackageUrl(`pkg:npm/${'a'.repeat(10_000)}`), FormatError);
});
