import { XmlElement, XmlText } from '@rgrove/parse-xml';
import { FormatError } from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { parseXml } from '../xml.ts';

/** CycloneDX XML in the form of CycloneDX JSON, as far as `readCycloneDx` reads it. @throws FormatError when it is not. */
export function cycloneDxXmlToJson(text: string): JsonObject {
  const root = parseXml(Buffer.from(text), limits.sbomXml);
  const version = /^http:\/\/cyclonedx\.org\/schema\/bom\/(\d\.\d)$/.exec(namespaceOf(root))?.[1];
  if (localName(root) !== 'bom' || version === undefined) throw new FormatError('XML is not a CycloneDX document');
  const metadata = child(child(root, 'metadata'), 'component');
  return {
    specVersion: version,
    components: componentList(root),
    ...(metadata ? { metadata: { component: component(metadata) } } : {}),
  };
}

function component(element: XmlElement): JsonObject {
  const cpe = childText(element, 'cpe');
  return {
    type: attribute(element, 'type'),
    ...texts(element, ['group', 'name', 'version', 'description', 'purl', 'publisher']),
    ...(cpe === undefined ? {} : { cpe }),
    supplier: { name: childText(child(element, 'supplier'), 'name') ?? null },
    hashes: children(child(element, 'hashes'), 'hash').map((hash) => ({
      alg: attribute(hash, 'alg'),
      content: textOf(hash),
    })),
    licenses: licenses(child(element, 'licenses')),
    externalReferences: children(child(element, 'externalReferences'), 'reference').map((reference) => ({
      type: attribute(reference, 'type'),
      url: childText(reference, 'url') ?? null,
    })),
    properties: children(child(element, 'properties'), 'property').map((property) => ({
      name: attribute(property, 'name'),
      value: textOf(property),
    })),
    evidence: {
      occurrences: children(child(child(element, 'evidence'), 'occurrences'), 'occurrence').map((occurrence) => ({
        ...texts(occurrence, ['location', 'additionalContext']),
      })),
    },
    components: componentList(element),
  };
}

function componentList(parent: XmlElement): Json {
  return children(child(parent, 'components'), 'component').map(component);
}

function licenses(element: XmlElement | undefined): Json {
  return [
    ...children(element, 'license').map((license) => ({ license: texts(license, ['id', 'name', 'url']) })),
    ...children(element, 'expression').map((expression) => ({ expression: textOf(expression) })),
  ];
}

function texts(element: XmlElement, names: readonly string[]): JsonObject {
  const found = names.map((name) => [name, childText(element, name)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (node): node is XmlElement => node instanceof XmlElement && localName(node) === name,
  );
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return children(element, name)[0];
}

function childText(element: XmlElement | undefined, name: string): string | undefined {
  const found = child(element, name);
  return found && textOf(found);
}

function textOf(element: XmlElement): string {
  return element.children.map((node) => (node instanceof XmlText ? node.text : '')).join('');
}

function attribute(element: XmlElement, name: string): Json {
  return Object.hasOwn(element.attributes, name) ? (element.attributes[name] ?? null) : null;
}

function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

function namespaceOf(root: XmlElement): string {
  const prefix = root.name.includes(':') ? `xmlns:${root.name.slice(0, root.name.indexOf(':'))}` : 'xmlns';
  return String(attribute(root, prefix));
}
