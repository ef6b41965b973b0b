import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';

/** A product of a CSAF document, as far as it names itself. */
export interface CsafProduct {
  readonly id: string;
  readonly cpe?: string;
  readonly purl?: string;
}

/** One product inside of another: a package of a release, a package of a module of a release. */
export interface CsafRelationship {
  readonly component: string;
  readonly within: string;
}

export interface CsafProducts {
  readonly products: ReadonlyMap<string, CsafProduct>;
  readonly relationships: ReadonlyMap<string, CsafRelationship>;
}

const DEEPEST_BRANCH = 20;
const DEEPEST_RELATIONSHIP = 4;

/** The product tree, flat. @throws FormatError where branches are nested too deep. */
export function readProducts(tree: JsonObject): CsafProducts {
  const products = new Map<string, CsafProduct>();
  const keep = (value: Json | undefined): void => {
    const product = asObject(value);
    const id = asText(product?.product_id);
    if (!product || id === undefined) return;
    const helper = asObject(product.product_identification_helper);
    const cpe = asText(helper?.cpe);
    const purl = asText(helper?.purl);
    products.set(id, { id, ...(cpe !== undefined && { cpe }), ...(purl !== undefined && { purl }) });
  };
  for (const product of asList(tree.full_product_names)) keep(product);
  readBranches(tree.branches, keep, 0);
  const relationships = new Map<string, CsafRelationship>();
  for (const value of asList(tree.relationships)) {
    const relationship = asObject(value);
    const id = asText(asObject(relationship?.full_product_name)?.product_id);
    const component = asText(relationship?.product_reference);
    const within = asText(relationship?.relates_to_product_reference);
    if (id !== undefined && component !== undefined && within !== undefined)
      relationships.set(id, { component, within });
  }
  return { products, relationships };
}

/** The products that an id stands for, from the innermost to the one all of it belongs to. */
export function productChain(id: string, { products, relationships }: CsafProducts): CsafProduct[] {
  const chain: CsafProduct[] = [];
  let current = id;
  for (let depth = 0; depth < DEEPEST_RELATIONSHIP; depth++) {
    const relationship = relationships.get(current);
    chain.push(products.get(relationship?.component ?? current) ?? { id: relationship?.component ?? current });
    if (!relationship) return chain;
    current = relationship.within;
  }
  return [];
}

function readBranches(value: Json | undefined, keep: (product: Json | undefined) => void, depth: number): void {
  if (depth > DEEPEST_BRANCH) throw new FormatError(`CSAF branches nested deeper than ${DEEPEST_BRANCH}`);
  for (const each of asList(value)) {
    const branch = asObject(each);
    keep(branch?.product);
    readBranches(branch?.branches, keep, depth + 1);
  }
}
