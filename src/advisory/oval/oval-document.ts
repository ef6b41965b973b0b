import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { childElements, childText, localName, parseXml, type XmlElement } from '../../format/xml.ts';
import { type OvalCriteria, readCriteria } from './oval-criteria.ts';

/** An OVAL document: what is wrong when which packages are installed. Only tests of rpm packages are resolved. */
export interface OvalDocument {
  readonly definitions: readonly OvalDefinition[];
  /** By id. */
  readonly tests: ReadonlyMap<string, OvalTest>;
}

export interface OvalDefinition {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity?: string;
  readonly issued?: string;
  readonly updated?: string;
  /** Microsoft's own: `true`, `false`, `Not Applicable`. */
  readonly patchable?: string;
  readonly references: readonly OvalReference[];
  readonly cves: readonly OvalCve[];
  readonly criteria?: OvalCriteria;
}

export interface OvalReference {
  readonly source: string;
  readonly id: string;
  readonly url: string;
}

export interface OvalCve {
  readonly id: string;
  /** Vectors, without the scores that stand before them. */
  readonly cvss: readonly string[];
}

/** What one test asks of an installed package. */
export interface OvalTest {
  readonly package: string;
  /** The test is true where the package is missing. */
  readonly missing: boolean;
  readonly evr?: { readonly operation: string; readonly version: string };
  readonly version?: string;
  /** Architectures, a pattern as written: `(aarch64|x86_64)`. */
  readonly architectures?: string;
}

/** Reads a whole OVAL document, or the slice of one that a single definition needs. @throws FormatError where it is damaged. */
export function parseOval(text: string): OvalDocument {
  const root = parseXml(Buffer.from(text), limits.feedDocument);
  if (localName(root) !== 'oval_definitions') throw new FormatError('not an OVAL document');
  const sections = childElements(root);
  const of = (name: string, kind: string) =>
    sections
      .filter((section) => localName(section) === name)
      .flatMap((section) => childElements(section))
      .filter((element) => localName(element) === kind);
  const definitions = of('definitions', 'definition').map(readDefinition);
  const objects = new Map(of('objects', 'rpminfo_object').map((each) => [idOf(each), childText(each, 'name') ?? '']));
  // SUSE's files of old had `<state>` around the states.
  const states = new Map(
    [...of('states', 'rpminfo_state'), ...of('state', 'rpminfo_state')].map((each) => [idOf(each), each]),
  );
  const tests = new Map<string, OvalTest>();
  for (const element of of('tests', 'rpminfo_test')) {
    const name = objects.get(reference(element, 'object') ?? '');
    if (name)
      tests.set(idOf(element), readTest(element, { name, state: states.get(reference(element, 'state') ?? '') }));
  }
  return { definitions, tests };
}

function readDefinition(element: XmlElement): OvalDefinition {
  const metadata = childElements(element, 'metadata')[0] ?? element;
  const advisory = childElements(metadata, 'advisory')[0] ?? metadata;
  const criteria = childElements(element, 'criteria')[0];
  return {
    id: idOf(element),
    title: childText(metadata, 'title') ?? '',
    description: childText(metadata, 'description') ?? '',
    ...given('severity', childText(advisory, 'severity')),
    ...given('issued', dateOf(advisory, 'issued') ?? childText(metadata, 'advisory_date')),
    ...given('updated', dateOf(advisory, 'updated')),
    ...given('patchable', childText(metadata, 'patchable')),
    references: childElements(metadata, 'reference').map(({ attributes }) => ({
      source: attributes.source ?? '',
      id: attributes.ref_id ?? '',
      url: attributes.ref_url ?? '',
    })),
    cves: childElements(advisory, 'cve').map(({ attributes, text }) => ({
      id: text.trim(),
      cvss: [attributes.cvss3, attributes.cvss2].flatMap(vectorOf),
    })),
    ...(criteria && { criteria: readCriteria(criteria) }),
  };
}

function readTest(element: XmlElement, { name, state }: { name: string; state: XmlElement | undefined }): OvalTest {
  const evr = state && childElements(state, 'evr')[0];
  return {
    package: name,
    missing: element.attributes.check_existence === 'none_exist',
    ...(evr && { evr: { operation: operationOf(evr), version: evr.text.trim() } }),
    ...given('version', state && childText(state, 'version')),
    ...given('architectures', state && childText(state, 'arch')),
  };
}

/** Files that a certain tool rewrote have the number of the operation in place of its name: 6 in the one that was seen. */
function operationOf({ attributes }: XmlElement): string {
  const operation = attributes.operation ?? 'equals';
  return operation === '6' ? 'less than' : operation;
}

/** `5.5/CVSS:3.1/AV:L/…` and `1.2/AV:L/…`: the score, then the vector. */
function vectorOf(scored: string | undefined): string[] {
  const vector = scored?.slice(scored.indexOf('/') + 1);
  return vector !== undefined && /^(?:CVSS:[34]\.\d\/)?A[VC]:[\w:/]{1,200}$/.test(vector) ? [vector] : [];
}

function dateOf(parent: XmlElement, name: string): string | undefined {
  return childElements(parent, name)[0]?.attributes.date;
}

function idOf({ attributes }: XmlElement): string {
  if (!attributes.id) throw new FormatError('an OVAL element without an id');
  return attributes.id;
}

function reference(element: XmlElement, name: 'object' | 'state'): string | undefined {
  return childElements(element, name)[0]?.attributes[`${name}_ref`];
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
