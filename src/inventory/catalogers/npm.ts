import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { declaredAddress, declaredLicenses, declaredLine, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf } from '../folder-path.ts';

/** Node.js packages as npm, pnpm and yarn install them, and applications that name themselves. */
export const npm: Cataloger = {
  name: 'npm',
  version: 1,
  reads: [glob('**/package.json')],
  *catalog(file, tree) {
    const folder = folderOf(file.path);
    const place = placeOf(folder);
    if (!place) return;
    const manifest = place === 'installed' ? readManifest(file) : applicationManifest(file);
    const found = manifest && describe(manifest);
    if (!manifest || !found || (place === 'application' && !found.version)) return;
    yield {
      ...found,
      // An application folder also holds data and whatever else was put there: it vouches for nothing but its manifest.
      ...(place === 'installed'
        ? { ownsBelow: [folder], ...ownedLaunchers(manifest, folder, tree) }
        : { owns: () => [{ path: file.path }] }),
    };
  },
};

function ownedLaunchers(manifest: JsonObject, folder: string, tree: FileTree): Pick<FoundPackage, 'owns'> {
  const owned = [...launchers(manifest, folder, tree)];
  return owned.length > 0 ? { owns: () => owned } : {};
}

/** pnpm writes small scripts that start a package's programs; npm and yarn make links. */
function* launchers(manifest: JsonObject, folder: string, tree: FileTree): Iterable<OwnedFile> {
  const programs = asObject(manifest.bin);
  const names = programs
    ? Object.keys(programs)
    : manifest.bin === undefined
      ? []
      : [declaredWord(manifest.name) ?? ''];
  const modules = folder.slice(0, folder.lastIndexOf('node_modules') + 'node_modules'.length);
  const store = /^(.*node_modules)\/\.pnpm\/[^/]+\/node_modules$/.exec(modules)?.[1];
  const folders = store === undefined ? [modules] : [modules, store, `${store}/.pnpm/node_modules`];
  for (const name of names) {
    const program = name.slice(name.lastIndexOf('/') + 1);
    for (const at of folders) {
      const path = `${at}/.bin/${program}`;
      if (tree.get(path)?.kind === 'script') yield { path };
    }
  }
}

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
function applicationManifest(file: KeptFile): JsonObject | undefined {
  try {
    const manifest = readManifest(file);
    return describe(manifest) ? manifest : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function readManifest(file: KeptFile): JsonObject {
  const manifest = asObject(parseJson(descriptionText(file)));
  if (!manifest) throw new FormatError('package.json is not an object');
  return manifest;
}

function describe(manifest: JsonObject): FoundPackage | undefined {
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
