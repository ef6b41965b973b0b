import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredAddress, declaredLicenses, declaredLine, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf } from '../folder-path.ts';

/** Node.js packages as npm, pnpm and yarn install them, and applications that name themselves. */
export const npm: Cataloger = {
  name: 'npm',
  version: 1,
  reads: [glob('**/package.json')],
  *catalog(file) {
    const place = placeOf(folderOf(file.path));
    if (!place) return;
    const found =
      place === 'installed' ? parseManifest(descriptionText(file)) : parseApplication(descriptionText(file));
    if (!found) return;
    yield {
      ...found,
      // An application folder also holds data and whatever else was put there: it vouches for nothing but its manifest.
      ...(place === 'installed' ? { ownsBelow: [folderOf(file.path)] } : { owns: () => [{ path: file.path }] }),
    };
  },
};

/** Folders in which packages keep copies of other packages that nothing ever loads. */
const TEST_FOLDERS = new Set(['test', 'tests', '__tests__', 'fixture', 'fixtures', '__fixtures__', 'testdata', 'spec']);

/** Is the folder a place for an installed package, for an application, or a part of a package that says nothing? */
function placeOf(folder: string): 'installed' | 'application' | undefined {
  const parts = folder.split('/');
  const first = parts.indexOf('node_modules');
  const last = parts.lastIndexOf('node_modules');
  if (isTestFolder(last < 0 ? parts : parts.slice(0, last), Math.max(first, 0))) return undefined;
  if (last < 0) return 'application';
  return isPackageFolder(parts.slice(last + 1)) ? 'installed' : undefined;
}

function isTestFolder(parts: readonly string[], from: number): boolean {
  return parts.some((part, i) => i >= from && TEST_FOLDERS.has(part) && !isPackageName(parts, i));
}

/** A package may itself be called `test`. */
function isPackageName(parts: readonly string[], index: number): boolean {
  const above = parts[index - 1];
  return above === 'node_modules' || (above?.startsWith('@') === true && parts[index - 2] === 'node_modules');
}

function isPackageFolder(below: readonly string[]): boolean {
  const [first = '', second, third] = below;
  if (first.startsWith('@')) return below.length === 2;
  // yarn's pnpm linker: node_modules/.store/<name>-npm-<version>-<hash>/package
  if (first === '.store') return below.length === 3 && second !== undefined && third === 'package';
  return below.length === 1 && first !== '' && !first.startsWith('.');
}

/** Outside node_modules the name `package.json` promises nothing: templates and broken examples abound. */
function parseApplication(text: string): FoundPackage | undefined {
  try {
    const found = parseManifest(text);
    return found?.version ? found : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function parseManifest(text: string): FoundPackage | undefined {
  const manifest = asObject(parseJson(text));
  if (!manifest) throw new FormatError('package.json is not an object');
  const name = declaredWord(manifest.name);
  // Editor extensions have package.json files too; their own cataloger reads them.
  if (manifest.name !== undefined && !(name && isName(name)))
    throw new FormatError('package.json has an impossible name');
  if (!name || asObject(manifest.engines)?.vscode !== undefined) return undefined;
  return {
    type: 'npm',
    name,
    version: declaredWord(manifest.version) ?? '',
    ...whatIsSet({
      licenses: declaredLicenses(manifest.license, manifest.licenses),
      supplier: person(manifest.author),
      homepage: homepage(manifest),
    }),
  };
}

/** Upper case and odd characters were allowed once; a scope is the only place for a slash. */
function isName(name: string): boolean {
  return /^(?:@[^@/\s]+\/)?[^@/\s][^/\s]*$/.test(name);
}

function person(author: Json | undefined): string | undefined {
  const object = asObject(author);
  if (!object) return declaredLine(author);
  const name = declaredLine(object.name);
  const email = declaredWord(object.email);
  return name && email ? `${name} <${email}>` : (name ?? email);
}

function homepage(manifest: JsonObject): string | undefined {
  const home = asText(manifest.homepage) ?? asObject(manifest.homepage)?.url;
  return declaredAddress(home);
}
