import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { parseJavaProperties } from '../../format/java-properties.ts';
import { childElements, childText, parseXml, type XmlElement } from '../../format/xml.ts';
import { identifier, type JavaPackage, versionText } from './coordinates.ts';

/** Longer ones are no coordinates, and could grow without bound when put into each other. */
const LONGEST_VALUE = 300;

/** What one `META-INF/maven/group/artifact/` folder tells of a package. */
export type Pom = JavaPackage;

/** @throws FormatError when it does not name a package. */
export function parsePomProperties(bytes: Uint8Array): Pom {
  const properties = parseJavaProperties(Buffer.from(bytes).toString('utf8'));
  const artifact = identifier(properties.get('artifactId'));
  if (!artifact) throw new FormatError('pom.properties names no artifact');
  const group = identifier(properties.get('groupId'));
  return { group, artifact, version: versionText(properties.get('version')), licenses: [] };
}

/** Own coordinates, or the parent's where the pom inherits them. @throws FormatError when it is no pom. */
export function parsePomXml(bytes: Uint8Array): Pom {
  const project = parseXml(bytes, limits.descriptor);
  if (project.name !== 'project') throw new FormatError('not a Maven pom: its root is not <project>');
  const values = pomValues(project);
  const text = (parent: XmlElement | undefined, name: string): string | undefined =>
    parent && substitute(childText(parent, name), values);
  const [parent] = childElements(project, 'parent');
  const artifact = identifier(text(project, 'artifactId'));
  if (!artifact) throw new FormatError('pom names no artifact');
  const supplier = text(childElements(project, 'organization')[0], 'name');
  const homepage = text(project, 'url');
  return {
    group: identifier(text(project, 'groupId')) ?? identifier(text(parent, 'groupId')),
    artifact,
    version: versionText(text(project, 'version')) || versionText(text(parent, 'version')),
    licenses: licenses(project, text),
    ...(supplier && !supplier.includes('${') ? { supplier } : {}),
    ...(homepage && /^https?:\/\/[^\s$]+$/.test(homepage) ? { homepage } : {}),
  };
}

function licenses(
  project: XmlElement,
  text: (parent: XmlElement | undefined, name: string) => string | undefined,
): string[] {
  const [list] = childElements(project, 'licenses');
  return (list ? childElements(list, 'license') : [])
    .map((license) => text(license, 'name') ?? text(license, 'url'))
    .filter((license) => license !== undefined)
    .map((license) => license.replace(/\s+/g, ' '));
}

/** What `${…}` in this pom may stand for. */
function pomValues(project: XmlElement): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const [parent] = childElements(project, 'parent');
  for (const name of ['groupId', 'version']) {
    const inherited = parent && childText(parent, name);
    const value = childText(project, name) ?? inherited;
    if (value !== undefined) {
      values.set(`project.${name}`, value);
      values.set(`pom.${name}`, value);
    }
    if (inherited !== undefined) values.set(`project.parent.${name}`, inherited);
  }
  const artifact = childText(project, 'artifactId');
  if (artifact !== undefined) values.set('project.artifactId', artifact);
  const [properties] = childElements(project, 'properties');
  for (const property of properties ? childElements(properties) : []) values.set(property.name, property.text.trim());
  for (const [name, value] of values) if (value.length > LONGEST_VALUE) values.delete(name);
  return values;
}

/** Placeholders may lead to placeholders; a few rounds are enough for honest poms. */
function substitute(text: string | undefined, values: ReadonlyMap<string, string>): string | undefined {
  let current = text;
  for (let round = 0; round < 4 && current?.includes('${') && current.length < 4096; round++) {
    current = current.replace(/\$\{([\w.-]{1,200})\}/g, (whole, name: string) => values.get(name) ?? whole);
  }
  return current;
}
