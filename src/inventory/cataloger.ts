import type { FilePattern, KeptFile } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import type { Tap } from '../filesystem/tap.ts';
import type { PackageType } from './package.ts';

/** Finds packages of one kind. */
export interface Cataloger {
  readonly name: string;
  /** Raise when the same files would give another answer; cached inventories then expire. */
  readonly version: number;
  /** `catalog` runs once for each file of the merged tree that matches one of these. */
  readonly reads: readonly FilePattern[];
  /** Kept as well, for `catalog` to reach through the tree. */
  readonly alsoNeeds?: readonly FilePattern[];
  /** Taps whose notes `reads` names with `noted()`: for facts that are read while the body streams by, in worker threads. */
  readonly taps?: readonly Tap[];
  /** Packages this one file speaks of. A FormatError becomes a Problem for this file and costs only what was not yet yielded. */
  catalog(file: KeptFile, tree: FileTree): Iterable<FoundPackage> | AsyncIterable<FoundPackage>;
}

/** A package as one file tells of it, before sightings are joined. */
export interface FoundPackage {
  readonly type: PackageType;
  /** The ecosystem's full name: `@scope/name`, `group:artifact`, `vendor/name`, `github.com/x/y`. */
  readonly name: string;
  /** As the ecosystem writes it; '' when the image does not say. */
  readonly version: string;
  /** Package URL namespace, for types whose name does not hold it: distro id for deb, apk, rpm, alpm. Filled in from the OS when left out there. */
  readonly namespace?: string;
  readonly architecture?: string;
  /** Package URL qualifiers beyond arch, distro and epoch, which takeInventory adds for OS packages. */
  readonly qualifiers?: Readonly<Record<string, string>>;
  readonly subpath?: string;
  readonly source?: { readonly name: string; readonly version: string };
  /** As declared; takeInventory turns them into SPDX expressions. */
  readonly licenses?: readonly string[];
  readonly supplier?: string;
  readonly homepage?: string;
  /** CPE 2.3 names, only for software that no package manager installed. */
  readonly cpes?: readonly string[];
  /** Where it is, when not the file itself. Paths inside the image, without a leading slash; a member of an archive follows the archive's path after `!/`. */
  readonly paths?: readonly string[];
  /** The files it installed, as its manifest says. A function, so that large manifests are read only once and when wanted. Iterating throws FormatError where the manifest is damaged. */
  readonly owns?: () => Iterable<OwnedFile>;
  /** More of its files, of which the manifest tells the path alone. Read only where executables are left that nobody owns. */
  readonly alsoLists?: () => Iterable<OwnedFile>;
  /** Everything below these directories belongs to it (language packages). No trailing slash. */
  readonly ownsBelow?: readonly string[];
}

/** One line of a package's manifest. */
export interface OwnedFile {
  /** Inside the image, without a leading slash. */
  readonly path: string;
  /** Lower-case hex. Of a symlink: of its target. May be cut short (apk writes 20 bytes of sha256): compare as a prefix. */
  readonly digest?: { readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512'; readonly hex: string };
  /** Bytes, where the manifest says. */
  readonly size?: number;
  /** 0o7777 bits, where the manifest says. */
  readonly mode?: number;
  /** A configuration file, a documented log or ghost file: changes are expected. */
  readonly mutable?: boolean;
}
