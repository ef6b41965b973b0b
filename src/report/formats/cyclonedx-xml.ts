import type { SbomInput } from '../sbom.ts';
import {
  type CycloneDxComponent,
  type CycloneDxLicense,
  type CycloneDxVersion,
  cycloneDxDocument,
} from './cyclonedx-document.ts';
import { element, writeXml, type XmlElement } from './xml.ts';

/** The bill of materials as CycloneDX XML. The schema fixes the order of elements. */
export function writeCycloneDxXml(input: SbomInput, version: CycloneDxVersion = '1.6'): string {
  const { serialNumber, metadata, components, dependencies } = cycloneDxDocument(input, version);
  const attributes = { xmlns: `http://cyclonedx.org/schema/bom/${version}`, serialNumber, version: '1' };
  return writeXml(
    element('bom', attributes, [
      element('metadata', {}, [
        element('timestamp', {}, metadata.timestamp),
        element('tools', {}, [element('components', {}, metadata.tools.components.map(componentElement))]),
        componentElement(metadata.component),
      ]),
      element('components', {}, components.map(componentElement)),
      element(
        'dependencies',
        {},
        dependencies.map(({ ref, dependsOn = [] }) =>
          element(
            'dependency',
            { ref },
            dependsOn.map((target) => element('dependency', { ref: target }, [])),
          ),
        ),
      ),
    ]),
  );
}

function componentElement(component: CycloneDxComponent): XmlElement {
  const reference = component['bom-ref'];
  const attributes = { type: component.type, ...(reference ? { 'bom-ref': reference } : {}) };
  return element('component', attributes, [
    ...(component.supplier ? [element('supplier', {}, [element('name', {}, component.supplier.name)])] : []),
    ...texts(component, ['group', 'name', 'version', 'description']),
    ...list('hashes', component.hashes, ({ alg, content }) => element('hash', { alg }, content)),
    ...list('licenses', component.licenses, licenseElement),
    ...texts(component, ['cpe', 'purl']),
    ...list('externalReferences', component.externalReferences, ({ type, url }) =>
      element('reference', { type }, [element('url', {}, url)]),
    ),
    ...list('properties', component.properties, ({ name, value }) => element('property', { name }, value)),
    ...(component.evidence ? [evidenceElement(component.evidence)] : []),
  ]);
}

function licenseElement(choice: CycloneDxLicense): XmlElement {
  if ('expression' in choice) return element('expression', {}, choice.expression);
  const { license } = choice;
  return element('license', {}, ['id' in license ? element('id', {}, license.id) : element('name', {}, license.name)]);
}

function evidenceElement(evidence: NonNullable<CycloneDxComponent['evidence']>): XmlElement {
  return element('evidence', {}, [
    ...evidence.identity.map(({ field, confidence, methods }) =>
      element('identity', {}, [
        element('field', {}, field),
        element('confidence', {}, String(confidence)),
        ...list('methods', methods, (method) =>
          element('method', {}, [
            element('technique', {}, method.technique),
            element('confidence', {}, String(method.confidence)),
            element('value', {}, method.value),
          ]),
        ),
      ]),
    ),
    ...list('occurrences', evidence.occurrences, ({ location, additionalContext }) =>
      element('occurrence', {}, [
        element('location', {}, location),
        element('additionalContext', {}, additionalContext),
      ]),
    ),
  ]);
}

function texts<Field extends string>(
  component: { readonly [field in Field]?: string },
  fields: readonly Field[],
): XmlElement[] {
  return fields.flatMap((field) => {
    const text = component[field];
    return text === undefined ? [] : [element(field, {}, text)];
  });
}

function list<Item>(name: string, items: readonly Item[] | undefined, write: (item: Item) => XmlElement): XmlElement[] {
  return items && items.length > 0 ? [element(name, {}, items.map(write))] : [];
}
