import { digestAlgorithm, digestHex, isDigest } from '../../base/digest.ts';
import { IntegrityError } from '../../base/errors.ts';
import { assembleImage } from '../assemble.ts';
import type { BlobStore } from '../blob-store.ts';
import { readDocument } from '../document.ts';
import type { Image } from '../image.ts';
import type { Descriptor } from '../manifest.ts';
import { isAttestation, type ManifestIndex, ociIndexType, parseManifest } from '../manifest.ts';
import { cannotChoose, sameReference } from './image-names.ts';
import type { Place, StoredFiles } from './stored-files.ts';

/** Which image of several, and how the result is called. */
export interface ArchiveRequest {
  /** Of the archive or folder, for messages. */
  readonly path: string;
  /** Named with the path: must be there. */
  readonly image?: string;
  /** What the user calls it: chooses where there is a choice, else only names. */
  readonly reference?: string;
  readonly source: string;
  readonly platform?: string;
}

/** Loads an image from an OCI layout whose `index.json` is at this place. */
export async function loadLayout(files: StoredFiles, index: Place, request: ArchiveRequest): Promise<Image> {
  const bytes = files.read(index);
  const parsed = parseManifest(bytes);
  if (parsed.kind !== 'index') throw new IntegrityError('bad-manifest', `${request.path}: index.json is no index`);
  const store = storeOf(files);
  const chosen = choose(parsed, request);
  const [only] = chosen;
  const root =
    chosen.length === 1 && only
      ? { bytes: await readDocument(store, only, 'manifest'), mediaType: only.mediaType, digest: only.digest }
      : { bytes: indexOf(chosen), mediaType: ociIndexType };
  return assembleImage(root, store, {
    name: request.reference ?? request.path,
    source: request.source,
    references: referencesOf(chosen, request),
    ...(request.platform === undefined ? {} : { platform: request.platform }),
  });
}

/** Where Docker and containerd put the whole reference; the standard's annotation often holds only the tag. */
const CONTAINERD_NAME = 'io.containerd.image.name';
const STANDARD_NAME = 'org.opencontainers.image.ref.name';

function storeOf(files: StoredFiles): BlobStore {
  const locate = (descriptor: Descriptor) =>
    files.locate(`blobs/${digestAlgorithm(descriptor.digest)}/${digestHex(descriptor.digest)}`);
  return {
    async document(descriptor) {
      const place = locate(descriptor);
      if (place) return files.read(place);
      throw new IntegrityError('missing-blob', `the blob ${descriptor.digest} is not there`);
    },
    layer(descriptor) {
      const place = locate(descriptor);
      return place ? { kind: 'file', ...place } : { kind: 'absent' };
    },
  };
}

/** One descriptor; or several that differ only in platform. */
function choose(index: ManifestIndex, request: ArchiveRequest): readonly Descriptor[] {
  const images = index.manifests.filter((descriptor) => !isAttestation(descriptor));
  if (images.length === 0) throw new IntegrityError('bad-manifest', `${request.path}: index.json lists no image`);
  const wanted = request.image ?? request.reference;
  const named = wanted === undefined ? [] : images.filter((descriptor) => isNamed(descriptor, wanted));
  if (isOneImage(named)) return named;
  if (isOneImage(images) && request.image === undefined) return images;
  const names = images.map((descriptor) => nameOf(descriptor) ?? descriptor.digest);
  throw cannotChoose(request.path, names, named.length > 0 ? undefined : wanted);
}

function isNamed(descriptor: Descriptor, wanted: string): boolean {
  if (isDigest(wanted)) return descriptor.digest === wanted;
  const names = [descriptor.annotations?.[CONTAINERD_NAME], descriptor.annotations?.[STANDARD_NAME]];
  return names.some((name) => name !== undefined && sameReference(name, wanted));
}

function isOneImage(descriptors: readonly Descriptor[]): boolean {
  if (new Set(descriptors.map((descriptor) => descriptor.digest)).size === 1) return true;
  const platforms = descriptors.map(
    ({ platform }) => platform && `${platform.os}/${platform.architecture}/${platform.variant}`,
  );
  const names = new Set(descriptors.map(nameOf));
  return names.size === 1 && !platforms.includes(undefined) && new Set(platforms).size === platforms.length;
}

function nameOf(descriptor: Descriptor): string | undefined {
  return descriptor.annotations?.[CONTAINERD_NAME] ?? descriptor.annotations?.[STANDARD_NAME];
}

function referencesOf(chosen: readonly Descriptor[], request: ArchiveRequest): readonly string[] {
  const names = [request.reference, ...chosen.map(nameOf)].filter((name) => name !== undefined);
  return [...new Set(names)];
}

function indexOf(manifests: readonly Descriptor[]): Uint8Array {
  return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: ociIndexType, manifests }));
}
