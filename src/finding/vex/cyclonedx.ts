import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { digestOf, objectsIn, shownText, timeOf, vulnerabilityIds } from './document-fields.ts';
import type { VexProduct, VexStatement, VexStatus } from './statement.ts';

const STATUSES: ReadonlyMap<string, VexStatus> = new Map([
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
  ['exploitable', 'affected'],
  ['in_triage', 'under-investigation'],
  ['false_positive', 'not-affected'],
  ['not_affected', 'not-affected'],
]);

/** How deep components may hold others. */
const DEEPEST_COMPONENT = 32;

/** True for a document that says it is CycloneDX. */
export function isCycloneDx(document: JsonObject): boolean {
  return document.bomFormat === 'CycloneDX';
}

/** What a CycloneDX document says of vulnerabilities it analysed, in its order; the others are only listed there. */
export function readCycloneDxVex(document: JsonObject, source: string): VexStatement[] {
  const metadata = asObject(document.metadata);
  const components = componentsOf(document);
  const author = authorOf(metadata) ?? 'unknown';
  return objectsIn(document.vulnerabilities).flatMap((entry) => {
    const ids = vulnerabilityIds([entry.id, ...objectsIn(entry.references).map(({ id }) => id)]);
    const analysis = asObject(entry.analysis);
    const status = STATUSES.get(asText(analysis?.state) ?? '');
    const products = objectsIn(entry.affects).flatMap((affect) => productsOf(affect, components));
    if (ids.length === 0 || !analysis || status === undefined || products.length === 0) return [];
    const justification = shownText(analysis.justification);
    const text = shownText(analysis.detail);
    const timestamp =
      timeOf(analysis.lastUpdated) ??
      timeOf(entry.updated) ??
      timeOf(analysis.firstIssued) ??
      timeOf(metadata?.timestamp);
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

/** Components by their reference, nested ones and the document's own subject too. */
function componentsOf(document: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const collect = (component: JsonObject, depth: number): void => {
    const reference = asText(component['bom-ref']);
    if (reference !== undefined && !found.has(reference)) found.set(reference, component);
    if (depth < DEEPEST_COMPONENT) for (const inner of objectsIn(component.components)) collect(inner, depth + 1);
  };
  const subject = asObject(asObject(document.metadata)?.component);
  if (subject) collect(subject, 0);
  for (const component of objectsIn(document.components)) collect(component, 0);
  return found;
}

/** A reference is a component of this document, a package URL, or a link into another document (`urn:cdx:…#…`). */
function productsOf(affect: JsonObject, components: ReadonlyMap<string, JsonObject>): VexProduct[] {
  const reference = asText(affect.ref) ?? '';
  const inner = reference.startsWith('urn:cdx:') ? decoded(reference.slice(reference.indexOf('#') + 1)) : reference;
  const component = components.get(inner) ?? components.get(reference);
  const purl = asText(component?.purl) ?? inner;
  const digests = objectsIn(component?.hashes)
    .map((hash) => digestOf(asText(hash.alg) ?? '', hash.content))
    .filter((digest) => digest !== undefined);
  const isPurl = purl.startsWith('pkg:');
  if (!isPurl && digests.length === 0) return [];
  const versions = versionsOf(affect.versions);
  if (versions === 'ranges') return [];
  if (versions.length === 0) return [{ purls: isPurl ? [purl] : [], digests, components: [] }];
  return isPurl
    ? versions.map((version) => ({ purls: [withVersion(purl, version)], digests: [], components: [] }))
    : [];
}

/** The versions that are named one by one. A statement about ranges alone is left out rather than taken for all versions. */
function versionsOf(value: Json | undefined): string[] | 'ranges' {
  const rows = objectsIn(value);
  const versions = rows.map(({ version }) => asText(version)).filter((version) => version !== undefined);
  return rows.length > 0 && versions.length === 0 ? 'ranges' : versions;
}

function withVersion(purl: string, version: string): string {
  const tail = purl.search(/[?#]/);
  const path = tail === -1 ? purl : purl.slice(0, tail);
  const at = path.lastIndexOf('@');
  const bare = at > path.lastIndexOf('/') ? path.slice(0, at) : path;
  return `${bare}@${encodeURIComponent(version)}${tail === -1 ? '' : purl.slice(tail)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function authorOf(metadata: JsonObject | undefined): string | undefined {
  const first = asObject(asList(metadata?.authors)[0]);
  return (
    shownText(first?.name) ??
    shownText(asObject(metadata?.supplier)?.name) ??
    shownText(asObject(metadata?.manufacturer)?.name)
  );
}
