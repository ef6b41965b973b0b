import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { scoreCvss } from '../src/advisory/cvss/score.ts';
import { gemRequirement } from '../src/advisory/gem-requirement.ts';
import { parseLifecycles } from '../src/advisory/lifecycles.ts';
import { semverRange } from '../src/advisory/semver-range.ts';
import { nodejsSecurityWg } from '../src/advisory/sources/nodejs-security-wg.ts';
import { nvd } from '../src/advisory/sources/nvd.ts';
import { phpSecurityAdvisories } from '../src/advisory/sources/php-security-advisories.ts';
import { rubyAdvisoryDb } from '../src/advisory/sources/ruby-advisory-db.ts';
import { FormatError } from '../src/base/errors.ts';
import { fixturesRoot } from './support/project.ts';

const TIME_MS = 1_500;

const inputs = [
  { source: nvd, feed: 'acme%3Awidget', folder: 'nvd/made-up-configurations', ending: 'input.json' },
  { source: rubyAdvisoryDb, feed: '', folder: 'ruby-advisory-db/sample', ending: '.yml' },
  { source: phpSecurityAdvisories, feed: '', folder: 'php-security-advisories/sample', ending: '.yaml' },
  { source: nodejsSecurityWg, feed: 'core', folder: 'nodejs-security-wg/core', ending: 'index.json' },
];

for (const { source, feed, folder, ending } of inputs) {
  test(`${source.name}: mutated documents are read or refused`, () => {
    const root = join(fixturesRoot, 'sources', folder);
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
    const texts = names.map((name) => readFileSync(join(root, name), 'utf8'));
    assert.ok(texts.length > 0);
    const text = fc.constantFrom(...texts);
    const put = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('"', '[', '{}', 'null', '&a', '*a', ': ', '- ', '9'.repeat(50)),
    );
    const mutation = fc.tuple(text, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(20), put);
    fc.assert(
      fc.property(mutation, ([whole, where, drop, put]) => {
        const at = Math.floor(where * whole.length);
        const changed = whole.slice(0, at) + put + whole.slice(at + drop);
        try {
          for (const advisory of source.parse({ name: '1', text: changed }, feed)) assert.ok(advisory.id.length > 0);
        } catch (error) {
          assert.ok(error instanceof FormatError, String(error));
        }
      }),
      { numRuns: 2_000, interruptAfterTimeLimit: TIME_MS },
    );
  });
}

test('vectors, ranges, requirements and lifecycles of any text never throw anything unforeseen', () => {
  const piece = fc.constantFrom(
    'CVSS:3.1',
    'CVSS:4.0',
    '/AV:N',
    '/AC:L',
    'AV:N',
    ':',
    '/',
    '1',
    '.',
    'x',
    '^',
    '~>',
    '||',
    '<=',
    ' ',
    '-',
    '__proto__',
  );
  const anyText = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      scoreCvss(text);
      semverRange(text);
      gemRequirement(text);
      try {
        parseLifecycles(text);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 3_000, interruptAfterTimeLimit: TIME_MS },
  );
});

test('long texts take no longer than they should', () => {
  for (const text of [
    '1.'.repeat(50_000),
    '~> 1,'.repeat(50_000),
    '1 || '.repeat(50_000),
    `CVSS:3.1${'/AV:N'.repeat(50_000)}`,
  ]) {
    const started = performance.now();
    assert.equal(scoreCvss(text) ?? semverRange(text) ?? gemRequirement(text), undefined);
    assert.ok(performance.now() - started < 1_000);
  }
});
