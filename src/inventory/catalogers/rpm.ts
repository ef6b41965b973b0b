import { FormatError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob } from '../../filesystem/file.ts';
import { rpmHeaders } from '../../format/rpm/database.ts';
import { rpmFiles } from '../../format/rpm/files.ts';
import { parseRpmHeader } from '../../format/rpm/header.ts';
import { type RpmPackage, rpmPackage } from '../../format/rpm/package.ts';
import type { StoredRecord } from '../../format/stored-record.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { pathInImage, rootBefore } from '../manifest-path.ts';
import { rpmSource, rpmVersion } from '../rpm-naming.ts';

/** Red Hat, Fedora, SUSE, Amazon, Oracle, Azure Linux …: packages in rpm's database. */
export const rpm: Cataloger = {
  name: 'rpm',
  version: 1,
  reads: [glob('**/{var/lib,usr/lib/sysimage,usr/share}/rpm/{Packages,Packages.db,rpmdb.sqlite}')],
  alsoNeeds: [glob('**/{var/lib,usr/lib/sysimage,usr/share}/rpm/rpmdb.sqlite-wal')],

  *catalog(file, tree) {
    if (file.size === 0 && file.path.endsWith('.sqlite')) return; // SQLite's way to store nothing
    const root = rootBefore(file.path, DATABASE_FOLDERS);
    const log = tree.read(`${file.path}-wal`);
    let firstDamage = '';
    let damaged = 0;
    let count = 0;
    for (const record of rpmHeaders(file, log)) {
      if (++count > limits.packagesPerFile) throw new FormatError(`more than ${limits.packagesPerFile} packages`);
      try {
        const found = foundPackage(record, root);
        if (found) yield found;
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        damaged++;
        firstDamage ||= messageOf(error);
      }
    }
    if (damaged > 0) throw new FormatError(`${damaged} of ${count} package headers are damaged: ${firstDamage}`);
  },
};

const DATABASE_FOLDERS = ['var/lib/rpm/', 'usr/lib/sysimage/rpm/', 'usr/share/rpm/'];
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;

function foundPackage(record: StoredRecord, root: string): FoundPackage | undefined {
  const header = parseRpmHeader(record.read());
  const pkg = rpmPackage(header);
  // Keys that rpm trusts are kept as packages without files.
  if (pkg.name === 'gpg-pubkey' && rpmFiles(header).next().done) return undefined;
  const supplier = pkg.vendor ?? pkg.packager;
  const source = rpmSource(pkg);
  return {
    type: 'rpm',
    name: pkg.name,
    version: rpmVersion(pkg),
    qualifiers: qualifiersOf(pkg),
    licenses: pkg.license ? [pkg.license] : [],
    owns: () => ownedFiles(record, root),
    ...(pkg.architecture ? { architecture: pkg.architecture } : {}),
    ...(source ? { source } : {}),
    ...(supplier ? { supplier } : {}),
    ...(pkg.homepage ? { homepage: pkg.homepage } : {}),
  };
}

/** `upstream` as other tools write it, `rpmmod` as Red Hat's own package URLs do. */
function qualifiersOf(pkg: RpmPackage): Record<string, string> {
  return {
    ...(pkg.sourcePackage ? { upstream: pkg.sourcePackage } : {}),
    ...(pkg.module ? { rpmmod: pkg.module } : {}),
  };
}

/** Reads the header again: file lists are most of a database, and only wanted one at a time. */
function* ownedFiles(record: StoredRecord, root: string): Generator<OwnedFile> {
  for (const file of rpmFiles(parseRpmHeader(record.read()))) {
    const path = pathInImage(root, file.path);
    const type = file.mode & TYPE_MASK;
    if (!path || !file.installed || type === DIRECTORY) continue;
    yield {
      path,
      mode: file.mode & 0o7777,
      ...(file.mutable ? { mutable: true } : {}),
      ...(type === REGULAR && file.digest ? { digest: file.digest } : {}),
      ...(type === REGULAR && file.size !== undefined ? { size: file.size } : {}),
    };
  }
}
