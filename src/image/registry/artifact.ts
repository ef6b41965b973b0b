import { type Digest, sha256 } from '../../base/digest.ts';
import { UsageError } from '../../base/errors.ts';
import { throwIfAborted } from '../../base/http/retry.ts';
import { createTransport } from '../../base/http/transport.ts';
import { type Descriptor, ociManifestType, parseManifest } from '../manifest.ts';
import { formatReference, parseReference, repositoryName } from '../reference.ts';
import { streamBlob } from './blob.ts';
import { createClient, type RegistryAccess } from './client.ts';
import { endpointsOf } from './endpoint.ts';
import { fetchRoot, repositoryStore } from './repository.ts';
import { defaultTiming, type RegistryTiming } from './timing.ts';
import { uploadBlob, uploadManifest } from './upload.ts';

/** Files in a registry that are no image, with a document about all of them. */
export interface Artifact {
  /** Media type of `document`, by which it is told apart from other artifacts. */
  readonly type: string;
  readonly document: Uint8Array;
  readonly annotations: Readonly<Record<string, string>>;
  readonly files: readonly ArtifactFile[];
}

export interface ArtifactFile extends Omit<Descriptor, 'urls' | 'platform'> {
  open(): Iterable<Uint8Array>;
}

export interface ArtifactOptions extends RegistryAccess {
  readonly timing?: RegistryTiming;
}

export interface PushOptions extends ArtifactOptions {
  /** Told of each file once it is there. */
  readonly pushed?: (file: ArtifactFile, how: 'stored' | 'present') => void;
}

/**
 * Stores the artifact under a tag: only the blobs that the registry does not have are sent, the manifest last.
 * @returns the whole name, with the digest. @throws UsageError for a reference by digest.
 */
export async function pushArtifact(input: string, artifact: Artifact, options: PushOptions): Promise<string> {
  const reference = parseReference(input);
  if (reference.digest !== undefined || reference.tag === undefined) {
    throw new UsageError('bad-reference', `${input}: what is pushed gets a tag, its digest follows from its content`);
  }
  const { signal, environment, notice, registry, timing = defaultTiming } = options;
  throwIfAborted(signal);
  const transport = createTransport({ environment, caFile: registry.caFile, timing });
  // Mirrors are for reading.
  const { mirrors: _, ...named } = registry;
  const [endpoint] = endpointsOf(reference, named);
  if (!endpoint) throw new Error('a reference names a registry');
  const client = createClient({ endpoint, transport, timing, load: options, upload: true });
  const context = { timing, signal, notice };
  const { type, document, annotations, files } = artifact;
  const config = { mediaType: type, digest: sha256(document), size: document.length };
  for (const file of files) {
    const how = await uploadBlob(client, file, context);
    options.pushed?.(file, how);
  }
  await uploadBlob(client, { ...config, open: () => [document] }, context);
  const layers = files.map(({ open: _open, ...descriptor }) => descriptor);
  const manifest = { schemaVersion: 2, mediaType: ociManifestType, artifactType: type, config, layers, annotations };
  const bytes = Buffer.from(JSON.stringify(manifest));
  const digest = sha256(bytes);
  await uploadManifest(client, { tag: reference.tag, mediaType: ociManifestType, bytes, digest }, context);
  return `${formatReference(reference)}@${digest}`;
}

/** An artifact in a registry. */
export interface StoredArtifact {
  /** With its digest. */
  readonly name: string;
  readonly document: Uint8Array;
  readonly files: readonly Descriptor[];
  /** The bytes of one of the files. Their number is checked, their digest is the reader's to check. */
  open(file: { readonly digest: Digest; readonly size: number }): AsyncIterable<Uint8Array>;
}

/** Reads what a reference leads to. @throws UsageError when it is no artifact of this type. */
export async function openArtifact(input: string, type: string, options: ArtifactOptions): Promise<StoredArtifact> {
  const reference = parseReference(input);
  const { signal, environment, notice, registry, timing = defaultTiming } = options;
  throwIfAborted(signal);
  const transport = createTransport({ environment, caFile: registry.caFile, timing });
  const servers = endpointsOf(reference, registry).map((endpoint) =>
    createClient({ endpoint, transport, timing, load: options }),
  );
  const context = { timing, signal, notice };
  const { bytes, mediaType, digest, clients } = await fetchRoot(reference, servers, context);
  const manifest = parseManifest(bytes, mediaType);
  if (manifest.kind !== 'manifest' || manifest.config.mediaType !== type) {
    throw new UsageError('unsupported-image', `${input} is something else: there is no ${type} under this name`);
  }
  const document = await repositoryStore(clients, context).document(manifest.config);
  return {
    name: `${repositoryName(reference)}@${digest}`,
    document,
    files: manifest.layers,
    open: (file) => streamBlob({ digest: file.digest, size: file.size, clients, context }),
  };
}
