import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredAddress, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf } from '../folder-path.ts';

/** Dart packages: those in a pub cache, and those a program was resolved against. */
export const dart: Cataloger = {
  name: 'dart',
  version: 1,
  reads: [glob('**/.pub-cache/hosted/*/*/pubspec.yaml'), glob('**/.dart_tool/package_config.json')],
  *catalog(file) {
    if (file.path.endsWith('.json')) yield* resolved(file);
    else yield cached(file);
  },
};

/** `hosted/<host>/<name>-<version>/`, where nothing but pub writes. */
function cached(file: KeptFile): FoundPackage {
  const folder = folderOf(file.path);
  const [host = '', fullName = ''] = folder.split('/').slice(-2);
  const release = hosted(host, fullName);
  if (!release) throw new FormatError(`no package and version in the folder name ${JSON.stringify(fullName)}`);
  const homepage = topLevel(descriptionText(file), 'homepage') ?? topLevel(descriptionText(file), 'repository');
  return { ...release, ...whatIsSet({ homepage: declaredAddress(homepage) }), ownsBelow: [folder] };
}

/** A value of the document's first level that is written on its line. */
function topLevel(text: string, key: string): string | undefined {
  const [, value = ''] = new RegExp(`^${key}:[ \\t]*([^\\s#]+)`, 'm').exec(text) ?? [];
  return value.replace(/^["']|["']$/g, '') || undefined;
}

/** Roots of packages are `file:///…/hosted/<host>/<name>-<version>`; others are the program's own. */
function* resolved(file: KeptFile): Iterable<FoundPackage> {
  const config = asObject(parseJson(descriptionText(file)));
  if (!config || !Array.isArray(config.packages)) throw new FormatError('no list of packages');
  for (const entry of asList(config.packages)) {
    const [, host = '', fullName = ''] =
      /\/hosted\/([^/]{1,255})\/([^/]{1,255})\/?$/.exec(asText(asObject(entry)?.rootUri)?.slice(-1_000) ?? '') ?? [];
    const release = hosted(decode(host), decode(fullName));
    if (release && release.name === asObject(entry)?.name) yield release;
  }
}

function hosted(host: string, fullName: string): FoundPackage | undefined {
  const [, name, number] = /^([A-Za-z_]\w*)-(\d.*)$/.exec(fullName) ?? [];
  const version = declaredWord(number);
  if (!name || !version) return undefined;
  // Two names of the one public repository; other hosts are escaped as pub does it: `:` becomes %58.
  const isPublic = host === 'pub.dev' || host === 'pub.dartlang.org';
  const written = `https://${host.replaceAll('%58', ':').replaceAll('%47', '/')}`;
  const address = URL.canParse(written) ? declaredAddress(written) : undefined;
  return {
    type: 'pub',
    name,
    version,
    ...(isPublic || !address ? {} : { qualifiers: { repository_url: address } }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
