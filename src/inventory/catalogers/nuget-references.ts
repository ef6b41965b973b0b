import { FormatError } from '../../base/errors.ts';
import { asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { childElements, parseXml, type XmlElement } from '../../format/xml.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredWord } from '../declared.ts';

/** .NET: packages that a project left in the image says it uses: lock file, packages.config, central package versions. */
export const nugetReferences: Cataloger = {
  name: 'nuget-references',
  version: 1,
  reads: [glob('**/packages.lock.json'), glob('**/packages.config'), glob('**/*Packages.props')],

  *catalog(file) {
    if (file.path.endsWith('.json')) yield* locked(file);
    else if (file.path.endsWith('.config')) yield* configured(file);
    else yield* central(file);
  },
};

function* locked(file: KeptFile): Iterable<FoundPackage> {
  const frameworks = asObject(asObject(parseJson(file.text()))?.dependencies);
  if (!frameworks) throw new FormatError('packages.lock.json lists no dependencies');
  const seen = new Set<string>();
  for (const framework of Object.values(frameworks)) {
    for (const [name, value] of Object.entries(asObject(framework) ?? {})) {
      const entry = asObject(value);
      const found = nuget(name, asText(entry?.resolved));
      if (!found || asText(entry?.type) === 'Project' || seen.has(`${found.name}/${found.version}`)) continue;
      seen.add(`${found.name}/${found.version}`);
      yield found;
    }
  }
}

/** `<packages><package id="…" version="…"/></packages>`; development dependencies are not shipped. */
function* configured(file: KeptFile): Iterable<FoundPackage> {
  for (const element of childElements(parseXml(file.bytes(), limits.descriptor), 'package')) {
    const { id, version, developmentDependency } = element.attributes;
    const found = nuget(id, version);
    if (found && developmentDependency !== 'true') yield found;
  }
}

/** `<Project><ItemGroup><PackageVersion Include="…" Version="…"/></ItemGroup></Project>` */
function* central(file: KeptFile): Iterable<FoundPackage> {
  const project = parseXml(file.bytes(), limits.descriptor);
  const properties = new Map<string, string>();
  for (const group of childElements(project, 'PropertyGroup')) {
    for (const property of childElements(group)) properties.set(property.name, property.text.trim());
  }
  for (const group of childElements(project, 'ItemGroup')) {
    for (const name of ['PackageVersion', 'PackageReference', 'GlobalPackageReference']) {
      for (const element of childElements(group, name)) {
        const found = nuget(element.attributes.Include ?? element.attributes.Update, versionOf(element, properties));
        if (found) yield found;
      }
    }
  }
}

/** A version, or `$(Property)` of the same file. */
function versionOf(element: XmlElement, properties: ReadonlyMap<string, string>): string | undefined {
  const written = (element.attributes.Version ?? childElements(element, 'Version')[0]?.text)?.trim();
  const property = /^\$\(([^()]+)\)$/.exec(written ?? '')?.[1];
  return property === undefined ? written : properties.get(property);
}

/** Ranges, wildcards and unresolved variables are no versions. */
function nuget(id: string | undefined, version: string | undefined): FoundPackage | undefined {
  const name = declaredWord(id);
  const exact = declaredWord(version)?.replace(/^\[([^,()[\]]+)\]$/, '$1');
  return name && exact && /^\d[^*,$[\]()]*$/.test(exact) ? { type: 'nuget', name, version: exact } : undefined;
}
