import { gzipSync } from 'node:zlib';
import { type Digest, sha256 } from '../../src/base/digest.ts';
import { IntegrityError } from '../../src/base/errors.ts';
import type { BlobStore } from '../../src/image/blob-store.ts';
import type { Descriptor } from '../../src/image/manifest.ts';
import { dockerIndexType, dockerManifestType, ociIndexType, ociManifestType } from '../../src/image/manifest.ts';
import { parsePlatform } from '../../src/image/platform.ts';
import { type TarEntry, writeTar } from './tar-writer.ts';
import { zstdStored } from './zstd-stored.ts';

/** A file: its body, or its details. A path that ends in `/` is a folder. */
export type FileSpec = string | Uint8Array | Omit<TarEntry, 'path'>;

/**
 * A layer as files by path, in that order; `remove` whites out paths and `opaque` hides all that lower layers have in
 * a folder. Or the bytes of a whole tar.
 */
export type LayerSpec = Uint8Array | { readonly [path: string]: FileSpec | readonly string[] };

export type Compression = 'gzip' | 'zstd' | 'none';

export interface ImageSpec {
  readonly layers: readonly LayerSpec[];
  /** For all layers, or for each; gzip when absent. */
  readonly compression?: Compression | readonly Compression[];
  /** How to run, in the config document's own words: `{ Entrypoint: ['/app'], Env: ['A=b'] }`. */
  readonly config?: object;
  /** Fields of the whole config document, replacing ours: `{ history: […], created: '…', rootfs: … }`. */
  readonly document?: object;
  /** Fields of the manifest, replacing ours. */
  readonly manifest?: object;
  /** linux/amd64 when absent. */
  readonly platform?: string;
  /** Whose media types; `oci` when absent. */
  readonly dialect?: 'oci' | 'docker';
}

/** Blobs and the one that leads to the others. */
export interface Stored {
  readonly blobs: ReadonlyMap<Digest, Uint8Array>;
  /** Of the manifest, or of the index. */
  readonly root: Descriptor;
}

export interface BuiltLayer {
  readonly digest: Digest;
  readonly diffID: Digest;
  readonly mediaType: string;
  /** Stored bytes. */
  readonly bytes: Uint8Array;
  readonly tar: Uint8Array;
}

export interface BuiltImage extends Stored {
  readonly config: { readonly digest: Digest; readonly bytes: Uint8Array };
  readonly layers: readonly BuiltLayer[];
}

/**
 * Makes an image in memory:
 * ```ts
 * const image = buildImage({
 *   layers: [
 *     { 'etc/os-release': 'ID=alpine\n', 'bin/': {}, 'bin/sh': { body: elf, mode: 0o755 }, 'lib': { link: 'usr/lib' } },
 *     { 'usr/bin/ping': { body: elf, xattrs: { 'security.capability': bytes } }, 'dev/null': { type: 'character-device', device: { major: 1, minor: 3 } } },
 *     { remove: ['etc/os-release'], opaque: ['var/cache'] },
 *   ],
 *   config: { Entrypoint: ['/bin/sh'] },
 * });
 * ```
 * `image.blobs` maps digests to bytes (manifest, config, layers), `image.root` describes the manifest, and
 * `image.layers[i]` has digest, diffID, stored bytes and tar. `buildIndex([…])` joins several for `--platform`;
 * `memoryStore` serves blobs to `assembleImage`; `place-image.ts` puts them down as layout, OCI archive or `docker save`.
 */
export function buildImage(spec: ImageSpec): BuiltImage {
  const types = TYPES[spec.dialect ?? 'oci'];
  const platform = parsePlatform(spec.platform ?? 'linux/amd64');
  const layers = spec.layers.map((layer, index) => buildLayer(layer, types, compressionOf(spec, index)));
  const configBytes = json({
    ...platform,
    created: '2024-01-01T00:00:00Z',
    config: spec.config ?? {},
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => layer.diffID) },
    history: layers.map((_, index) => ({ created: '2024-01-01T00:00:00Z', created_by: `layer ${index}` })),
    ...spec.document,
  });
  const config = { digest: sha256(configBytes), bytes: configBytes };
  const bytes = json({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, digest: config.digest, size: configBytes.length },
    layers: layers.map((layer) => ({ mediaType: layer.mediaType, digest: layer.digest, size: layer.bytes.length })),
    ...spec.manifest,
  });
  const root = { mediaType: types.manifest, digest: sha256(bytes), size: bytes.length, platform };
  const blobs = new Map<Digest, Uint8Array>([
    [root.digest, bytes],
    [config.digest, configBytes],
    ...layers.map((layer): [Digest, Uint8Array] => [layer.digest, layer.bytes]),
  ]);
  return { blobs, root, config, layers };
}

/** An index of images, or of other indexes. `extra` are descriptors of what is not stored, or should look odd. */
export function buildIndex(
  members: readonly Stored[],
  { dialect = 'oci', extra = [] }: { dialect?: 'oci' | 'docker'; extra?: readonly object[] } = {},
): Stored {
  const { index: mediaType } = TYPES[dialect];
  const bytes = json({ schemaVersion: 2, mediaType, manifests: [...members.map((member) => member.root), ...extra] });
  const root = { mediaType, digest: sha256(bytes), size: bytes.length };
  return { root, blobs: new Map([...members.flatMap((member) => [...member.blobs]), [root.digest, bytes]]) };
}

/** Serves blobs from memory: documents whole, layers as streams, what it lacks as absent. */
export function memoryStore(stored: Pick<Stored, 'blobs'>): BlobStore {
  return {
    async document({ digest }) {
      const bytes = stored.blobs.get(digest);
      if (bytes) return bytes;
      throw new IntegrityError('missing-blob', `the blob ${digest} is not there`);
    },
    layer({ digest }) {
      const bytes = stored.blobs.get(digest);
      return bytes ? { kind: 'stream', open: () => oneChunk(bytes) } : { kind: 'absent' };
    },
  };
}

/** The root's bytes, as `assembleImage` takes them. */
export function rootOf({ blobs, root }: Stored): { bytes: Uint8Array; mediaType: string; digest: Digest } {
  return { bytes: blobs.get(root.digest) ?? new Uint8Array(), mediaType: root.mediaType, digest: root.digest };
}

/** The tar of a layer. */
export function layerTar(layer: LayerSpec): Uint8Array {
  if (layer instanceof Uint8Array) return layer;
  return writeTar(Object.entries(layer).flatMap(([path, spec]) => entriesOf(path, spec)));
}

interface Types {
  readonly index: string;
  readonly manifest: string;
  readonly config: string;
  readonly layer: Readonly<Record<Compression, string>>;
}

const TYPES: Readonly<Record<'oci' | 'docker', Types>> = {
  oci: {
    index: ociIndexType,
    manifest: ociManifestType,
    config: 'application/vnd.oci.image.config.v1+json',
    layer: {
      gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
      zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
      none: 'application/vnd.oci.image.layer.v1.tar',
    },
  },
  docker: {
    index: dockerIndexType,
    manifest: dockerManifestType,
    config: 'application/vnd.docker.container.image.v1+json',
    layer: {
      gzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
      zstd: 'application/vnd.docker.image.rootfs.diff.tar.zstd',
      none: 'application/vnd.docker.image.rootfs.diff.tar',
    },
  },
};

function buildLayer(layer: LayerSpec, types: Types, compression: Compression): BuiltLayer {
  const tar = layerTar(layer);
  const bytes = compression === 'gzip' ? gzipSync(tar) : compression === 'zstd' ? zstdStored(tar) : tar;
  return { tar, bytes, digest: sha256(bytes), diffID: sha256(tar), mediaType: types.layer[compression] };
}

function compressionOf({ compression = 'gzip' }: ImageSpec, index: number): Compression {
  return typeof compression === 'string' ? compression : (compression[index] ?? 'gzip');
}

function entriesOf(path: string, spec: FileSpec | readonly string[]): TarEntry[] {
  if (path === 'remove') return texts(spec).map((removed) => whiteout(removed));
  if (path === 'opaque') return texts(spec).map((folder) => ({ path: folder === '' ? OPAQUE : `${folder}/${OPAQUE}` }));
  if (typeof spec === 'string' || spec instanceof Uint8Array) return [{ path, body: spec }];
  if (Array.isArray(spec)) throw new Error(`${path}: only remove and opaque are lists`);
  return [{ ...spec, path }];
}

function texts(spec: FileSpec | readonly string[]): readonly string[] {
  if (typeof spec === 'string') return [spec];
  return Array.isArray(spec) ? spec : [];
}

/** Hides all that lower layers have in its folder. */
const OPAQUE = '.wh..wh..opq';

function whiteout(path: string): TarEntry {
  const slash = path.lastIndexOf('/') + 1;
  return { path: `${path.slice(0, slash)}.wh.${path.slice(slash)}` };
}

function json(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

async function* oneChunk(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
