import { FormatError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';

/** Tags of a package, and the fields of the JSON form that they stand for. */
const PACKAGE_FIELDS: ReadonlyMap<string, string> = new Map([
  ['SPDXID', 'SPDXID'],
  ['PackageVersion', 'versionInfo'],
  ['PackageSupplier', 'supplier'],
  ['PackageOriginator', 'originator'],
  ['PackageHomePage', 'homepage'],
  ['PackageSummary', 'summary'],
  ['PackageLicenseDeclared', 'licenseDeclared'],
  ['PackageLicenseConcluded', 'licenseConcluded'],
  ['PrimaryPackagePurpose', 'primaryPackagePurpose'],
]);

/** Tags that open something other than a package. */
const OTHER_SECTIONS: ReadonlySet<string> = new Set(['FileName', 'SnippetSPDXID', 'LicenseID']);

/** SPDX tag-value in the form of SPDX JSON, as far as `readSpdx` reads it. @throws FormatError when it is not. */
export function spdxTagValueToJson(text: string): JsonObject {
  const packages: Map<string, JsonObject[] | string>[] = [];
  const relationships: JsonObject[] = [];
  let version = '';
  let current: Map<string, JsonObject[] | string> | undefined;
  for (const [tag, value] of tagValues(text)) {
    if (tag === 'SPDXVersion') version = value;
    else if (tag === 'PackageName') {
      if (packages.length >= limits.packagesPerFile)
        throw new FormatError(`more than ${limits.packagesPerFile} packages`);
      current = new Map<string, JsonObject[] | string>([['name', value]]);
      packages.push(current);
    } else if (OTHER_SECTIONS.has(tag)) current = undefined;
    else if (tag === 'Relationship') relationships.push(relationship(value));
    else if (current) addField(current, tag, value);
  }
  if (!version.startsWith('SPDX-2.')) throw new FormatError('not an SPDX 2 document');
  return { spdxVersion: version, packages: packages.map((fields) => Object.fromEntries(fields)), relationships };
}

function addField(fields: Map<string, JsonObject[] | string>, tag: string, value: string): void {
  const name = PACKAGE_FIELDS.get(tag);
  if (name !== undefined) fields.set(name, value);
  if (tag === 'ExternalRef') {
    const [category = '', type = '', locator = ''] = value.split(/\s+/, 3);
    append(fields, 'externalRefs', { referenceCategory: category, referenceType: type, referenceLocator: locator });
  }
  if (tag === 'PackageChecksum') {
    const [algorithm = '', sum = ''] = value.split(/:\s*/, 2);
    append(fields, 'checksums', { algorithm, checksumValue: sum });
  }
}

function append(fields: Map<string, JsonObject[] | string>, name: string, entry: JsonObject): void {
  const list = fields.get(name);
  if (Array.isArray(list)) list.push(entry);
  else fields.set(name, [entry]);
}

function relationship(value: string): JsonObject {
  const [from = '', type = '', to = ''] = value.split(/\s+/, 3);
  return { spdxElementId: from, relationshipType: type, relatedSpdxElement: to };
}

/** `Tag: value` lines; a value in `<text>` may run over many lines. */
function* tagValues(text: string): Generator<[string, string]> {
  let at = 0;
  while (at < text.length) {
    const lineEnd = indexOrEnd(text, '\n', at);
    const colon = text.indexOf(':', at);
    let end = lineEnd;
    if (colon >= 0 && colon < lineEnd && text.charAt(at) !== '#') {
      const start = text.slice(colon + 1, lineEnd).trimStart();
      const isLong = start.startsWith('<text>');
      if (isLong) end = indexOrEnd(text, '</text>', colon);
      const value = text.slice(colon + 1, end).trim();
      yield [text.slice(at, colon).trim(), isLong ? value.slice('<text>'.length) : value];
      if (isLong) end = indexOrEnd(text, '\n', end);
    }
    at = end + 1;
  }
}

function indexOrEnd(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at < 0 ? text.length : at;
}
