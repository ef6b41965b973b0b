import { type Digest, isDigest } from '../base/digest.ts';
import { FormatError, IntegrityError, messageOf, UsageError } from '../base/errors.ts';
import { asList, asObject, asText, type Json, parseJson } from '../base/json.ts';
import type { Platform } from './image.ts';

/** Points at stored bytes: what they are, their hash and how many there are. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly urls?: readonly string[];
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly kind: 'manifest';
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface ManifestIndex {
  readonly kind: 'index';
  readonly manifests: readonly Descriptor[];
}

export const ociIndexType = 'application/vnd.oci.image.index.v1+json';
export const ociManifestType = 'application/vnd.oci.image.manifest.v1+json';
export const dockerIndexType = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const dockerManifestType = 'application/vnd.docker.distribution.manifest.v2+json';

/**
 * Understands an OCI or Docker version 2 manifest or index.
 * @throws UsageError 'unsupported-image' for schema 1. @throws IntegrityError when the document is damaged.
 */
export function parseManifest(bytes: Uint8Array): Manifest | ManifestIndex {
  try {
    const document = asObject(parseJson(Buffer.from(bytes).toString('utf8')));
    if (!document) throw new FormatError('not an object');
    if (document.schemaVersion === 1) {
      throw new UsageError('unsupported-image', 'the image has a manifest of the obsolete schema version 1');
    }
    if (document.manifests !== undefined) {
      return { kind: 'index', manifests: asList(document.manifests).map(readDescriptor) };
    }
    return {
      kind: 'manifest',
      mediaType: asText(document.mediaType) ?? ociManifestType,
      config: readDescriptor(document.config),
      layers: asList(document.layers).map(readDescriptor),
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-manifest', `the manifest cannot be understood: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function readDescriptor(value: Json | undefined): Descriptor {
  const object = asObject(value);
  const size = object?.size;
  if (!isDigest(object?.digest) || typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new FormatError('a descriptor without digest or size');
  }
  const platform = asObject(object.platform);
  const [os, architecture] = [asText(platform?.os), asText(platform?.architecture)];
  return {
    mediaType: asText(object.mediaType) ?? '',
    digest: object.digest,
    size,
    ...(os && architecture ? { platform: { os, architecture } } : {}),
  };
}
