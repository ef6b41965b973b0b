import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestHex } from '../../src/base/digest.ts';
import type { BuiltImage, Stored } from './build-image.ts';
import { type TarEntry, writeTar } from './tar-writer.ts';

/** An image and what it is called: a tag, or with Docker's newer archives a whole reference. */
export interface Placed {
  readonly image: Stored;
  readonly tag?: string;
  /** As Docker 25 and containerd write it beside the tag: `docker.io/library/x:1`. */
  readonly reference?: string;
}

/** Writes images as an OCI layout folder: `writeLayout(folder, [{ image, tag: 'latest' }])`. Returns the folder. */
export function writeLayout(folder: string, images: readonly Placed[]): string {
  for (const [name, bytes] of layoutFiles(images)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** The bytes of an OCI archive: a layout folder in a tar. */
export function ociArchive(images: readonly Placed[]): Buffer {
  return writeTar(entries(layoutFiles(images)));
}

/**
 * The bytes of a `docker save` archive. `old` is the form before Docker 25: folders with uncompressed layers, a layer
 * that comes twice as a symlink; `new` is an OCI layout with a manifest.json.
 */
export function dockerArchive(
  image: BuiltImage,
  form: 'old' | 'new',
  tags: readonly string[] = ['test:latest'],
): Buffer {
  if (form === 'new') {
    const names = { Config: blobName(image.config.digest), Layers: image.layers.map(({ digest }) => blobName(digest)) };
    const placed = (tags.length > 0 ? tags : [undefined]).map((reference): Placed => {
      if (reference === undefined) return { image };
      return { image, tag: reference.split(':').at(-1) ?? '', reference: `docker.io/library/${reference}` };
    });
    return writeTar([
      ...entries(layoutFiles(placed)),
      { path: 'manifest.json', body: JSON.stringify([{ ...names, RepoTags: tags }]) },
    ]);
  }
  const seen = new Map<string, string>();
  const layers = image.layers.map((layer, index): { folder: string; entry: TarEntry } => {
    const folder = `${index}`.padStart(64, 'a');
    const first = seen.get(layer.diffID);
    seen.set(layer.diffID, first ?? folder);
    const path = `${folder}/layer.tar`;
    return { folder, entry: first ? { path, link: `../${first}/layer.tar` } : { path, body: layer.tar } };
  });
  const config = `${digestHex(image.config.digest)}.json`;
  const Layers = layers.map(({ entry }) => entry.path);
  return writeTar([
    ...layers.flatMap(({ folder, entry }): TarEntry[] => [
      { path: `${folder}/` },
      { path: `${folder}/VERSION`, body: '1.0' },
      { path: `${folder}/json`, body: JSON.stringify({ id: folder }) },
      entry,
    ]),
    { path: config, body: image.config.bytes },
    { path: 'manifest.json', body: JSON.stringify([{ Config: config, RepoTags: tags, Layers }]) },
    { path: 'repositories', body: JSON.stringify({ test: { latest: layers.at(-1)?.folder } }) },
  ]);
}

/** Name to bytes of a layout's files. */
export function layoutFiles(images: readonly Placed[]): ReadonlyMap<string, Uint8Array> {
  const blobs = images.flatMap(({ image }) => [...image.blobs]);
  return new Map<string, Uint8Array>([
    ['oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')],
    ['index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: images.map(descriptor) }))],
    ...blobs.map(([digest, bytes]): [string, Uint8Array] => [blobName(digest), bytes]),
  ]);
}

function descriptor({ image, tag, reference }: Placed): object {
  const annotations = {
    ...(reference === undefined ? {} : { 'io.containerd.image.name': reference }),
    ...(tag === undefined ? {} : { 'org.opencontainers.image.ref.name': tag }),
  };
  // Tools that put one image down do not repeat its platform here.
  const { mediaType, digest, size } = image.root;
  return { mediaType, digest, size, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) };
}

function blobName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function entries(files: ReadonlyMap<string, Uint8Array>): TarEntry[] {
  return [...files].map(([path, body]) => ({ path, body }));
}
