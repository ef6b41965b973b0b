import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { lines } from '../../format/lines.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { RecordCount } from '../damage.ts';
import { isPlainWord } from '../image-path.ts';

/** Bitnami's components below `opt/bitnami`: one SPDX document each, in older images one list of all. */
export const bitnami: Cataloger = {
  name: 'bitnami',
  version: 1,
  reads: [glob('opt/bitnami/.bitnami_components.json'), glob('opt/bitnami/**/.spdx-*.spdx')],

  *catalog(file) {
    const count = new RecordCount('components');
    const text = file.text();
    const found = file.path.endsWith('.json') ? components(text, count) : spdxPackages(text, { file, count });
    for (const component of found) yield component;
    count.finish();
  },
};

/** `{ "redis": { "arch": "amd64", "distro": "debian-12", "version": "7.4.1-0", … } }`. */
function* components(text: string, count: RecordCount): Iterable<FoundPackage> {
  const list = asObject(parseJson(text));
  if (!list) throw new FormatError('not an object of components');
  for (const [name, value] of Object.entries(list)) {
    count.add();
    const entry = asObject(value);
    const found = describe({
      name,
      version: asText(entry?.version),
      arch: asText(entry?.arch),
      distro: asText(entry?.distro),
    });
    if (found) yield { ...found, ownsBelow: [`opt/bitnami/${name}`] };
    else count.damaged(name);
  }
}

interface SpdxPackage {
  readonly id: string;
  readonly purl: string;
  readonly license: string;
  readonly cpes: readonly string[];
}

/** Packages of other types in the document are what the component was built from: other catalogers see them. */
function* spdxPackages(text: string, from: { file: KeptFile; count: RecordCount }): Iterable<FoundPackage> {
  const { main, packages } = /^\s*\{/.test(text) ? readJson(text) : readTagValue(text);
  for (const entry of packages) {
    if (!entry.purl.startsWith('pkg:bitnami/')) continue;
    from.count.add();
    const found = describe(parsePurl(entry.purl));
    if (!found) {
      from.count.damaged(entry.purl);
      continue;
    }
    const isLicense = !['', 'NONE', 'NOASSERTION'].includes(entry.license);
    yield {
      ...found,
      ...(isLicense ? { licenses: [entry.license] } : {}),
      ...(entry.cpes.length > 0 ? { cpes: entry.cpes } : {}),
      ...(entry.id === main ? { ownsBelow: [from.file.path.slice(0, from.file.path.lastIndexOf('/'))] } : {}),
    };
  }
}

interface SpdxDocument {
  /** SPDXID of the package that the document describes. */
  readonly main: string;
  readonly packages: readonly SpdxPackage[];
}

function readJson(text: string): SpdxDocument {
  const document = asObject(parseJson(text));
  const packages = asList(document?.packages).map((value) => readJsonPackage(asObject(value) ?? {}));
  return { main: asText(asList(document?.documentDescribes)[0]) ?? '', packages };
}

function readJsonPackage(entry: JsonObject): SpdxPackage {
  const references = asList(entry.externalRefs).map(asObject);
  const located = (type: string): string[] =>
    references
      .filter((reference) => reference?.referenceType === type)
      .flatMap((reference) => textOf(reference?.referenceLocator));
  return {
    id: asText(entry.SPDXID) ?? '',
    purl: located('purl')[0] ?? '',
    license: asText(entry.licenseDeclared) ?? '',
    cpes: located('cpe23Type').flatMap(applicationCpe),
  };
}

function textOf(value: Json | undefined): string[] {
  const text = asText(value);
  return text === undefined ? [] : [text];
}

/** `Tag: value` lines; a package begins at PackageName. */
function readTagValue(text: string): SpdxDocument {
  if (!/^SPDXVersion:/m.test(text.slice(0, 4_000))) throw new FormatError('not an SPDX document');
  const packages: SpdxPackage[] = [];
  let main = '';
  let current: { id: string; purl: string; license: string; cpes: string[] } | undefined;
  for (const line of lines(text)) {
    const colon = line.indexOf(': ');
    const tag = line.slice(0, Math.max(colon, 0));
    const value = line.slice(colon + 2).trim();
    const words = value.split(' ', 3);
    if (tag === 'PackageName') {
      current = { id: '', purl: '', license: '', cpes: [] };
      packages.push(current);
    } else if (tag === 'Relationship' && words[1] === 'DESCRIBES') main = words[2] ?? '';
    else if (!current) continue;
    else if (tag === 'SPDXID') current.id = value;
    else if (tag === 'PackageLicenseDeclared') current.license = value;
    else if (tag === 'ExternalRef' && words[1] === 'purl') current.purl = words[2] ?? '';
    else if (tag === 'ExternalRef' && words[1] === 'cpe23Type') current.cpes.push(...applicationCpe(words[2] ?? ''));
  }
  return { main, packages };
}

/** Bitnami leaves the part open (`cpe:2.3:*:redis:…`); all its components are applications. */
function applicationCpe(cpe: string): string[] {
  const match = /^cpe:2\.3:[*a]:(\S{1,500})$/.exec(cpe);
  return match ? [`cpe:2.3:a:${match[1]}`] : [];
}

interface Component {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly arch: string | undefined;
  readonly distro: string | undefined;
}

/** `pkg:bitnami/redis@7.4.1-0?arch=arm64&distro=debian-12`. */
function parsePurl(purl: string): Component {
  const match = /^pkg:bitnami\/([^/@?#]{1,200})@([^@?#]{1,200})(?:\?([^#]{0,500}))?$/.exec(purl);
  const qualifiers = new URLSearchParams(match?.[3] ?? '');
  return {
    name: decode(match?.[1]),
    version: decode(match?.[2]),
    arch: qualifiers.get('arch') ?? undefined,
    distro: qualifiers.get('distro') ?? undefined,
  };
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function describe({ name, version, arch, distro }: Component): FoundPackage | undefined {
  if (!isPlainWord(name) || !isPlainWord(version) || name.includes('/') || name.startsWith('.')) return undefined;
  const qualifiers = { ...(isPlainWord(arch) ? { arch } : {}), ...(isPlainWord(distro) ? { distro } : {}) };
  return {
    type: 'bitnami',
    name,
    version,
    ...(isPlainWord(arch) ? { architecture: arch } : {}),
    ...(Object.keys(qualifiers).length > 0 ? { qualifiers } : {}),
  };
}
