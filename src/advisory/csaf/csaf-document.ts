import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { type CsafProducts, readProducts } from './csaf-products.ts';

/** A CSAF 2.0 document: an advisory or a VEX. */
export interface CsafDocument {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly published?: string;
  readonly modified?: string;
  readonly severity?: string;
  readonly references: readonly string[];
  readonly products: CsafProducts;
  readonly vulnerabilities: readonly CsafVulnerability[];
}

export interface CsafVulnerability {
  readonly cve?: string;
  readonly title: string;
  readonly published?: string;
  /** Product ids by status: `fixed`, `known_affected`, … */
  readonly statuses: ReadonlyMap<string, readonly string[]>;
  readonly remediations: readonly CsafRemediation[];
  /** Vendor's words for how bad it is. No product ids: for all. */
  readonly impacts: readonly { readonly word: string; readonly products: readonly string[] }[];
  /** Why products are not affected: `vulnerable_code_not_present`. */
  readonly flags: readonly { readonly label: string; readonly products: readonly string[] }[];
  readonly cvss: readonly string[];
}

export interface CsafRemediation {
  readonly category: string;
  readonly details: string;
  readonly url: string;
  /** None: for all. */
  readonly products: readonly string[];
}

/** @throws FormatError where it is not CSAF. */
export function parseCsaf(text: string): CsafDocument {
  const root = asObject(parseJson(text));
  const document = asObject(root?.document);
  const tracking = asObject(document?.tracking);
  const id = asText(tracking?.id);
  if (!root || !document || id === undefined) throw new FormatError('not a CSAF document');
  const tree = asObject(root.product_tree) ?? {};
  const groups = new Map(
    objects(tree.product_groups).map((group) => [asText(group.group_id) ?? '', texts(group.product_ids)]),
  );
  return {
    id,
    category: asText(document.category) ?? '',
    title: asText(document.title) ?? '',
    ...given('published', asText(tracking?.initial_release_date)),
    ...given('modified', asText(tracking?.current_release_date)),
    ...given('severity', asText(asObject(document.aggregate_severity)?.text)),
    references: objects(document.references).flatMap((each) => asText(each.url) ?? []),
    products: readProducts(tree),
    vulnerabilities: objects(root.vulnerabilities).map((each) => readVulnerability(each, groups)),
  };
}

function readVulnerability(from: JsonObject, groups: ReadonlyMap<string, readonly string[]>): CsafVulnerability {
  const productsOf = (each: JsonObject): string[] => [
    ...texts(each.product_ids),
    ...texts(each.group_ids).flatMap((id) => groups.get(id) ?? []),
  ];
  const summary = objects(from.notes).find(({ category }) => category === 'summary' || category === 'description');
  return {
    ...given('cve', asText(from.cve)),
    title: asText(from.title) ?? asText(summary?.text) ?? '',
    ...given('published', asText(from.release_date)),
    statuses: new Map(Object.entries(asObject(from.product_status) ?? {}).map(([status, ids]) => [status, texts(ids)])),
    remediations: objects(from.remediations).map((each) => ({
      category: asText(each.category) ?? '',
      details: asText(each.details) ?? '',
      url: asText(each.url) ?? '',
      products: productsOf(each),
    })),
    impacts: objects(from.threats)
      .filter(({ category }) => category === 'impact')
      .map((each) => ({ word: asText(each.details) ?? '', products: productsOf(each) })),
    flags: objects(from.flags).map((each) => ({ label: asText(each.label) ?? '', products: productsOf(each) })),
    cvss: [...new Set([...objects(from.scores), ...objects(from.metrics)].flatMap(vectorsOf))],
  };
}

/** CSAF 2.0 has scores for products; 2.1 has metrics with the scores inside of `content`. */
function vectorsOf(score: JsonObject): string[] {
  const inside = asObject(score.content) ?? score;
  return [inside.cvss_v4, inside.cvss_v3, inside.cvss_v2].flatMap((each) => {
    const vector = asText(asObject(each)?.vectorString);
    return vector !== undefined && /^(?:CVSS:[34]\.\d\/)?A[VC]:[\w:/]{1,200}$/.test(vector) ? [vector] : [];
  });
}

function objects(value: Json | undefined): JsonObject[] {
  return asList(value)
    .map((each) => asObject(each))
    .filter((each) => each !== undefined);
}

function texts(value: Json | undefined): string[] {
  return asList(value).flatMap((each) => asText(each) ?? []);
}

function given<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: string });
}
