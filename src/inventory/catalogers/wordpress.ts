import { printableField } from '../../base/printable.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { lines } from '../../format/lines.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { isPlainWord } from '../image-path.ts';

/** WordPress itself and its plugins, read from the places where WordPress reads them. */
export const wordpress: Cataloger = {
  name: 'wordpress',
  version: 1,
  reads: [
    glob('**/wp-includes/version.php'),
    glob('**/wp-content/plugins/*.php'),
    glob('**/wp-content/plugins/*/*.php'),
  ],
  alsoNeeds: [glob('**/wp-content/plugins/*/readme.txt')],

  *catalog(file, tree) {
    const found = file.path.endsWith('wp-includes/version.php') ? core(file) : plugin(file, tree);
    if (found) yield found;
  },
};

/** WordPress looks for headers in so many bytes only. */
const HEADER_BYTES = 8 * 1024;

function head(file: KeptFile): string {
  return Buffer.from(file.readAt(0, HEADER_BYTES)).toString('utf8');
}

function core(file: KeptFile): FoundPackage | undefined {
  const version = /^\s{0,20}\$wp_version\s{0,20}=\s{0,20}(['"])([\w.+-]{1,60})\1/m.exec(head(file))?.[2];
  if (!version) return undefined;
  const root = file.path.slice(0, -'wp-includes/version.php'.length);
  return {
    type: 'generic',
    name: 'wordpress',
    version,
    licenses: ['GPL-2.0-or-later'],
    homepage: 'https://wordpress.org/',
    cpes: [`cpe:2.3:a:wordpress:wordpress:${version}:*:*:*:*:*:*:*`],
    ownsBelow: [`${root}wp-admin`, `${root}wp-includes`],
  };
}

/** A plugin is a folder, or a single file; feeds and the plugin directory know it by that name, not by its title. */
function plugin(file: KeptFile, tree: FileTree): FoundPackage | undefined {
  const header = readHeader(head(file));
  const inPlugins = file.path.slice(file.path.lastIndexOf('wp-content/plugins/') + 'wp-content/plugins/'.length);
  const [name = '', inFolder] = inPlugins.split('/');
  if (!header.get('plugin name')) return undefined;
  const folder = inFolder === undefined ? undefined : file.path.slice(0, file.path.lastIndexOf('/'));
  const slug = folder === undefined ? name.slice(0, -'.php'.length) : name;
  if (!isPlainWord(slug)) return undefined;
  const version = header.get('version') ?? (folder === undefined ? undefined : stableTag(folder, tree)) ?? '';
  const license = header.get('license');
  const supplier = header.get('author');
  const homepage = header.get('plugin uri');
  return {
    type: 'wordpress-plugin',
    name: slug,
    version: isPlainWord(version) ? version : '',
    ...(license ? { licenses: [license] } : {}),
    ...(supplier ? { supplier } : {}),
    ...(homepage ? { homepage } : {}),
    ...(folder === undefined ? {} : { ownsBelow: [folder] }),
  };
}

function stableTag(folder: string, tree: FileTree): string | undefined {
  const readme = tree.read(`${folder}/readme.txt`);
  const tag = readme && readHeader(head(readme)).get('stable tag');
  return tag === 'trunk' ? undefined : tag;
}

const FIELDS = new Set(['plugin name', 'version', 'license', 'author', 'plugin uri', 'stable tag']);

/** `Field: value` lines, which may begin with what makes a comment; the first of a name counts. */
function readHeader(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of lines(text)) {
    const colon = line.indexOf(':');
    const name = line
      .slice(0, Math.max(colon, 0))
      .replace('<?php', '')
      .replace(/^[ \t/*#@]+/, '')
      .trim()
      .toLowerCase();
    if (!FIELDS.has(name) || values.has(name)) continue;
    const value = printableField(line.slice(colon + 1).split(/\*\/|\?>/, 1)[0] ?? '');
    if (value) values.set(name, value);
  }
  return values;
}
