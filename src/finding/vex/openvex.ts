import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { digestOf, objectsIn, shownText, textsIn, timeOf, vulnerabilityIds } from './document-fields.ts';
import type { VexComponent, VexProduct, VexStatement, VexStatus } from './statement.ts';

const STATUSES: ReadonlyMap<string, VexStatus> = new Map([
  ['not_affected', 'not-affected'],
  ['affected', 'affected'],
  ['fixed', 'fixed'],
  ['under_investigation', 'under-investigation'],
]);

/** True for a document that says it is OpenVEX. */
export function isOpenVex(document: JsonObject): boolean {
  return (asText(document['@context']) ?? '').startsWith('https://openvex.dev/ns');
}

/** The statements of an OpenVEX document, in its order. @throws FormatError where it has no list of them. */
export function readOpenVex(document: JsonObject, source: string): VexStatement[] {
  if (!Array.isArray(document.statements)) throw new FormatError('an OpenVEX document without statements');
  const author = shownText(document.author) ?? 'unknown';
  const documentTime = timeOf(document.last_updated) ?? timeOf(document.timestamp);
  return objectsIn(document.statements).flatMap((entry) => {
    const ids = idsOf(entry);
    const status = STATUSES.get(asText(entry.status) ?? '');
    const products = productsOf(entry.products);
    if (ids.length === 0 || status === undefined || products === undefined) return [];
    const justification = shownText(entry.justification);
    const text =
      shownText(entry.impact_statement) ?? shownText(entry.action_statement) ?? shownText(entry.status_notes);
    const timestamp = timeOf(entry.last_updated) ?? timeOf(entry.timestamp) ?? documentTime;
    return [
      {
        ids,
        products,
        status,
        ...(justification ? { justification } : {}),
        ...(text ? { text } : {}),
        ...(timestamp ? { timestamp } : {}),
        author,
        source,
      },
    ];
  });
}

/** The first drafts had a text; version 0.2 has an object. */
function idsOf(entry: JsonObject): string[] {
  const vulnerability = asObject(entry.vulnerability);
  if (!vulnerability) return vulnerabilityIds([entry.vulnerability]);
  const named = vulnerabilityIds([vulnerability.name, ...textsIn(vulnerability.aliases)]);
  return named.length > 0 ? named : vulnerabilityIds([vulnerability['@id']]);
}

/** Undefined where products are named and none could be understood: then nobody may take them for all products. */
function productsOf(value: Json | undefined): VexProduct[] | undefined {
  if (value === undefined) return [];
  const products = [
    ...textsIn(value).map((id) => ({ ...componentOf({ '@id': id }), components: [] })),
    ...objectsIn(value).flatMap((product) => {
      const components = objectsIn(product.subcomponents).map(componentOf).filter(isNamed);
      if (product.subcomponents !== undefined && components.length === 0) return [];
      return [{ ...componentOf(product), components }];
    }),
  ].filter(isNamed);
  return products.length > 0 ? products : undefined;
}

function componentOf(value: JsonObject): VexComponent {
  const identifiers = asObject(value.identifiers) ?? {};
  const purls = [asText(value['@id']), asText(identifiers.purl)].filter((purl) => purl?.startsWith('pkg:') === true);
  const digests = Object.entries(asObject(value.hashes) ?? {}).map(([name, hex]) => digestOf(name, hex));
  return {
    purls: [...new Set(purls)].filter((purl) => purl !== undefined),
    digests: digests.filter((digest) => digest !== undefined),
  };
}

function isNamed({ purls, digests }: VexComponent): boolean {
  return purls.length + digests.length > 0;
}
