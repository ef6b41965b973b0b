import { asObject, asText, type JsonObject } from '../../base/json.ts';
import { digestOf, objectsIn, textsIn } from './document-fields.ts';
import type { VexComponent, VexProduct } from './statement.ts';

/** How deep branches may hold branches, and relationships may build on others. */
const DEEPEST_BRANCH = 64;
const DEEPEST_RELATION = 8;

interface Relationship {
  readonly component: string;
  readonly whole: string;
}

/** The products of a CSAF document by their id, put together from where they are named and how they relate. */
export interface ProductTree {
  product(id: string): VexProduct | undefined;
  /** The products of a group, for what speaks of groups. */
  group(id: string): readonly string[];
}

/** Reads `product_tree` (CSAF 2.0, section 3.2.2). */
export function readProductTree(tree: JsonObject | undefined): ProductTree {
  const named = new Map<string, VexComponent>();
  const relationships = new Map<string, Relationship>();
  const groups = new Map<string, readonly string[]>();
  const name = (product: JsonObject | undefined): void => {
    const id = asText(product?.product_id);
    if (product && id !== undefined) named.set(id, componentOf(product));
  };
  const collect = (holder: JsonObject, depth: number): void => {
    for (const branch of objectsIn(holder.branches)) {
      name(asObject(branch.product));
      if (depth < DEEPEST_BRANCH) collect(branch, depth + 1);
    }
  };
  if (tree) collect(tree, 0);
  for (const product of objectsIn(tree?.full_product_names)) name(product);
  for (const entry of objectsIn(tree?.relationships)) {
    const id = asText(asObject(entry.full_product_name)?.product_id);
    const component = asText(entry.product_reference);
    const whole = asText(entry.relates_to_product_reference);
    if (id === undefined || component === undefined || whole === undefined) continue;
    name(asObject(entry.full_product_name));
    relationships.set(id, { component, whole });
  }
  for (const group of objectsIn(tree?.product_groups)) {
    const id = asText(group.group_id);
    if (id !== undefined) groups.set(id, textsIn(group.product_ids));
  }
  return {
    product: (id) => productOf({ id, named, relationships, depth: 0 }),
    group: (id) => groups.get(id) ?? [],
  };
}

interface Search {
  readonly id: string;
  readonly named: ReadonlyMap<string, VexComponent>;
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly depth: number;
}

function productOf(search: Search): VexProduct | undefined {
  const own = search.named.get(search.id);
  const relationship = search.relationships.get(search.id);
  if (!relationship || search.depth >= DEEPEST_RELATION) return own && { ...own, components: [] };
  const part = productOf({ ...search, id: relationship.component, depth: search.depth + 1 });
  const whole = productOf({ ...search, id: relationship.whole, depth: search.depth + 1 });
  const component = isNamed(own) ? own : part;
  if (!component) return undefined;
  const platform = component.platform ?? whole?.platform;
  const { purls, digests } = component;
  // A whole with a package URL is a product that holds the component; one with a CPE name is where it has to run.
  if (isNamed(whole)) return { purls: whole.purls, digests: whole.digests, components: [{ purls, digests }] };
  return { purls, digests, components: [], ...(platform === undefined ? {} : { platform }) };
}

function componentOf(product: JsonObject): VexComponent {
  const helper = asObject(product.product_identification_helper);
  const purls = [asText(helper?.purl), ...textsIn(helper?.purls)].filter((purl) => purl?.startsWith('pkg:') === true);
  const cpe = asText(helper?.cpe);
  const digests = objectsIn(helper?.hashes).flatMap((hash) =>
    objectsIn(hash.file_hashes).map((file) => digestOf(asText(file.algorithm) ?? '', file.value)),
  );
  return {
    purls: purls.filter((purl) => purl !== undefined),
    digests: digests.filter((digest) => digest !== undefined),
    ...(cpe !== undefined && purls.length === 0 ? { platform: cpe } : {}),
  };
}

function isNamed(component: VexComponent | undefined): component is VexComponent {
  return component !== undefined && component.purls.length + component.digests.length > 0;
}
