import { FormatError } from '../../base/errors.ts';
import { asList, asNumber, asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { lines } from '../../format/lines.ts';
import { unzstd } from '../../format/unzstd.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { RecordCount } from '../damage.ts';
import { licensesInCopyright } from '../debian/copyright.ts';
import { isPlainWord, pathInImage, rootBefore } from '../image-path.ts';
import { readPackageText } from '../package-texts.ts';

/** Ubuntu images cut from slices of packages: the manifest that chisel leaves in place of a dpkg database. */
export const chisel: Cataloger = {
  name: 'chisel',
  version: 1,
  reads: [glob('**/manifest.wall')],
  alsoNeeds: [glob('**/usr/share/doc/*/copyright')],

  async *catalog(file, tree) {
    const manifest = await readManifest(file);
    for (const entry of manifest.packages) {
      const found = describe(entry, { manifest, tree });
      if (found) yield found;
      else manifest.count.damaged(asText(entry.name) ?? 'package');
    }
    manifest.count.finish();
  },
};

interface Manifest {
  readonly root: string;
  readonly packages: readonly JsonObject[];
  /** Files by the package that brought them. */
  readonly files: ReadonlyMap<string, readonly OwnedFile[]>;
  readonly count: RecordCount;
}

/** The format is jsonwall: one JSON object per line, the first a header with the number of lines. */
async function readManifest(file: KeptFile): Promise<Manifest> {
  const text = Buffer.from(await unzstd(file.bytes(), limits.decompressedText)).toString('utf8');
  const count = new RecordCount('records');
  const packages: JsonObject[] = [];
  const files = new Map<string, OwnedFile[]>();
  const root = rootBefore(file.path, 'var/lib/chisel/');
  let header: JsonObject | undefined;
  for (const line of lines(text)) {
    const entry = parseLine(line);
    if (!header) {
      if (asText(entry?.jsonwall) === undefined) throw new FormatError('not a chisel manifest: no jsonwall header');
      header = entry;
    } else if (entry?.kind === 'package') {
      count.add();
      packages.push(entry);
    } else if (entry?.kind === 'path') addFile(files, { entry, root });
    else if (!entry) {
      count.add();
      count.damaged(line);
    }
  }
  if (!header) throw new FormatError('not a chisel manifest: empty');
  return { root, packages, files, count };
}

function parseLine(line: string): JsonObject | undefined {
  try {
    return asObject(parseJson(line));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function describe(entry: JsonObject, from: { manifest: Manifest; tree: FileTree }): FoundPackage | undefined {
  const { manifest, tree } = from;
  const name = asText(entry.name);
  const version = asText(entry.version);
  const architecture = asText(entry.arch);
  if (!isPlainWord(name) || !isPlainWord(version) || name.includes('/')) return undefined;
  const licenses = licensesInCopyright(readPackageText(tree, `${manifest.root}usr/share/doc/${name}/copyright`) ?? '');
  return {
    type: 'deb',
    name,
    version,
    ...(isPlainWord(architecture) ? { architecture } : {}),
    ...(licenses.length > 0 ? { licenses } : {}),
    owns: () => manifest.files.get(name) ?? [],
  };
}

function addFile(files: Map<string, OwnedFile[]>, from: { entry: JsonObject; root: string }): void {
  const written = asText(from.entry.path) ?? '';
  const path = written.endsWith('/') ? undefined : pathInImage(written, from.root);
  if (path === undefined) return;
  const owned = describeFile(path, from.entry);
  const owners = asList(from.entry.slices).map((slice) => asText(slice)?.split('_', 1)[0]);
  for (const owner of new Set(owners)) {
    if (!owner) continue;
    const list = files.get(owner);
    if (list) list.push(owned);
    else files.set(owner, [owned]);
  }
}

function describeFile(path: string, entry: JsonObject): OwnedFile {
  // A slice may change files while it is installed: then `final_sha256` is what they became.
  const hex = asText(entry.final_sha256) ?? asText(entry.sha256) ?? '';
  const mode = asText(entry.mode) ?? '';
  const size = asNumber(entry.size);
  return {
    path,
    ...(/^[0-9a-f]{64}$/.test(hex) ? { digest: { algorithm: 'sha256', hex } } : {}),
    ...(size === undefined ? {} : { size }),
    ...(/^[0-7]{1,6}$/.test(mode) ? { mode: Number.parseInt(mode, 8) & 0o7777 } : {}),
  };
}
