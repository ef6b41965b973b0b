import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Advisory } from '../src/advisory/advisory.ts';
import type { AdvisorySource, FeedDocument } from '../src/advisory/advisory-source.ts';
import { epss } from '../src/advisory/sources/epss.ts';
import { kev } from '../src/advisory/sources/kev.ts';
import { nodejsSecurityWg } from '../src/advisory/sources/nodejs-security-wg.ts';
import { nvd } from '../src/advisory/sources/nvd.ts';
import { phpSecurityAdvisories } from '../src/advisory/sources/php-security-advisories.ts';
import { rubyAdvisoryDb } from '../src/advisory/sources/ruby-advisory-db.ts';
import type { VersionScheme } from '../src/advisory/version-scheme.ts';
import { packagist } from '../src/advisory/versions/packagist.ts';
import { rubygems } from '../src/advisory/versions/rubygems.ts';
import { semver } from '../src/advisory/versions/semver.ts';
import { asList, asObject, asText, type JsonObject, parseJson } from '../src/base/json.ts';
import { sharedRoot, withoutShared } from './support/project.ts';

const data = (path: string) => join(sharedRoot ?? '', 'data', path);

/** All advisories of the documents; a damaged one fails the test. */
function parseAll(source: AdvisorySource, documents: Iterable<FeedDocument>, feed = source.name): Advisory[] {
  return [...documents].flatMap((document) => [...source.parse(document, feed)]);
}

function* filesBelow(folder: string, ending: string): Iterable<FeedDocument> {
  for (const name of readdirSync(data(folder), { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith(ending) && !name.startsWith('.'))
      yield { name, text: readFileSync(data(join(folder, name)), 'utf8') };
  }
}

function assertRanges(advisories: readonly Advisory[], scheme: VersionScheme): void {
  for (const { id, affected } of advisories) {
    for (const { ranges } of affected) {
      for (const { introduced, fixed, lastAffected, limit } of ranges) {
        const end = fixed ?? limit ?? lastAffected;
        const order = end === undefined || introduced === '0' ? -1 : scheme.compare(introduced, end);
        assert.ok(lastAffected === undefined ? order < 0 : order <= 0, `${id}: ${introduced} to ${end}`);
      }
    }
  }
}

test('every entry of the KEV catalog', { skip: withoutShared }, () => {
  const catalog = asObject(parseJson(readFileSync(data('kev/known_exploited_vulnerabilities.json'), 'utf8')));
  const entries = asList(catalog?.vulnerabilities);
  const advisories = parseAll(
    kev,
    entries.map((entry, at) => ({ name: String(at), text: JSON.stringify(entry) })),
  );
  assert.equal(advisories.length, catalog?.count);
  const log4shell = advisories.find(({ id }) => id === 'CVE-2021-44228');
  assert.deepEqual(log4shell?.exploited, { since: '2021-12-10', ransomware: true });
});

test('every record of ruby-advisory-db', { skip: withoutShared }, () => {
  const documents = [...filesBelow('ruby-advisory-db/gems', '.yml'), ...filesBelow('ruby-advisory-db/rubies', '.yml')];
  const advisories = parseAll(rubyAdvisoryDb, documents);
  assert.equal(advisories.length, documents.length);
  assert.ok(advisories.length > 1_300);
  // The only two whose patched and unaffected versions together are all there are.
  const none = advisories.filter(({ affected }) => affected[0]?.ranges.length === 0).map(({ id }) => id);
  assert.deepEqual(none, ['CVE-2021-32808', 'CVE-2019-15224'].sort().reverse());
  assertRanges(advisories, rubygems);
});

test('every record of FriendsOfPHP', { skip: withoutShared }, () => {
  const documents = [...filesBelow('php-security-advisories', '.yaml')];
  const advisories = parseAll(phpSecurityAdvisories, documents);
  assert.equal(advisories.length, documents.length);
  assert.ok(advisories.every(({ affected }) => affected[0] && affected[0].ranges.length > 0));
  assertRanges(advisories, packagist);
});

for (const { feed, count } of [
  { feed: 'core', count: 171 },
  { feed: 'npm', count: 467 },
]) {
  test(`every ${feed} record of the Node.js security working group`, { skip: withoutShared }, () => {
    const records = asObject(parseJson(readFileSync(data(`nodejs-security-wg/vuln/${feed}/index.json`), 'utf8'))) ?? {};
    const documents = Object.entries(records).map(([name, record]) => ({ name, text: JSON.stringify(record) }));
    const advisories = parseAll(nodejsSecurityWg, documents, feed);
    assert.equal(advisories.length, count);
    assert.ok(advisories.every(({ affected }) => affected[0] && affected[0].ranges.length > 0));
    assertRanges(advisories, semver);
  });
}

test('every configuration of the NVD overrides, product by product', { skip: withoutShared }, () => {
  const lines = gunzipSync(readFileSync(data('nvd-overrides/nvd-cpe-overrides.ndjson.gz')))
    .toString()
    .trim()
    .split('\n');
  const byProduct = new Map<string, JsonObject[]>();
  for (const line of lines) {
    const record = asObject(parseJson(line)) ?? {};
    const cve = { id: asText(asObject(record._annotation)?.cve_id) ?? '', ...asObject(record.cve) };
    for (const product of productsIn(cve)) byProduct.set(product, [...(byProduct.get(product) ?? []), { cve }]);
  }
  assert.ok(lines.length > 32_000 && byProduct.size > 7_000);
  let affecting = 0;
  for (const [product, vulnerabilities] of byProduct) {
    const feed = nvd.feedFor(`CPE:${product}`);
    assert.ok(feed !== undefined && !feed.includes('/'), product);
    const advisories = parseAll(nvd, [{ name: product, text: JSON.stringify({ vulnerabilities }) }], feed);
    assert.equal(advisories.length, vulnerabilities.length);
    affecting += advisories.filter(({ affected }) => affected[0]?.name === product).length;
  }
  assert.ok(affecting > 45_000, String(affecting));
});

/** The vulnerable applications, as `vendor:product` in plain characters. */
function productsIn(cve: JsonObject): Set<string> {
  const products = new Set<string>();
  for (const configuration of asList(cve.configurations)) {
    for (const node of asList(asObject(configuration)?.nodes)) {
      for (const match of asList(asObject(node)?.cpeMatch).map(asObject)) {
        const [, , , vendor = '', product = ''] = (asText(match?.criteria) ?? '').split(/(?<!\\):/, 5);
        if (match?.vulnerable === true) products.add(`${vendor}:${product}`.replace(/\\(?=.)/g, '').toLowerCase());
      }
    }
  }
  return products;
}

test('EPSS of every CVE is read within seconds', () => {
  const rows = Array.from(
    { length: 300_000 },
    (_, at) => `CVE-2020-${10_000 + at},0.${String(at).padStart(6, '0')},0.5`,
  );
  const text = `#model_version:made up,score_date:2026-01-01T00:00:00+0000\ncve,epss,percentile\n${rows.join('\n')}\n`;
  const started = performance.now();
  let count = 0;
  for (const advisory of epss.parse({ name: 'epss.csv', text }, 'epss')) count += advisory.epss ? 1 : 0;
  assert.equal(count, rows.length);
  assert.ok(performance.now() - started < 10_000);
});
