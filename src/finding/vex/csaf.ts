import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type JsonObject } from '../../base/json.ts';
import { type ProductTree, readProductTree } from './csaf-products.ts';
import { objectsIn, shownText, textsIn, timeOf, vulnerabilityIds } from './document-fields.ts';
import type { VexProduct, VexStatement, VexStatus } from './statement.ts';

/** Members of `product_status` that VEX knows; `recommended` and the like say nothing of a product's state. */
const STATUSES: readonly (readonly [member: string, status: VexStatus])[] = [
  ['known_affected', 'affected'],
  ['last_affected', 'affected'],
  ['under_investigation', 'under-investigation'],
  ['fixed', 'fixed'],
  ['first_fixed', 'fixed'],
  ['known_not_affected', 'not-affected'],
];

/** True for a document that says it is CSAF 2. */
export function isCsaf(document: JsonObject): boolean {
  return (asText(asObject(document.document)?.csaf_version) ?? '').startsWith('2.');
}

/** The statements of a CSAF 2.0 document (profile `csaf_vex`, or another that gives product states). @throws FormatError */
export function readCsafVex(document: JsonObject, source: string): VexStatement[] {
  if (!Array.isArray(document.vulnerabilities)) throw new FormatError('a CSAF document without vulnerabilities');
  const tree = readProductTree(asObject(document.product_tree));
  const head = asObject(document.document);
  const tracking = asObject(head?.tracking);
  const timestamp = timeOf(tracking?.current_release_date) ?? timeOf(tracking?.initial_release_date);
  const author = shownText(asObject(head?.publisher)?.name) ?? 'unknown';
  return objectsIn(document.vulnerabilities).flatMap((entry) => {
    const ids = vulnerabilityIds([entry.cve, ...objectsIn(entry.ids).map(({ text }) => text)]);
    if (ids.length === 0) return [];
    const common = { ids, author, source, ...(timestamp ? { timestamp } : {}) };
    return STATUSES.flatMap(([member, status]) =>
      byReason({ entry, member, tree }).map((reason) => ({ ...common, status, ...reason })),
    );
  });
}

type Reason = Pick<VexStatement, 'products' | 'justification' | 'text'>;

/** The products of one status, put together where the same reason is given for them. */
function byReason(from: { entry: JsonObject; member: string; tree: ProductTree }): Reason[] {
  const { entry, member, tree } = from;
  const justifications = perProduct(entry.flags, { tree, word: 'label' });
  const texts = perProduct(
    objectsIn(entry.threats).filter(({ category }) => category === 'impact'),
    { tree, word: 'details' },
  );
  const found = new Map<string, { reason: Omit<Reason, 'products'>; products: VexProduct[] }>();
  for (const id of new Set(textsIn(asObject(entry.product_status)?.[member]))) {
    const product = tree.product(id);
    if (!product || product.purls.length + product.digests.length === 0) continue;
    const justification = justifications.get(id);
    const text = texts.get(id);
    const key = JSON.stringify([justification, text]);
    const reason = { ...(justification ? { justification } : {}), ...(text ? { text } : {}) };
    const group = found.get(key) ?? { reason, products: [] };
    group.products.push(product);
    found.set(key, group);
  }
  return [...found.values()].map(({ reason, products }) => ({ ...reason, products }));
}

function perProduct(
  list: JsonObject[string] | undefined,
  options: { tree: ProductTree; word: string },
): Map<string, string> {
  const words = new Map<string, string>();
  for (const entry of objectsIn(list)) {
    const word = shownText(entry[options.word]);
    if (word === undefined) continue;
    const ids = [...textsIn(entry.product_ids), ...textsIn(entry.group_ids).flatMap(options.tree.group)];
    for (const id of ids) words.set(id, word);
  }
  return words;
}
