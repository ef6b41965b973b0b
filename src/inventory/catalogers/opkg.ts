import { printableField } from '../../base/printable.ts';
import { glob } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { controlParagraphs } from '../../format/control-file.ts';
import { lines } from '../../format/lines.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { RecordCount } from '../damage.ts';
import { isPlainWord, pathInImage } from '../image-path.ts';
import { readPackageText } from '../package-texts.ts';

/** OpenWrt, Yocto and other small systems: opkg's database, in `usr/lib/opkg` or `var/lib/opkg`. */
export const opkg: Cataloger = {
  name: 'opkg',
  version: 1,
  reads: [glob('**/lib/opkg/status'), glob('**/lib/opkg/info/*.control')],
  alsoNeeds: [glob('**/lib/opkg/info/*.list')],

  *catalog(file, tree) {
    const folder = file.path.slice(0, file.path.lastIndexOf('lib/opkg/') + 'lib/opkg/'.length);
    // Where there is a status file it knows better which packages are installed; it takes licences from the control files.
    if (file.path.endsWith('.control') && tree.read(`${folder}status`)) return;
    const database = { tree, folder, root: rootOf(folder) };
    const count = new RecordCount('packages');
    for (const { fields, damaged } of controlParagraphs(file.text())) {
      count.add();
      const found = isInstalled(fields) ? describe(fields, database) : undefined;
      if (found) yield found;
      if (damaged || (!found && isInstalled(fields))) count.damaged(fields.get('package') ?? '');
    }
    count.finish();
  },
};

interface Database {
  readonly tree: FileTree;
  /** With a trailing slash. */
  readonly folder: string;
  readonly root: string;
}

function rootOf(folder: string): string {
  return folder.replace(/(?:^|(?<=\/))(?:usr\/|var\/)?lib\/opkg\/$/, '');
}

function isInstalled(fields: ReadonlyMap<string, string>): boolean {
  const state = fields.get('status')?.split(/\s+/)[2];
  return state !== 'not-installed' && state !== 'config-files';
}

function describe(fields: ReadonlyMap<string, string>, database: Database): FoundPackage | undefined {
  const name = fields.get('package');
  const version = fields.get('version');
  if (!isPlainWord(name) || !isPlainWord(version) || name.includes('/')) return undefined;
  const control = controlOf(name, database) ?? fields;
  const architecture = fields.get('architecture');
  const source = control.get('sourcename');
  const license = control.get('license');
  const supplier = control.get('maintainer');
  const homepage = control.get('homepage') ?? control.get('url');
  return {
    type: 'opkg',
    name,
    version,
    ...(isPlainWord(architecture) ? { architecture } : {}),
    ...(isPlainWord(source) && source !== name ? { source: { name: source, version } } : {}),
    ...(license ? { licenses: [license] } : {}),
    ...(supplier ? { supplier: printableField(supplier) } : {}),
    ...(homepage ? { homepage: printableField(homepage) } : {}),
    owns: () => ownedFiles({ name, conffiles: fields.get('conffiles') ?? '', database }),
  };
}

function controlOf(name: string, { tree, folder }: Database): ReadonlyMap<string, string> | undefined {
  const text = readPackageText(tree, `${folder}info/${name}.control`);
  for (const { fields } of controlParagraphs(text ?? '')) return fields;
  return undefined;
}

function* ownedFiles(from: { name: string; conffiles: string; database: Database }): Iterable<OwnedFile> {
  const { tree, folder, root } = from.database;
  const seen = new Set<string>();
  for (const file of conffiles(from.conffiles, root)) {
    seen.add(file.path);
    yield file;
  }
  for (const line of lines(readPackageText(tree, `${folder}info/${from.name}.list`) ?? '')) {
    const file = listed(line, root);
    if (!file || seen.has(file.path)) continue;
    seen.add(file.path);
    if ((tree.get(file.path) ?? tree.resolve(file.path))?.type !== 'directory') yield file;
  }
}

/** Lines of `/path checksum`: md5, or sha256 on OpenWrt. */
function* conffiles(text: string, root: string): Iterable<OwnedFile> {
  for (const line of lines(text)) {
    const [written = '', hex = ''] = line.trim().split(/\s+/, 2);
    const path = pathInImage(written, root);
    if (path === undefined) continue;
    if (/^[0-9a-f]{64}$/.test(hex)) yield { path, mutable: true, digest: { algorithm: 'sha256', hex } };
    else if (/^[0-9a-f]{32}$/.test(hex)) yield { path, mutable: true, digest: { algorithm: 'md5', hex } };
    else yield { path, mutable: true };
  }
}

const FILE_TYPE = 0o170000;
const DIRECTORY = 0o040000;

/** A path; newer versions add the mode with its type bits in octal, and a symlink's target, each after a tab. */
function listed(line: string, root: string): OwnedFile | undefined {
  const [written = '', octal = ''] = line.split('\t', 2);
  const path = pathInImage(written, root);
  const mode = /^[0-7]{3,7}$/.test(octal) ? Number.parseInt(octal, 8) : undefined;
  if (path === undefined || (mode !== undefined && (mode & FILE_TYPE) === DIRECTORY)) return undefined;
  return { path, ...(mode === undefined ? {} : { mode: mode & 0o7777 }) };
}
