import { FormatError } from '../../base/errors.ts';
import { asList, asObject, type JsonObject, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { linesOf } from '../../format/text-lines.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { mayOwnUnverified } from '../claims.ts';
import { declaredAddress, declaredLine, declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf, installPrefix, isBelow, pathFrom } from '../folder-path.ts';

const LOCAL_LISTS = glob('**/perllocal.pod');
const CPANM_RECORDS = glob('**/.meta/*/install.json');
const PACKING_LISTS = glob('**/auto/**/.packlist');

/** Perl distributions that were installed with cpan, cpanm or `make install`. */
export const perl: Cataloger = {
  name: 'perl',
  version: 1,
  reads: [CPANM_RECORDS, LOCAL_LISTS, PACKING_LISTS],
  alsoNeeds: [glob('**/.meta/*/MYMETA.json')],
  *catalog(file, tree) {
    if (file.path.endsWith('/install.json')) yield fromCpanm(file, tree);
    else if (file.path.endsWith('.packlist')) yield* fromPackingList(file, tree);
    else yield* fromLocalList(file, tree);
  },
};

/** cpanm writes down the distribution; MYMETA.json beside it tells of its author and licence. */
function fromCpanm(file: KeptFile, tree: FileTree): FoundPackage {
  const record = asObject(parseJson(descriptionText(file)));
  const [, name, version] = /^(.+)-(v?\d[^-]*(?:-TRIAL)?)$/.exec(declaredWord(record?.dist) ?? '') ?? [];
  if (!name || !version) throw new FormatError('install.json names no distribution');
  const about = side(tree.read(`${folderOf(file.path)}/MYMETA.json`));
  const home = asObject(about?.resources)?.homepage;
  return {
    type: 'cpan',
    name,
    version,
    ...whatIsSet({
      licenses: declaredLines(asList(about?.license)).flatMap((name) => LICENSES.get(name) ?? []),
      supplier: declaredLine(asList(about?.author)[0]),
      homepage: declaredAddress(home),
    }),
    ownsBelow: [folderOf(file.path)],
    owns: () => packed(name.replaceAll('-', '::'), tree),
  };
}

/** The names that CPAN::Meta::Spec allows; `unknown` and the like say nothing. */
const LICENSES = new Map([
  ['agpl_3', 'AGPL-3.0-only'],
  ['apache_1_1', 'Apache-1.1'],
  ['apache_2_0', 'Apache-2.0'],
  ['artistic_1', 'Artistic-1.0'],
  ['artistic_2', 'Artistic-2.0'],
  ['bsd', 'BSD-3-Clause'],
  ['freebsd', 'BSD-2-Clause'],
  ['gfdl_1_2', 'GFDL-1.2-only'],
  ['gfdl_1_3', 'GFDL-1.3-only'],
  ['gpl_1', 'GPL-1.0-only'],
  ['gpl_2', 'GPL-2.0-only'],
  ['gpl_3', 'GPL-3.0-only'],
  ['lgpl_2_1', 'LGPL-2.1-only'],
  ['lgpl_3_0', 'LGPL-3.0-only'],
  ['mit', 'MIT'],
  ['mozilla_1_0', 'MPL-1.0'],
  ['mozilla_1_1', 'MPL-1.1'],
  ['openssl', 'OpenSSL'],
  ['perl_5', 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  ['qpl_1_0', 'QPL-1.0'],
  ['zlib', 'Zlib'],
]);

/** The distribution is there whatever the side note says. */
function side(file: KeptFile | undefined): JsonObject | undefined {
  try {
    return file && asObject(parseJson(file.text()));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** perllocal.pod is a log of installations: the last one of a module holds. */
function* fromLocalList(file: KeptFile, tree: FileTree): Iterable<FoundPackage> {
  const versions = new Map<string, string>();
  let module: string | undefined;
  for (const line of linesOf(file.text())) {
    const [, linked] = /^=head2 .{1,80}? C<Module> L<([\w:]{1,200})\|/.exec(line) ?? [];
    const [, version] = /^C<VERSION: ([^>\s]{1,100})>/.exec(line) ?? [];
    if (linked) module = linked;
    if (module && version) versions.set(module, declaredWord(version) ?? '');
  }
  for (const [name, version] of versions) {
    if (cpanmNames(tree).has(name)) continue;
    yield { type: 'cpan', name: distributionOf(name), version, owns: () => packed(name, tree) };
  }
}

/** A packing list alone knows files but no version. */
function* fromPackingList(file: KeptFile, tree: FileTree): Iterable<FoundPackage> {
  const module = moduleOf(file.path);
  if (!module || cpanmNames(tree).has(module) || localNames(tree).has(module)) return;
  yield { type: 'cpan', name: distributionOf(module), version: '', owns: () => listed(file, tree) };
}

/** Distributions are called after their main module by custom; nothing installed tells more. */
function distributionOf(module: string): string {
  return module.replaceAll('::', '-');
}

/** `…/auto/Foo/Bar/.packlist` is of Foo::Bar. */
function moduleOf(path: string): string | undefined {
  const parts = folderOf(path).split('/');
  const module = parts.slice(parts.lastIndexOf('auto') + 1).join('::');
  return /^\w+(?:::\w+)*$/.test(module) ? module : undefined;
}

/** All packing lists of the module: an image may hold several Perls. */
function* packed(module: string, tree: FileTree): Iterable<OwnedFile> {
  for (const list of memo(PACKED, tree, () => packingLists(tree)).get(module) ?? []) yield* listed(list, tree);
}

/** Compiled modules lie beside the list; a program elsewhere is not believed to be a module's. */
function* listed(list: KeptFile, tree: FileTree): Iterable<OwnedFile> {
  yield { path: list.path };
  for (const line of linesOf(list.text())) {
    // Old lists add "type=file" and the like after the path.
    const path = pathFrom('', line.split(' type=', 1)[0] ?? '');
    if (!path || !isBelow(path, installPrefix(folderOf(list.path)))) continue;
    if (isBelow(path, folderOf(list.path)) || mayOwnUnverified(path, tree)) yield { path };
  }
}

const CPANM = new WeakMap<FileTree, ReadonlySet<string>>();
const LOCAL = new WeakMap<FileTree, ReadonlySet<string>>();
const PACKED = new WeakMap<FileTree, ReadonlyMap<string, readonly KeptFile[]>>();

/** Modules whose distribution cpanm recorded: it knows better than the other two. */
function cpanmNames(tree: FileTree): ReadonlySet<string> {
  return memo(CPANM, tree, () => {
    const folders = [...tree.kept([CPANM_RECORDS])].map(({ path }) => folderOf(path).split('/').at(-1) ?? '');
    return new Set(folders.map((folder) => folder.replace(/-v?\d[^-]*(?:-TRIAL)?$/, '').replaceAll('-', '::')));
  });
}

function localNames(tree: FileTree): ReadonlySet<string> {
  return memo(LOCAL, tree, () => {
    const texts = [...tree.kept([LOCAL_LISTS])].map((file) => file.text());
    return new Set(
      texts.flatMap((text) => [...text.matchAll(/ C<Module> L<([\w:]{1,200})\|/g)].map(([, name = '']) => name)),
    );
  });
}

function packingLists(tree: FileTree): ReadonlyMap<string, readonly KeptFile[]> {
  const lists = new Map<string, KeptFile[]>();
  for (const file of tree.kept([PACKING_LISTS])) {
    const module = moduleOf(file.path);
    if (module) lists.set(module, [...(lists.get(module) ?? []), file]);
  }
  return lists;
}

function memo<Value>(known: WeakMap<FileTree, Value>, tree: FileTree, make: () => Value): Value {
  const value = known.get(tree) ?? make();
  known.set(tree, value);
  return value;
}
