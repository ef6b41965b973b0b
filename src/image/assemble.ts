import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm, digestHex, sha256 } from '../base/digest.ts';
import { FormatError, IntegrityError, messageOf, UsageError } from '../base/errors.ts';
import { asList, asObject, asText, type JsonObject, parseJson } from '../base/json.ts';
import type { Image, Layer, LayerContent } from './image.ts';
import { type Descriptor, parseManifest } from './manifest.ts';

export type { Descriptor } from './manifest.ts';

export interface BlobStore {
  /** A manifest, index or config document, whole, at most limits.manifest bytes; its digest is verified by the caller. */
  document(descriptor: Descriptor): Promise<Uint8Array>;
  /** Where a layer's stored bytes are. */
  layer(descriptor: Descriptor): LayerContent;
}

/** From a manifest or index to the image for one platform. */
export async function assembleImage(
  root: { bytes: Uint8Array; mediaType?: string; digest?: Digest },
  store: BlobStore,
  options: { name: string; source: string; references: readonly string[]; platform?: string },
): Promise<Image> {
  const hostArchitecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const wanted = options.platform ?? `linux/${hostArchitecture}`;
  const parsed = parseManifest(root.bytes);
  if (parsed.kind === 'index') {
    const found = parsed.manifests.find(({ platform }) => `${platform?.os}/${platform?.architecture}` === wanted);
    if (!found) throw new UsageError('no-such-platform', `${options.name} has no image for ${wanted}`);
    const { digest, mediaType } = found;
    return assembleImage({ bytes: await verified(store, found), digest, mediaType }, store, options);
  }
  const config = parseConfig(await verified(store, parsed.config));
  const diffIDs = asList(asObject(config.rootfs)?.diff_ids);
  return {
    name: options.name,
    source: options.source,
    references: options.references,
    digest: root.digest ?? sha256(root.bytes),
    mediaType: parsed.mediaType,
    platform: { os: asText(config.os) ?? 'unknown', architecture: asText(config.architecture) ?? 'unknown' },
    config: {
      digest: parsed.config.digest,
      env: [],
      exposedPorts: [],
      volumes: [],
      labels: {},
      onBuild: [],
      history: [],
    },
    layers: parsed.layers.map((descriptor, index): Layer => {
      const { digest, size, mediaType } = descriptor;
      const diffID = asText(diffIDs[index]) as Digest | undefined;
      const content = store.layer(descriptor);
      return { index, digest, size, mediaType, compression: 'detect', content, ...(diffID ? { diffID } : {}) };
    }),
    annotations: {},
    problems: [],
  };
}

async function verified(store: BlobStore, descriptor: Descriptor): Promise<Uint8Array> {
  const bytes = await store.document(descriptor);
  const hex = createHash(digestAlgorithm(descriptor.digest)).update(bytes).digest('hex');
  if (hex === digestHex(descriptor.digest)) return bytes;
  throw new IntegrityError('wrong-digest', `${descriptor.digest} came as ${hex}`);
}

function parseConfig(bytes: Uint8Array): JsonObject {
  try {
    return asObject(parseJson(Buffer.from(bytes).toString('utf8'))) ?? {};
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-config', `the config cannot be understood: ${messageOf(error)}`, { cause: error });
  }
}
