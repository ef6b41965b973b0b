import { FormatError } from '../../base/errors.ts';
import { asList, asNumber, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument } from '../advisory-source.ts';
import { versionsOf } from '../nvd/configurations.ts';
import { isCveId, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';

/** Newest first: the first vector is the one that counts. */
const METRICS = ['cvssMetricV40', 'cvssMetricV31', 'cvssMetricV30', 'cvssMetricV2'];
const MOST_VECTORS = 8;

/**
 * The National Vulnerability Database, for software that no package manager installed. One feed per product, since the whole
 * is gigabytes: whoever looks up `vendor:product` in the ecosystem `CPE` asks for the feed of `CPE:vendor:product`. The feed's
 * name is the product's, percent-encoded: it may have to be a file's.
 */
export const nvd: AdvisorySource = {
  name: 'nvd',
  homepage: 'https://nvd.nist.gov/',
  license: 'public domain',
  address: 'https://services.nvd.nist.gov/rest/json/',
  version: 1,
  feedFor: (ecosystem) => {
    const product = /^CPE:([\x21-\x39\x3b-\x7e]{1,100}:[\x21-\x7e]{1,100})$/.exec(ecosystem)?.[1];
    return product === undefined ? undefined : encodeURIComponent(product);
  },
  access: { secret: { header: 'apiKey', variable: 'NVD_API_KEY' }, windowMs: 30_000, calls: 5, callsWithSecret: 50 },
  fetch: (feed, client) => Promise.resolve({ kind: 'whole', documents: fetchPages(feed, client) }),
  parse: parsePage,
};

const PER_PAGE = 2_000;
const MOST_PAGES = 100;

async function* fetchPages(feed: string, client: FeedClient): AsyncGenerator<FeedDocument> {
  const product = decodeURIComponent(feed);
  const colon = product.indexOf(':');
  const match = `cpe:2.3:*:${escaped(product.slice(0, colon))}:${escaped(product.slice(colon + 1))}`;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({
      virtualMatchString: match,
      resultsPerPage: String(PER_PAGE),
      startIndex: String(page * PER_PAGE),
    });
    const text = await client.text(`cves/2.0?${query}`, { largestBytes: limits.feedDocument });
    yield { name: `${product} from ${page * PER_PAGE}`, text };
    const total = asNumber(asObject(parseJson(text))?.totalResults) ?? 0;
    if ((page + 1) * PER_PAGE >= total) return;
  }
}

function escaped(field: string): string {
  return field.replace(/[^\w.-]/g, '\\$&');
}

function* parsePage(document: FeedDocument, feed: string): Iterable<Advisory> {
  const page = asObject(parseJson(document.text));
  if (!Array.isArray(page?.vulnerabilities)) throw new FormatError(`${document.name} has no list of vulnerabilities`);
  for (const entry of asList(page.vulnerabilities)) {
    const record = asObject(asObject(entry)?.cve);
    const advisory = record && readRecord(record, decodeURIComponent(feed));
    if (advisory) yield advisory;
  }
}

function readRecord(record: JsonObject, product: string): Advisory | undefined {
  const id = asText(record.id) ?? '';
  if (!isCveId(id)) return undefined;
  const published = timestamp(asText(record.published));
  const modified = timestamp(asText(record.lastModified));
  const rejected = asText(record.vulnStatus) === 'Rejected';
  const metrics = metricsOf(record.metrics);
  const severity = metrics.map((metric) => severityOf(wordOf(metric))).find((word) => word !== undefined);
  const affected = rejected ? undefined : affectedOf(record, product);
  return {
    id,
    aliases: [],
    summary: shortText(englishOf(record.descriptions)),
    ...(published ? { published } : {}),
    ...(modified ? { modified } : {}),
    ...(rejected ? { withdrawn: modified ?? published ?? '1970-01-01T00:00:00Z' } : {}),
    ...(severity ? { severity } : {}),
    cvss: [...new Set(metrics.map(vectorOf))].filter((vector) => vector !== '').slice(0, MOST_VECTORS),
    references: webAddresses([
      `https://nvd.nist.gov/vuln/detail/${id}`,
      ...asList(record.references).map((reference) => asText(asObject(reference)?.url)),
    ]),
    affected: affected ? [affected] : [],
  };
}

function affectedOf(record: JsonObject, product: string): AffectedPackage | undefined {
  const found = versionsOf(record.configurations, product);
  if (!found) return undefined;
  const { ranges, versions, together } = found;
  return {
    ecosystem: 'CPE',
    name: product,
    ranges,
    ...(versions.length > 0 ? { versions } : {}),
    state: 'affected',
    ...(together.length > 0 ? { note: `only together with ${together.slice(0, 5).join(', ')}` } : {}),
  };
}

/** The newest version's first; of each, what NVD itself says before what others told it. */
function metricsOf(value: Json | undefined): JsonObject[] {
  const metrics = asObject(value);
  return METRICS.flatMap((version) => {
    const given = asList(metrics?.[version])
      .map(asObject)
      .filter((metric) => metric !== undefined);
    return [...given.filter(({ type }) => type === 'Primary'), ...given.filter(({ type }) => type !== 'Primary')];
  });
}

function vectorOf(metric: JsonObject): string {
  const vector = asText(asObject(metric.cvssData)?.vectorString) ?? '';
  return vector.length <= 400 ? vector : '';
}

/** Version 2 has the word beside the data, later versions inside. */
function wordOf(metric: JsonObject): string | undefined {
  return asText(asObject(metric.cvssData)?.baseSeverity) ?? asText(metric.baseSeverity);
}

function englishOf(descriptions: Json | undefined): string | undefined {
  const english = asList(descriptions)
    .map(asObject)
    .find((description) => description?.lang === 'en');
  return asText(english?.value);
}
