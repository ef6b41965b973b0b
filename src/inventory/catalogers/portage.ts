import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob } from '../../filesystem/file.ts';
import { lines } from '../../format/lines.ts';
import type { Cataloger, OwnedFile } from '../cataloger.ts';
import { descriptionText } from '../description.ts';
import { pathInImage, rootBefore } from '../manifest-path.ts';

/** Gentoo: portage's database, a folder for each installed package. */
export const portage: Cataloger = {
  name: 'portage',
  version: 1,
  reads: [glob('**/var/db/pkg/*/*/CONTENTS')],
  alsoNeeds: [glob('**/var/db/pkg/*/*/{LICENSE,HOMEPAGE}')],

  *catalog(file, tree) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const [category = '', full = ''] = folder.split('/').slice(-2);
    const [, name, version] = PACKAGE.exec(full) ?? [];
    if (!name || !version) throw new FormatError(`${full.slice(0, 100)} is not named as a portage package is`);
    const root = rootBefore(file.path, ['var/db/pkg/']);
    const homepage = descriptionText(tree.read(`${folder}/HOMEPAGE`))
      .trim()
      .split(/\s+/)[0];
    yield {
      type: 'portage',
      name: `${category}/${name}`,
      version,
      licenses: licenseNames(descriptionText(tree.read(`${folder}/LICENSE`))),
      owns: () => ownedFiles(file.text(), root),
      ...(homepage ? { homepage } : {}),
    };
  },
};

/** Name and version, as the Package Manager Specification 3.1 and 3.2 define them. */
const PACKAGE = /^([\w+][\w+-]*?)-(\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)\d*)*(?:-r\d+)?)$/;

/** `|| ( A B ) flag? ( C )`: names without what joins them. */
function licenseNames(expression: string): string[] {
  const words = expression.trim().split(/\s+/);
  return [...new Set(words.filter((word) => /^[\w.+-]+$/.test(word)))].sort();
}

/** Two paths and what stands around them. */
const LONGEST_LINE = 3 * limits.path;

/** Lines like `obj PATH MD5 MTIME` and `sym PATH -> TARGET MTIME`; paths may hold spaces. */
function* ownedFiles(contents: string, root: string): Generator<OwnedFile> {
  for (const line of lines(contents)) {
    if (line.length > LONGEST_LINE) continue;
    const [, written, hex] = /^obj (.+) ([0-9a-fA-F]{32}) \d+$/.exec(line) ?? [];
    const other = line.startsWith('sym ') ? line.slice(4, lastArrow(line)) : deviceOrPipe(line);
    const path = pathInImage(root, written ?? other ?? '');
    if (!path) continue;
    yield {
      path,
      ...(hex ? { digest: { algorithm: 'md5', hex: hex.toLowerCase() } } : {}),
      ...(isProtected(path.slice(root.length)) ? { mutable: true } : {}),
    };
  }
}

function lastArrow(line: string): number {
  const at = line.lastIndexOf(' -> ');
  return at < 0 ? 4 : at;
}

function deviceOrPipe(line: string): string | undefined {
  return /^(?:dev|fif) (.+)$/.exec(line)?.[1];
}

/** Portage never overwrites changes below CONFIG_PROTECT; this is its default in every profile. */
function isProtected(path: string): boolean {
  return path.startsWith('etc/');
}
