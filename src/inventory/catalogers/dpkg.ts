import { FormatError } from '../../base/errors.ts';
import { printableField } from '../../base/printable.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { controlParagraphs } from '../../format/control-file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { RecordCount } from '../damage.ts';
import { licensesInCopyright } from '../debian/copyright.ts';
import { type Diversions, readDiversions } from '../debian/diversions.ts';
import { checkedFiles, listedFiles, type Manifest } from '../debian/manifest.ts';
import { isPlainWord, rootBefore } from '../image-path.ts';
import { readPackageText } from '../package-texts.ts';

/** Debian, Ubuntu and their descendants, and distroless images, which keep one file per package in `status.d`. */
export const dpkg: Cataloger = {
  name: 'dpkg',
  version: 1,
  reads: [glob('**/var/lib/dpkg/status'), glob('**/var/lib/dpkg/status.d/*')],
  alsoNeeds: [
    glob('**/var/lib/dpkg/diversions'),
    glob('**/var/lib/dpkg/info/*.{list,md5sums}'),
    glob('**/usr/share/doc/*/copyright'),
  ],

  *catalog(file, tree) {
    if (isBesideStatus(file.path)) return;
    const database = openDatabase(file, tree);
    const count = new RecordCount('packages');
    for (const { fields, damaged } of controlParagraphs(file.text(), FIELDS)) {
      count.add();
      const found = isInstalled(fields) ? describe(fields, database) : undefined;
      if (found) yield found;
      if (damaged || (!found && isInstalled(fields))) count.damaged(fields.get('package') ?? '');
    }
    database.finish();
    count.finish();
  },
};

const FIELDS = new Set([
  'package',
  'version',
  'architecture',
  'source',
  'status',
  'maintainer',
  'homepage',
  'conffiles',
]);

interface Database {
  readonly tree: FileTree;
  readonly root: string;
  /** Of one package: files named by its name and architecture. */
  manifestFiles(suffix: 'md5sums' | 'list', from: { name: string; architecture: string }): readonly string[];
  readonly diversions: () => Diversions;
  licenses(packageName: string): readonly string[];
  /** @throws FormatError when a copyright file could not be read. */
  finish(): void;
}

/** status.d holds checksums and other parts of the package beside its status. */
function isBesideStatus(path: string): boolean {
  return /\/status\.d\/[^/]*\.(?:md5sums|list|conffiles|copyright|preinst|postinst|prerm|postrm|triggers|shlibs|symbols)$/.test(
    path,
  );
}

function openDatabase(file: KeptFile, tree: FileTree): Database {
  const root = rootBefore(file.path, 'var/lib/dpkg/');
  const inStatusFolder = file.path.slice(root.length) !== 'var/lib/dpkg/status';
  const copyrights = new Map<string, readonly string[]>();
  let diversions: Diversions | undefined;
  let unreadable: FormatError | undefined;
  return {
    tree,
    root,
    manifestFiles(suffix, { name, architecture }) {
      const info = `${root}var/lib/dpkg/info/${name}`;
      // dpkg puts the architecture in for packages that may be there twice (Multi-Arch: same).
      const inInfo = [`${info}:${architecture}.${suffix}`, `${info}.${suffix}`];
      // Older distroless images encode the package's name in the status file's, but not in that of its checksums.
      const beside = [`${file.path}.${suffix}`, `${root}var/lib/dpkg/status.d/${name}.${suffix}`];
      return inStatusFolder ? [...beside, ...inInfo] : inInfo;
    },
    diversions() {
      diversions ??= readDiversions(tree, root);
      return diversions;
    },
    licenses(packageName) {
      const copyright = tree.read(`${root}usr/share/doc/${packageName}/copyright`);
      if (!copyright) return [];
      const known = copyrights.get(copyright.path);
      if (known) return known;
      let licenses: readonly string[] = [];
      try {
        licenses = licensesInCopyright(readPackageText(tree, copyright.path) ?? '');
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        unreadable ??= new FormatError(`licences unknown: ${copyright.path}: ${error.message}`, { cause: error });
      }
      copyrights.set(copyright.path, licenses);
      return licenses;
    },
    finish() {
      if (unreadable) throw unreadable;
    },
  };
}

/**
 * Of `want flag state`, only the state says what is on disk. Packages that are not fully set up have their files there;
 * `config-files` is what a removed package leaves. Files in status.d have no Status.
 */
function isInstalled(fields: ReadonlyMap<string, string>): boolean {
  const state = fields.get('status')?.split(/\s+/)[2];
  return state !== 'not-installed' && state !== 'config-files';
}

function describe(fields: ReadonlyMap<string, string>, database: Database): FoundPackage | undefined {
  const name = fields.get('package');
  const version = fields.get('version');
  if (!isPlainWord(name) || !isPlainWord(version) || name.includes('/')) return undefined;
  const architecture = fields.get('architecture') ?? '';
  const source = sourceOf(fields.get('source'), { name, version });
  const licenses = database.licenses(name);
  const supplier = fields.get('maintainer');
  const homepage = fields.get('homepage');
  const manifest: Manifest = {
    tree: database.tree,
    root: database.root,
    packageName: name,
    md5sums: database.manifestFiles('md5sums', { name, architecture }),
    list: database.manifestFiles('list', { name, architecture }),
    conffiles: fields.get('conffiles') ?? '',
    diversions: database.diversions,
  };
  return {
    type: 'deb',
    name,
    version,
    ...(isPlainWord(architecture) ? { architecture } : {}),
    ...(source ? { source } : {}),
    ...(licenses.length > 0 ? { licenses } : {}),
    ...(supplier ? { supplier: printableField(supplier) } : {}),
    ...(homepage ? { homepage: printableField(homepage) } : {}),
    owns: () => checkedFiles(manifest),
    alsoLists: () => listedFiles(manifest),
  };
}

/** `glibc (2.36-9+deb12u13)`; without a version it has the package's own, without the field also its name. */
function sourceOf(
  field: string | undefined,
  binary: { readonly name: string; readonly version: string },
): FoundPackage['source'] {
  const [name, written] = (field ?? '').split(/\s+/, 2);
  const version = /^\(([^()\s]+)\)$/.exec(written ?? '')?.[1] ?? binary.version;
  if (!isPlainWord(name) || (name === binary.name && version === binary.version)) return undefined;
  return { name, version };
}
