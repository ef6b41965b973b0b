import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { folderOf } from '../folder-path.ts';

/** C and C++: packages in Conan's cache, and what they were built with. */
export const conan: Cataloger = {
  name: 'conan',
  version: 1,
  reads: [glob('**/conaninfo.txt')],

  *catalog(file) {
    if (file.size > limits.descriptor) throw new FormatError('conaninfo.txt is too long');
    const own = packageOfPath(file.path);
    if (own) yield { ...own, ownsBelow: [folderOf(file.path)] };
    for (const line of requirements(file.text())) {
      const required = parseReference(line);
      if (required) yield required;
    }
  },
};

/** Conan 1 names its folders `name/version/user/channel/package/id`; `_` stands for no user and no channel. */
function packageOfPath(path: string): FoundPackage | undefined {
  const folders = path.split('/').slice(0, -1);
  const [name = '', version = '', user = '', channel = '', word, id] = folders.slice(-6);
  if (word !== 'package' || !id) return undefined;
  return parseReference(user === '_' || user === '' ? `${name}/${version}` : `${name}/${version}@${user}/${channel}`);
}

/** Lines of `[full_requires]` (Conan 1), else of `[requires]`. */
function requirements(text: string): readonly string[] {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('[') && line.endsWith(']')) {
      lines = [];
      sections.set(line.slice(1, -1), lines);
    } else if (line !== '') lines.push(line);
  }
  return sections.get('full_requires') ?? sections.get('requires') ?? [];
}

/** `name/version@user/channel#revision:package-id`. Versions with capital letters (`1.Y.Z`) are patterns, not versions. */
function parseReference(reference: string): FoundPackage | undefined {
  const match =
    /^([a-z0-9_][a-z0-9_+.-]{0,100})\/([^@#:\s/[\]]{1,200})(?:@([^#:\s/]{1,200})\/([^#:\s/]{1,200}))?(?:#[^\s:]{1,200})?(?::\S{1,200})?$/i.exec(
      reference,
    );
  const [, name, version, user, channel] = match ?? [];
  if (!name || !version || /(?:^|\.)[XYZ](?:\.|$)/.test(version)) return undefined;
  const isPlaced = user && channel && user !== '_';
  return {
    type: 'conan',
    name,
    version,
    ...(isPlaced ? { namespace: user, qualifiers: { channel } } : {}),
  };
}
