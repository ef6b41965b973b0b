import { type Digest, isDigest } from '../base/digest.ts';
import { FormatError, IntegrityError, messageOf, UsageError } from '../base/errors.ts';
import { asObject, type Json, type JsonObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { field, listField, objectField, parseDocument, textField, textListField, textMapField } from './fields.ts';
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

/** Names config and layers of one image. */
export interface Manifest {
  readonly kind: 'manifest';
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Lists manifests, mostly one for each platform. Docker calls it a manifest list. */
export interface ManifestIndex {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

export const ociIndexType = 'application/vnd.oci.image.index.v1+json';
export const ociManifestType = 'application/vnd.oci.image.manifest.v1+json';
export const dockerIndexType = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const dockerManifestType = 'application/vnd.docker.distribution.manifest.v2+json';

/**
 * Understands an OCI or Docker version 2 manifest or index. `mediaType` is what it was announced as, if it was.
 * @throws UsageError 'unsupported-image' for schema 1. @throws IntegrityError when the document is damaged or ambiguous.
 */
export function parseManifest(bytes: Uint8Array, announced?: string): Manifest | ManifestIndex {
  if (bytes.length > limits.manifest) {
    throw new IntegrityError(
      'over-limit',
      `the manifest is ${bytes.length} bytes long, more than the ${limits.manifest} allowed`,
    );
  }
  try {
    const document = parseDocument(bytes);
    refuseSchema1(document, announced);
    const result = 'manifests' === kindOf(document) ? readIndex(document) : readManifest(document);
    assertKind(result, announced);
    assertKind(result, textField(document, 'mediaType'));
    return result;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-manifest', `the manifest cannot be understood: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** Is it a build's attestation, which stands in the index beside the images it speaks of? */
export function isAttestation(descriptor: Descriptor): boolean {
  if (descriptor.annotations?.['vnd.docker.reference.type'] !== undefined) return true;
  return descriptor.platform?.os === 'unknown' && descriptor.platform.architecture === 'unknown';
}

export function isIndexType(mediaType: string): boolean {
  return mediaType === ociIndexType || mediaType === dockerIndexType;
}

function refuseSchema1(document: JsonObject, announced: string | undefined): void {
  const old = /\.distribution\.manifest\.v1\b/;
  const isOld = (type: string | undefined) => type !== undefined && old.test(type);
  if (field(document, 'schemaVersion') !== 1 && !isOld(announced) && !isOld(textField(document, 'mediaType'))) return;
  throw new UsageError(
    'unsupported-image',
    'the image has a manifest of the obsolete schema version 1, which Docker stopped reading too; pull and push it again with a Docker of version 1.10 to 25 to convert it',
  );
}

/** A document that is both is read as one by some programs and as the other by others (CVE-2021-41190). */
function kindOf(document: JsonObject): 'manifests' | 'layers' {
  const isIndex = field(document, 'manifests') !== undefined;
  const isManifest = field(document, 'layers') !== undefined || field(document, 'config') !== undefined;
  if (isIndex && isManifest) throw new FormatError('it is a manifest and an index at once');
  if (!isIndex && !isManifest) throw new FormatError('it names neither layers nor manifests');
  return isIndex ? 'manifests' : 'layers';
}

function assertKind(result: Manifest | ManifestIndex, type: string | undefined): void {
  const isManifestType = type === ociManifestType || type === dockerManifestType;
  if (type === undefined || (!isManifestType && !isIndexType(type))) return;
  if (isManifestType !== (result.kind === 'manifest')) {
    throw new FormatError(`announced as ${type}, but it is ${result.kind === 'index' ? 'an index' : 'a manifest'}`);
  }
}

function readIndex(document: JsonObject): ManifestIndex {
  const manifests = listField(document, 'manifests') ?? [];
  if (manifests.length > limits.manifestsPerIndex) {
    throw new FormatError(`it lists ${manifests.length} manifests, more than the ${limits.manifestsPerIndex} allowed`);
  }
  return {
    kind: 'index',
    mediaType: textField(document, 'mediaType') ?? ociIndexType,
    manifests: manifests.map((item, index) => readDescriptor(item, `manifests[${index}]`)),
    annotations: textMapField(document, 'annotations'),
  };
}

function readManifest(document: JsonObject): Manifest {
  const layers = listField(document, 'layers') ?? [];
  if (layers.length > limits.layersPerImage) {
    throw new FormatError(`it lists ${layers.length} layers, more than the ${limits.layersPerImage} allowed`);
  }
  return {
    kind: 'manifest',
    mediaType: textField(document, 'mediaType') ?? ociManifestType,
    config: readDescriptor(field(document, 'config'), 'config'),
    layers: layers.map((item, index) => readDescriptor(item, `layers[${index}]`)),
    annotations: textMapField(document, 'annotations'),
  };
}

function readDescriptor(value: Json | undefined, where: string): Descriptor {
  const object = asObject(value);
  if (!object) throw new FormatError(`${where} is not an object`);
  const digest = field(object, 'digest');
  const size = field(object, 'size');
  if (!isDigest(digest)) throw new FormatError(`${where} has no sha256 or sha512 digest`);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new FormatError(`${where} has no size in bytes`);
  }
  const urls = textListField(object, 'urls');
  const platform = readPlatform(objectField(object, 'platform'));
  const annotations = field(object, 'annotations') === undefined ? undefined : textMapField(object, 'annotations');
  return {
    mediaType: textField(object, 'mediaType') ?? '',
    digest,
    size,
    ...(urls ? { urls } : {}),
    ...(platform ? { platform } : {}),
    ...(annotations ? { annotations } : {}),
  };
}

/** Some tools write an empty platform; it says as much as none. */
function readPlatform(object: JsonObject | undefined): Platform | undefined {
  const os = object && textField(object, 'os');
  const architecture = object && textField(object, 'architecture');
  if (!object || !os || !architecture) return undefined;
  const variant = textField(object, 'variant');
  const osVersion = textField(object, 'os.version');
  return { os, architecture, ...(variant ? { variant } : {}), ...(osVersion ? { osVersion } : {}) };
}
