import { gunzipSync } from 'node:zlib';
import { FormatError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { lines } from '../../format/lines.ts';
import { type MtreeEntry, parseMtree } from '../../format/mtree.ts';
import type { Cataloger, OwnedFile } from '../cataloger.ts';
import { pathInImage, rootBefore } from '../manifest-path.ts';

/** Arch Linux and its relatives: pacman's local database. */
export const alpm: Cataloger = {
  name: 'alpm',
  version: 1,
  reads: [glob('**/var/lib/pacman/local/*/desc')],
  alsoNeeds: [glob('**/var/lib/pacman/local/*/{files,mtree}')],

  *catalog(file, tree) {
    const fields = sections(file.text());
    const first = (field: string) => fields.get(field)?.[0];
    const name = first('NAME');
    const version = first('VERSION');
    if (!name || !version) throw new FormatError('a pacman package without name or version');
    const base = first('BASE');
    const isSplit = base !== undefined && base !== name;
    const architecture = first('ARCH');
    const packager = first('PACKAGER');
    const homepage = first('URL');
    yield {
      type: 'alpm',
      name,
      version,
      licenses: fields.get('LICENSE') ?? [],
      owns: () => ownedFiles(file, tree),
      ...(architecture ? { architecture } : {}),
      ...(isSplit ? { source: { name: base, version }, qualifiers: { upstream: base } } : {}),
      ...(packager && packager !== 'Unknown Packager' ? { supplier: packager } : {}),
      ...(homepage ? { homepage } : {}),
    };
  },
};

const LONGEST_FIELD = 40;

/** `%FIELD%` lines, each followed by its values, up to an empty line. */
function sections(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let values: string[] | undefined;
  let count = 0;
  for (const ended of lines(text)) {
    const line = ended.trimEnd();
    if (++count > limits.valuesPerPackage) throw new FormatError('a pacman package with too many lines');
    const field = line.length < LONGEST_FIELD ? /^%([A-Z0-9]+)%$/.exec(line)?.[1] : undefined;
    if (line === '') values = undefined;
    else if (field !== undefined && !values) {
      values = [];
      fields.set(field, values);
    } else values?.push(line);
  }
  return fields;
}

/** Paths from `files`, and what `mtree` knows of each. A package made without mtree has only paths. */
function* ownedFiles(desc: KeptFile, tree: FileTree): Generator<OwnedFile> {
  const root = rootBefore(desc.path, ['var/lib/pacman/local/']);
  const folder = desc.path.slice(0, desc.path.lastIndexOf('/'));
  const lists = sections(tree.read(`${folder}/files`)?.text() ?? '');
  const backups = new Set(lists.get('BACKUP')?.map((line) => line.split('\t', 1)[0]));
  const unseen = new Set(lists.get('FILES'));
  for (const entry of mtreeEntries(tree.read(`${folder}/mtree`))) {
    const listed = entry.path.slice(2);
    const path = pathInImage(root, listed);
    // The archive's own metadata is in mtree, not in the list.
    if (path && unseen.delete(listed)) yield { path, ...mutability(backups, listed), ...factsOf(entry) };
  }
  for (const listed of unseen) {
    const path = pathInImage(root, listed);
    if (path) yield { path, ...mutability(backups, listed) }; // directories end in a slash
  }
}

function mutability(backups: ReadonlySet<string | undefined>, listed: string): { mutable?: true } {
  return backups.has(listed) ? { mutable: true } : {};
}

function mtreeEntries(file: KeptFile | undefined): Iterable<MtreeEntry> {
  return file ? parseMtree(gunzip(file.bytes())) : [];
}

function gunzip(bytes: Uint8Array): string {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.packageManifest }).toString('utf8');
  } catch (error) {
    throw new FormatError(`a pacman mtree that does not unpack: ${messageOf(error)}`);
  }
}

function factsOf({ values }: MtreeEntry): Partial<OwnedFile> {
  const type = values.get('type');
  const mode = values.get('mode') ?? '';
  const size = values.get('size') ?? '';
  const digest = digestOf(values);
  return {
    ...(/^[0-7]{1,5}$/.test(mode) && type !== 'link' ? { mode: Number.parseInt(mode, 8) & 0o7777 } : {}),
    ...(/^\d{1,15}$/.test(size) && type === 'file' ? { size: Number(size) } : {}),
    ...(digest && type === 'file' ? { digest } : {}),
  };
}

function digestOf(values: ReadonlyMap<string, string>): OwnedFile['digest'] {
  const sha256 = (values.get('sha256digest') ?? values.get('sha256') ?? '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(sha256)) return { algorithm: 'sha256', hex: sha256 };
  const md5 = (values.get('md5digest') ?? values.get('md5') ?? '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(md5) ? { algorithm: 'md5', hex: md5 } : undefined;
}
