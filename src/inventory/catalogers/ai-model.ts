import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type Json } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { type FileHeader, type KeptFile, noted } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import type { Sink, StreamTap } from '../../filesystem/tap.ts';
import { readGgufHeader } from '../../format/gguf.ts';
import { readSafetensorsMetadata } from '../../format/safetensors.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredAddress, declaredLine, declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { folderOf, nameOf } from '../folder-path.ts';

/** Reads how models describe themselves in their first bytes; the many gigabytes after them pass by. */
const modelHeaders: StreamTap = {
  name: 'ai-model',
  version: 1,
  open(file) {
    if (file.type !== 'file') return undefined;
    const isNamed = /\.(?:gguf|safetensors)$/i.test(file.path);
    return isNamed || (file.path.includes('models--') && IN_HUB_CACHE.test(file.path))
      ? headerSink(file, isNamed)
      : undefined;
  },
};

/** Machine learning models in GGUF and safetensors files. */
export const aiModel: Cataloger = {
  name: 'ai-model',
  version: 1,
  reads: [noted(modelHeaders.name)],
  taps: [modelHeaders],
  *catalog(file, tree) {
    const facts = asObject(file.note(modelHeaders.name));
    yield {
      ...identity(file, tree, facts ?? {}),
      ...whatIsSet({
        licenses: declaredLines([facts?.license]),
        supplier: declaredLine(facts?.author),
        homepage: declaredAddress(facts?.homepage),
      }),
      owns: () => [{ path: file.path }],
    };
  },
};

/** The Hugging Face cache keeps files under their hash, and links named as in the repository: `snapshots/<commit>/…`. */
const IN_HUB_CACHE = /(?:^|\/)models--([^/]+)\/blobs\/([0-9a-f]{40,64})$/;

function headerSink(file: FileHeader, isNamed: boolean): Sink {
  const start = Buffer.alloc(Math.min(file.size, limits.modelHeader));
  let filled = 0;
  return {
    write(chunk) {
      if (filled === start.length) return;
      const part = chunk.subarray(0, start.length - filled);
      start.set(part, filled);
      filled += part.length;
    },
    end() {
      const bytes = start.subarray(0, filled);
      if (bytes.toString('latin1', 0, 4) === 'GGUF') return ggufFacts(bytes);
      // What a clone without Git LFS leaves in a model's place.
      if (bytes.toString('latin1', 0, 24) === 'version https://git-lfs.') return undefined;
      return isNamed ? safetensorsFacts(bytes, file) : quietly(() => safetensorsFacts(bytes, file));
    },
  };
}

/** Any file of a repository may lie in the cache: most are no models. */
function quietly(read: () => Json): Json | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function ggufFacts(bytes: Uint8Array): Json {
  const { texts } = readGgufHeader(bytes);
  const general = (key: string): string | undefined => texts.get(`general.${key}`);
  return whatIsSet({
    name: general('name') ?? general('basename'),
    version: general('version'),
    license: general('license'),
    author: general('author') ?? general('organization'),
    homepage: general('url') ?? general('repo_url'),
    repository: general('repo_url'),
  });
}

function safetensorsFacts(bytes: Uint8Array, file: FileHeader): Json {
  const texts = readSafetensorsMetadata(bytes, file.size);
  return whatIsSet({
    name: texts.get('modelspec.title'),
    license: texts.get('modelspec.license') ?? texts.get('license'),
    author: texts.get('modelspec.author'),
  });
}

function identity(
  file: KeptFile,
  tree: FileTree,
  facts: { readonly [fact: string]: Json },
): Pick<FoundPackage, 'type' | 'name' | 'version'> {
  const [, cached, blob] = IN_HUB_CACHE.exec(file.path) ?? [];
  const repository = declaredWord(cached?.replace('--', '/'));
  if (repository && blob) return { type: 'huggingface', name: repository, version: commitOf(file, tree, blob) };
  const [, declared] = /^https?:\/\/huggingface\.co\/([\w.-]+\/[\w.-]+)\/?$/.exec(asText(facts.repository) ?? '') ?? [];
  if (declared) return { type: 'huggingface', name: declared, version: '' };
  return {
    type: 'generic',
    name: declaredLine(facts.name) ?? nameFromPath(file.path),
    version: declaredWord(facts.version) ?? '',
  };
}

/** The commit of the snapshot that links to the file. */
function commitOf(file: KeptFile, tree: FileTree, blob: string): string {
  const repository = folderOf(folderOf(file.path));
  for (const commit of tree.children(`${repository}/snapshots`)) {
    if (!/^[0-9a-f]{40}$/.test(nameOf(commit.path))) continue;
    const entries = [...tree.children(commit.path)];
    const nested = entries.filter(({ type }) => type === 'directory').flatMap(({ path }) => [...tree.children(path)]);
    const isLinked = [...entries, ...nested].some(({ link }) => link !== undefined && nameOf(link) === blob);
    if (isLinked) return nameOf(commit.path);
  }
  return '';
}

/** `model.safetensors` says nothing, the folder does; `-00001-of-00003` is a part of one model. */
function nameFromPath(path: string): string {
  const stem = nameOf(path)
    .replace(/\.[^.]*$/, '')
    .replace(/-\d{5}-of-\d{5}$/, '');
  const folder = nameOf(folderOf(path));
  const isCommon = /^(?:(?:diffusion_)?pytorch_model|(?:adapter_)?model)$/.test(stem);
  return declaredLine(isCommon && folder !== '' ? folder : stem) ?? 'model';
}
