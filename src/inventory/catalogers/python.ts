import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { recordedFiles } from '../../format/python-record.ts';
import { linesOf } from '../../format/text-lines.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { mayOwnFolder, mayOwnUnverified } from '../claims.ts';
import { declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf, installPrefix, isBelow, nameOf, pathFrom } from '../folder-path.ts';
import { describeDistribution } from '../python-metadata.ts';

/** Python distributions: wheels and unpacked eggs. */
export const python: Cataloger = {
  name: 'python',
  version: 1,
  reads: [
    glob('**/*.{dist-info,DIST-INFO}/METADATA'),
    glob('**/*.{egg-info,EGG-INFO}/{PKG-INFO,METADATA}'),
    glob('**/EGG-INFO/PKG-INFO'),
    glob('**/*.egg-info'),
  ],
  alsoNeeds: [
    glob('**/*.{dist-info,DIST-INFO}/{RECORD,direct_url.json,top_level.txt}'),
    glob('**/*.egg-info/{installed-files.txt,top_level.txt}'),
  ],
  *catalog(file, tree) {
    const described = describeDistribution(descriptionText(file));
    // The interpreter describes itself too, and is no package of an index.
    if (/(?:^|\/)Python-[^/]*\.egg-info$/.test(file.path)) return;
    yield {
      ...described,
      ...whatIsSet({ qualifiers: origin(file, tree) }),
      ...installed(file, tree),
    };
  },
};

/** Where pip was told to take it from, when that was not an index. */
function origin(file: KeptFile, tree: FileTree): Readonly<Record<string, string>> | undefined {
  const document = tree.read(`${folderOf(file.path)}/direct_url.json`);
  if (!document) return undefined;
  const direct = parseDirectUrl(document.text());
  const url = withoutCredentials(asText(direct?.url) ?? '');
  const repository = asObject(direct?.vcs_info);
  if (!url || !direct) return undefined;
  if (repository) {
    const [tool, commit] = [declaredWord(repository.vcs), declaredWord(repository.commit_id)];
    return tool && commit ? { vcs_url: `${tool}+${url}@${commit}` } : undefined;
  }
  return direct.archive_info !== undefined && url.startsWith('http') ? { download_url: url } : undefined;
}

/** The package is there whatever this side note says. */
function parseDirectUrl(text: string): JsonObject | undefined {
  try {
    return asObject(parseJson(text));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function withoutCredentials(address: string): string | undefined {
  const word = declaredWord(address);
  if (!word || !URL.canParse(word)) return undefined;
  const url = new URL(word);
  url.password = '';
  if (url.username !== 'git') url.username = '';
  return url.href;
}

/** RECORD and installed-files.txt list every file; else the folders of its modules speak for it. */
function installed(file: KeptFile, tree: FileTree): Partial<Pick<FoundPackage, 'owns' | 'ownsBelow'>> {
  const folder = folderOf(file.path);
  if (/\.egg-info$/i.test(file.path)) return { owns: () => [{ path: file.path }] };
  if (nameOf(folder) === 'EGG-INFO' && /\.egg$/i.test(folderOf(folder))) return { ownsBelow: [folderOf(folder)] };
  const record = tree.read(`${folder}/RECORD`);
  if (record) return { owns: () => recorded(record, folder) };
  const list = tree.read(`${folder}/installed-files.txt`);
  if (list) return { owns: () => listed(list, folder, tree) };
  return { ownsBelow: [folder, ...modules(folder, tree)], owns: () => moduleFiles(folder, tree) };
}

/**
 * Installers write below their prefix alone, with a digest for all but compiled files and RECORD itself.
 * A list that claims more is not believed: it could name any program.
 */
function* recorded(record: KeptFile, folder: string): Iterable<OwnedFile> {
  for (const { path: written, ...facts } of recordedFiles(record.text())) {
    const path = pathFrom(folderOf(folder), written);
    if (!path || !isBelow(path, installPrefix(folderOf(folder)))) continue;
    // Wheels may bring compiled files, which installers make anew.
    if (path.endsWith('.pyc')) yield { path };
    else if (facts.digest || isBelow(path, folder)) yield { path, ...facts };
  }
}

function* listed(list: KeptFile, folder: string, tree: FileTree): Iterable<OwnedFile> {
  for (const line of linesOf(list.text())) {
    const path = pathFrom(folder, line);
    if (!path || !isBelow(path, installPrefix(folder))) continue;
    if (isBelow(path, folderOf(folder)) || mayOwnUnverified(path, tree)) yield { path };
  }
}

function modules(folder: string, tree: FileTree): readonly string[] {
  return topLevel(folder, tree).filter((path) => tree.get(path)?.type === 'directory' && mayOwnFolder(path));
}

function* moduleFiles(folder: string, tree: FileTree): Iterable<OwnedFile> {
  for (const path of topLevel(folder, tree)) if (tree.get(`${path}.py`)) yield { path: `${path}.py` };
}

/** top_level.txt names the modules; only plain names are believed, or one line could claim a system folder. */
function topLevel(folder: string, tree: FileTree): readonly string[] {
  const lines = tree.read(`${folder}/top_level.txt`)?.text().slice(0, 100_000).split(/\r?\n/) ?? [];
  const base = folderOf(folder);
  return lines.filter((line) => /^\w+$/.test(line)).map((line) => (base ? `${base}/${line}` : line));
}
