import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { asDigestText, type SbomComponent, type SbomDocument } from './document.ts';

/** Reads CycloneDX 1.2 to 1.7 from its JSON form. @throws FormatError when it holds too much. */
export function readCycloneDx(root: JsonObject): SbomDocument {
  const subject = readSubject(asObject(asObject(root.metadata)?.component));
  return {
    format: 'cyclonedx',
    version: asText(root.specVersion) ?? '',
    ...(subject ? { subject } : {}),
    components: flatten(root.components).flatMap(readComponent),
  };
}

function readSubject(component: JsonObject | undefined): SbomDocument['subject'] {
  const name = asText(component?.name);
  if (component === undefined || name === undefined) return undefined;
  const sha256 = asList(component.hashes).find((hash) => asObject(hash)?.alg === 'SHA-256');
  const digest =
    asDigestText(asText(component.version)) ??
    /@(sha256(?::|%3A)[0-9a-f]{64})/i.exec(asText(component.purl) ?? '')?.[1]?.replace(/%3a/i, ':') ??
    asDigestText(`sha256:${asText(asObject(sha256)?.content)}`);
  return { name, ...(digest ? { digest } : {}) };
}

/** Components may hold components, to any depth. */
function flatten(list: Json | undefined): JsonObject[] {
  const found: JsonObject[] = [];
  const waiting = [...asList(list)].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const component = asObject(next);
    if (!component) continue;
    if (found.length >= limits.packagesPerFile) throw new FormatError(`more than ${limits.packagesPerFile} components`);
    found.push(component);
    for (const inner of [...asList(component.components)].reverse()) waiting.push(inner);
  }
  return found;
}

function readComponent(component: JsonObject): SbomComponent[] {
  const name = asText(component.name);
  const type = asText(component.type) ?? 'library';
  const purl = asText(component.purl);
  const properties = readProperties(component.properties);
  if (name === undefined || type === 'container' || type === 'file' || type === 'device') return [];
  // Trivy lists the lock files and databases that it read as applications.
  if (type === 'application' && purl === undefined && properties.has('aquasecurity:trivy:Class')) return [];
  const website = asList(component.externalReferences).find((entry) => asObject(entry)?.type === 'website');
  const cpe = asText(component.cpe);
  return [
    {
      kind: type === 'operating-system' ? 'operating-system' : 'package',
      ...text('group', component.group),
      name,
      ...text('version', component.version),
      ...text('description', component.description),
      ...(purl ? { purl } : {}),
      cpes: [...(cpe ? [cpe] : []), ...(properties.get('syft:cpe23') ?? []).filter((other) => other !== cpe)],
      licenses: asList(component.licenses).flatMap(readLicense),
      ...text('supplier', asObject(component.supplier)?.name ?? component.publisher),
      ...text('homepage', asObject(website)?.url),
      properties,
      locations: readLocations(component, properties),
    },
  ];
}

function readProperties(list: Json | undefined): Map<string, string[]> {
  const properties = new Map<string, string[]>();
  for (const entry of asList(list)) {
    const name = asText(asObject(entry)?.name);
    const value = asText(asObject(entry)?.value);
    if (name === undefined || value === undefined) continue;
    const values = properties.get(name);
    if (values) values.push(value);
    else properties.set(name, [value]);
  }
  return properties;
}

function readLicense(choice: Json): string[] {
  const license = asObject(asObject(choice)?.license);
  const name =
    asText(asObject(choice)?.expression) ?? asText(license?.id) ?? asText(license?.name) ?? asText(license?.url);
  return name === undefined ? [] : [name];
}

function readLocations(component: JsonObject, properties: ReadonlyMap<string, readonly string[]>) {
  const occurrences = asList(asObject(component.evidence)?.occurrences).flatMap((entry) => {
    const path = asText(asObject(entry)?.location);
    const layer = /^layer=(\d{1,6})$/.exec(asText(asObject(entry)?.additionalContext) ?? '')?.[1];
    return path === undefined ? [] : [{ path, ...(layer === undefined ? {} : { layer: Number(layer) }) }];
  });
  if (occurrences.length > 0) return occurrences;
  const names = [...properties.keys()].filter((name) =>
    /^syft:location:\d+:path$|^aquasecurity:trivy:FilePath$/.test(name),
  );
  return names.flatMap((name) => (properties.get(name) ?? []).map((path) => ({ path })));
}

function text<Name extends string>(name: Name, value: Json | undefined): { [key in Name]?: string } {
  const found = asText(value);
  const result: { [key in Name]?: string } = {};
  if (found) result[name] = found;
  return result;
}
