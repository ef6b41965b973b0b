import { asList, asNumber, asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { folderOf, pathFrom } from '../folder-path.ts';

/** Conda, mamba, pixi: packages of an environment, one record each in `conda-meta`. */
export const conda: Cataloger = {
  name: 'conda',
  version: 1,
  reads: [glob('**/conda-meta/*.json')],

  *catalog(file) {
    const record = asObject(parseJson(file.text()));
    const name = declaredWord(record?.name);
    const version = declaredWord(record?.version);
    if (!record || !name || !version) return; // other tools keep state files here
    yield {
      type: 'conda',
      name,
      version,
      qualifiers: qualifiersOf(record),
      ...whatIsSet({ licenses: declaredLines([record.license]) }),
      owns: () => ownedFiles(record, file),
    } satisfies FoundPackage;
  },
};

/** As the package URL specification defines them for conda. */
function qualifiersOf(record: JsonObject): Record<string, string> {
  const subdir = declaredWord(record.subdir);
  const build = declaredWord(record.build);
  const channel = channelName(declaredWord(record.channel), subdir);
  const type = /\.(conda|tar\.bz2)$/.exec(asText(record.fn) ?? asText(record.url) ?? '')?.[1];
  return {
    ...(build ? { build } : {}),
    ...(channel ? { channel } : {}),
    ...(subdir ? { subdir } : {}),
    ...(type ? { type } : {}),
  };
}

/** `conda-forge` of `https://conda.anaconda.org/conda-forge/linux-64`, `main` of `pkgs/main`. */
function channelName(channel: string | undefined, subdir: string | undefined): string | undefined {
  if (!channel) return undefined;
  const parts = channel
    .replace(/^[a-z]+:\/\/[^/]*\//, '')
    .split('/')
    .filter((part) => part !== '' && part !== subdir);
  return (parts[0] === 'pkgs' || parts[0] === 't' ? parts.at(-1) : parts.join('/')) || undefined;
}

/** Paths are relative to the environment. Where the prefix was written into a file, the sum after that counts. */
function* ownedFiles(record: JsonObject, file: KeptFile): Iterable<OwnedFile> {
  const prefix = folderOf(folderOf(file.path));
  yield { path: file.path };
  const rows = asList(asObject(record.paths_data)?.paths);
  for (const row of rows) {
    const entry = asObject(row);
    const path = pathFrom(prefix, asText(entry?._path) ?? '');
    if (!entry || !path) continue;
    const isLink = asText(entry.path_type) === 'softlink';
    const inPrefix = asText(entry.sha256_in_prefix);
    const sha256 = inPrefix ?? (entry.prefix_placeholder === undefined ? asText(entry.sha256) : undefined);
    const size = entry.prefix_placeholder === undefined ? asNumber(entry.size_in_bytes) : undefined;
    yield {
      path,
      ...(!isLink && sha256 && /^[0-9a-f]{64}$/.test(sha256) ? { digest: { algorithm: 'sha256', hex: sha256 } } : {}),
      ...(!isLink && size !== undefined && size >= 0 ? { size } : {}),
    };
  }
  if (rows.length > 0) return;
  for (const name of asList(record.files)) {
    const path = pathFrom(prefix, asText(name) ?? '');
    if (path) yield { path };
  }
}
