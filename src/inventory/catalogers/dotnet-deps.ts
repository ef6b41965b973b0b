import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { declaredWord } from '../declared.ts';
import { folderOf, pathFrom } from '../folder-path.ts';

/** .NET: the packages whose files a published application or shared framework brings along. */
export const dotnetDeps: Cataloger = {
  name: 'dotnet-deps',
  version: 1,
  reads: [glob('**/*.deps.json')],

  *catalog(file, tree) {
    const document = asObject(parseJson(file.text()));
    const libraries = asObject(document?.libraries);
    if (!document || !libraries) throw new FormatError('deps.json lists no libraries');
    const target = runtimeTarget(document);
    for (const [key, value] of Object.entries(libraries)) {
      const type = asText(asObject(value)?.type);
      const assets = asObject(target?.[key]);
      if (!isInstalled(type, target && assets)) continue;
      const found = packageOf(key, type);
      if (found) yield { ...found, owns: () => ownedFiles(assets, { file, tree }) };
    }
  },
};

/** What the application runs on: `.NETCoreApp,Version=v8.0/linux-x64`. */
function runtimeTarget(document: JsonObject): JsonObject | undefined {
  const told = document.runtimeTarget;
  const name = asText(told) ?? asText(asObject(told)?.name);
  return name === undefined ? undefined : asObject(asObject(document.targets)?.[name]);
}

const ASSETS = ['runtime', 'native', 'resources', 'runtimeTargets'] as const;

/**
 * Projects are the application's own code; a package without a file at run time was needed only to compile, or is in the framework.
 * Without a target nothing is told of files: then all packages count.
 */
function isInstalled(type: string | undefined, assets: JsonObject | undefined): boolean {
  if (type !== 'package' && type !== 'runtimepack') return false;
  if (!assets) return true;
  return assets.compileOnly !== true && ASSETS.some((kind) => Object.keys(asObject(assets[kind]) ?? {}).length > 0);
}

/** `Newtonsoft.Json/13.0.3`; runtime packs carry their type before the package's name. */
function packageOf(key: string, type: string | undefined): FoundPackage | undefined {
  const slash = key.indexOf('/');
  const name = declaredWord(key.slice(0, slash).slice(type === 'runtimepack' ? 'runtimepack.'.length : 0));
  const version = declaredWord(key.slice(slash + 1));
  return slash > 0 && name && version ? { type: 'nuget', name, version } : undefined;
}

/** Publishing puts runtime and native files beside deps.json, resources in a folder per culture, the others at their own path. */
function* ownedFiles(
  assets: JsonObject | undefined,
  { file, tree }: { file: KeptFile; tree: FileTree },
): Iterable<OwnedFile> {
  const folder = folderOf(file.path);
  for (const kind of ASSETS) {
    for (const [asset, facts] of Object.entries(asObject(assets?.[kind]) ?? {})) {
      const name = asset.slice(asset.lastIndexOf('/') + 1);
      const culture = kind === 'resources' ? asText(asObject(facts)?.locale) : undefined;
      for (const place of [culture === undefined ? name : `${culture}/${name}`, asset]) {
        const path = pathFrom(folder, place);
        if (path === undefined || tree.get(path)?.type !== 'file') continue;
        yield { path };
        break;
      }
    }
  }
}
