import { type Digest, sha256 } from '../../base/digest.ts';
import { FormatError, IntegrityError, messageOf } from '../../base/errors.ts';
import { asObject, type Json, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { assertServes, describeImage, type StoredLayer } from '../assemble.ts';
import { type ParsedConfig, parseConfig } from '../config.ts';
import { field, textField, textListField } from '../fields.ts';
import type { Image } from '../image.ts';
import { layerTypeOf } from '../media-types.ts';
import { parsePlatform } from '../platform.ts';
import { cannotChoose, sameReference } from './image-names.ts';
import type { ArchiveRequest } from './layout.ts';
import { type Place, quote, type StoredFiles } from './stored-files.ts';

/** One image in the `manifest.json` of `docker save`. */
export interface DockerArchiveEntry {
  readonly config: string;
  readonly tags: readonly string[];
  readonly layers: readonly string[];
  /** Media types of layers by diffID, where the archive tells them. */
  readonly layerTypes: ReadonlyMap<string, string>;
}

/** @throws IntegrityError 'bad-manifest' */
export function readDockerManifest(bytes: Uint8Array): readonly DockerArchiveEntry[] {
  try {
    const list = parseJson(Buffer.from(bytes).toString('utf8'));
    if (!Array.isArray(list)) throw new FormatError('it is not a list');
    if (list.length > limits.manifestsPerIndex) throw new FormatError(`it lists ${list.length} images`);
    return list.map(readEntry);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-manifest', `manifest.json cannot be understood: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** Loads an image that only `manifest.json` describes. Its layers have no digest, and may be gzip whatever their name. */
export function loadDockerArchive(
  files: StoredFiles,
  entries: readonly DockerArchiveEntry[],
  request: ArchiveRequest,
): Image {
  const entry = choose(entries, request);
  const name = request.reference ?? request.path;
  const parsed = configOf(files, entry);
  if (request.platform !== undefined) assertServes(parsePlatform(request.platform), parsed.platform, name);
  const layers = entry.layers.map((layer, index) => storedLayer(files, entry, { name: layer, index, parsed }));
  const references = request.reference === undefined ? entry.tags : [request.reference, ...entry.tags];
  return {
    ...describeImage(parsed, layers),
    name,
    source: request.source,
    digest: parsed.config.digest,
    references: [...new Set(references)],
    mediaType: 'application/vnd.docker.container.image.v1+json',
    annotations: {},
  };
}

/** The config that an entry names. @throws IntegrityError when it is missing, damaged or not what its name says. */
export function configOf(files: StoredFiles, entry: DockerArchiveEntry): ParsedConfig {
  const bytes = files.read(locate(files, entry.config));
  const digest = sha256(bytes);
  const claimed = /(?:^|[/:])([0-9a-f]{64})(?:\.json)?$/.exec(entry.config)?.[1];
  if (claimed !== undefined && digest !== `sha256:${claimed}`) {
    throw new IntegrityError('wrong-digest', `the config ${quote(entry.config)} hashes to ${digest}`);
  }
  return parseConfig(bytes, digest);
}

function readEntry(value: Json): DockerArchiveEntry {
  const object = asObject(value);
  const config = object && textField(object, 'Config');
  if (!object || config === undefined) throw new FormatError('it lists an image without a config');
  const layers = textListField(object, 'Layers') ?? [];
  if (layers.length > limits.layersPerImage) {
    throw new FormatError(`it lists ${layers.length} layers, more than the ${limits.layersPerImage} allowed`);
  }
  return { config, layers, tags: textListField(object, 'RepoTags') ?? [], layerTypes: layerTypes(object) };
}

function layerTypes(object: { readonly [key: string]: Json }): ReadonlyMap<string, string> {
  const sources = asObject(field(object, 'LayerSources')) ?? {};
  return new Map(
    Object.entries(sources).map(([diffID, source]) => [diffID, textField(asObject(source) ?? {}, 'mediaType') ?? '']),
  );
}

function choose(entries: readonly DockerArchiveEntry[], request: ArchiveRequest): DockerArchiveEntry {
  const wanted = request.image ?? request.reference;
  const named = wanted === undefined ? undefined : entries.find((entry) => isNamed(entry, wanted));
  if (named) return named;
  const [only] = entries;
  if (!only) throw new IntegrityError('bad-manifest', `${request.path}: manifest.json lists no image`);
  if (entries.length === 1 && request.image === undefined) return only;
  throw cannotChoose(
    request.path,
    entries.map((entry) => entry.tags[0] ?? entry.config),
    wanted,
  );
}

function isNamed(entry: DockerArchiveEntry, wanted: string): boolean {
  const hex = /^(?:sha256:)?([0-9a-f]{64})$/.exec(wanted)?.[1];
  if (hex !== undefined) return entry.config.includes(hex);
  return entry.tags.some((tag) => sameReference(tag, wanted));
}

function storedLayer(
  files: StoredFiles,
  entry: DockerArchiveEntry,
  { name, index, parsed }: { name: string; index: number; parsed: ParsedConfig },
): StoredLayer {
  const mediaType = 'application/vnd.docker.image.rootfs.diff.tar';
  const place = files.locate(name);
  if (place)
    return {
      ...digestOf(name),
      size: place.size,
      mediaType,
      compression: 'detect',
      content: { kind: 'file', ...place },
    };
  const type = entry.layerTypes.get(parsed.diffIDs[index] ?? '') ?? '';
  if (layerTypeOf(type).kind !== 'foreign') throw missing(name);
  return {
    size: -1,
    mediaType: type,
    compression: 'detect',
    content: { kind: 'absent' },
    problem: `Layer ${index} is a foreign layer whose bytes are kept elsewhere; its files are missing from the report.`,
  };
}

/** Only in the blobs folder is a name a promise. */
function digestOf(name: string): { digest?: Digest } {
  const hex = /^(?:\.\/)?blobs\/sha256\/([0-9a-f]{64})$/.exec(name)?.[1];
  return hex === undefined ? {} : { digest: `sha256:${hex}` };
}

function locate(files: StoredFiles, name: string): Place {
  const place = files.locate(name);
  if (place) return place;
  throw missing(name);
}

function missing(name: string): IntegrityError {
  return new IntegrityError('missing-blob', `manifest.json names the file ${quote(name)}, which is not there`);
}
