import { type Digest, sha256 } from '../base/digest.ts';
import { IntegrityError, UsageError } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import type { BlobStore } from './blob-store.ts';
import { type ChosenManifest, chooseManifest } from './choose-manifest.ts';
import { type ParsedConfig, parseConfig } from './config.ts';
import { readDocument, verifyDigest } from './document.ts';
import type { Image, ImageConfig, Layer, LayerContent, Platform } from './image.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { assertIsImage, layerTypeOf } from './media-types.ts';
import { formatPlatform, hostPlatform, parsePlatform, platformDistance } from './platform.ts';

export interface AssembleOptions {
  readonly name: string;
  readonly source: string;
  readonly references: readonly string[];
  /** As the user asked for it; the host's when absent, and then a lone image of another platform will do. */
  readonly platform?: string;
}

/**
 * From a manifest or index to the image for one platform. Documents are verified against their descriptors; layers
 * are not read.
 * @throws UsageError 'no-such-platform', 'bad-platform', or 'unsupported-image' for what is no image.
 * @throws IntegrityError when a document or layer is missing, damaged or not what its digest says.
 */
export async function assembleImage(
  root: { bytes: Uint8Array; mediaType?: string; digest?: Digest },
  store: BlobStore,
  options: AssembleOptions,
): Promise<Image> {
  const wanted = options.platform === undefined ? hostPlatform() : parsePlatform(options.platform);
  if (root.digest !== undefined) verifyDigest(root.bytes, root.digest, 'manifest');
  const parsed = parseManifest(root.bytes, root.mediaType);
  const explicit = options.platform !== undefined;
  const chosen: ChosenManifest =
    parsed.kind === 'manifest'
      ? { manifest: parsed, digest: root.digest ?? sha256(root.bytes), platforms: [] }
      : await chooseManifest(parsed, store, { wanted, explicit, name: options.name });
  assertIsImage(chosen.manifest, options.name);
  const parsedConfig = parseConfig(
    await readDocument(store, chosen.manifest.config, 'config'),
    chosen.manifest.config.digest,
  );
  const offered = platformOf(parsedConfig.platform, chosen.platform);
  if (parsed.kind === 'manifest' && explicit) assertServes(wanted, offered, options.name);
  const problems = [...parsedConfig.problems, ...mislabelled(parsedConfig.platform, chosen.platform)];
  return {
    ...describeImage({ ...parsedConfig, platform: offered, problems }, layersOf(chosen.manifest, store)),
    name: options.name,
    source: options.source,
    digest: chosen.digest,
    references: options.references,
    mediaType: chosen.manifest.mediaType,
    annotations: chosen.manifest.annotations,
    ...(chosen.platforms.length > 0 ? { platforms: chosen.platforms } : {}),
  };
}

/** A layer before the config has told its diffID and command, and what is wrong with it. */
export interface StoredLayer extends Pick<Layer, 'digest' | 'size' | 'mediaType' | 'compression' | 'content'> {
  readonly problem?: string;
}

/** What config and layers say together: diffIDs and commands paired with layers, contradictions as Problems. */
export function describeImage(
  parsed: ParsedConfig,
  stored: readonly StoredLayer[],
): Pick<Image, 'platform' | 'config' | 'layers' | 'problems'> {
  const commands = commandsOf(parsed.config);
  const sameDiffIDs = parsed.diffIDs.length === stored.length;
  const sameCommands = commands.length === stored.length;
  const problems = [...parsed.problems];
  if (!sameDiffIDs) {
    problems.push(
      inconsistent(`The config names ${parsed.diffIDs.length} layers`, stored.length, 'checked against it'),
    );
  }
  if (!sameCommands && parsed.config.history.length > 0) {
    problems.push(
      inconsistent(`The history tells of ${commands.length} layers`, stored.length, 'paired with commands'),
    );
  }
  const layers = stored.map(({ problem, ...layer }, index): Layer => {
    if (problem) problems.push({ code: 'layer-not-inspected', message: problem, layer: index });
    const diffID = sameDiffIDs ? parsed.diffIDs[index] : undefined;
    const createdBy = sameCommands ? commands[index] : undefined;
    return { index, ...layer, ...(diffID ? { diffID } : {}), ...(createdBy ? { createdBy } : {}) };
  });
  return { platform: parsed.platform, config: parsed.config, layers, problems };
}

/** @throws UsageError 'no-such-platform' when the image is for another platform than the one asked for. */
export function assertServes(wanted: Platform, offered: Platform, name: string): void {
  // Many configs of images for variants do not name theirs.
  const named =
    offered.variant === undefined && wanted.variant !== undefined ? { ...offered, variant: wanted.variant } : offered;
  if (platformDistance(wanted, named) !== undefined) return;
  throw new UsageError(
    'no-such-platform',
    `${name} is for ${formatPlatform(offered)} only, not for ${formatPlatform(wanted)}`,
  );
}

function inconsistent(says: string, layers: number, undone: string): Problem {
  return {
    code: 'inconsistent-image',
    message: `${says}, but the image has ${layers}; so the layers are not ${undone}.`,
  };
}

function commandsOf(config: ImageConfig): readonly string[] {
  return config.history.filter((entry) => !entry.emptyLayer).map((entry) => entry.createdBy ?? '');
}

function layersOf(manifest: Manifest, store: BlobStore): StoredLayer[] {
  return manifest.layers.map((descriptor, index): StoredLayer => {
    const type = layerTypeOf(descriptor.mediaType);
    const content: LayerContent = type.kind === 'unreadable' ? { kind: 'absent' } : store.layer(descriptor);
    const { digest, size, mediaType } = descriptor;
    const layer = { digest, size, mediaType, compression: type.compression, content };
    const shown = JSON.stringify(mediaType.slice(0, 200));
    if (type.kind === 'unreadable') {
      return {
        ...layer,
        problem: `Layer ${index} is of the unknown kind ${shown}; its files are missing from the report.`,
      };
    }
    if (content.kind === 'absent') {
      if (type.kind === 'ordinary') {
        throw new IntegrityError('missing-blob', `layer ${index} (${digest}) is not there`);
      }
      return {
        ...layer,
        problem: `Layer ${index} is a foreign layer whose bytes are kept elsewhere; its files are missing from the report.`,
      };
    }
    if (content.kind === 'file' && content.size !== size) {
      throw new IntegrityError(
        'wrong-size',
        `layer ${index} (${digest}) is ${content.size} bytes long, the manifest says ${size}`,
      );
    }
    return layer;
  });
}

/** Programs differ in which of the two they believe. */
function mislabelled(config: Platform, listed: Platform | undefined): Problem[] {
  const differs = (part: 'os' | 'architecture') =>
    listed && config[part] !== 'unknown' && config[part] !== listed[part];
  if (!listed || (!differs('os') && !differs('architecture'))) return [];
  return [
    {
      code: 'inconsistent-image',
      message: `The index lists the image for ${formatPlatform(listed)}, its config says ${formatPlatform(config)}.`,
    },
  ];
}

/** The config knows best; where it is silent the index may know. */
function platformOf(config: Platform, listed: Platform | undefined): Platform {
  if (!listed) return config;
  return {
    ...listed,
    ...config,
    os: config.os === 'unknown' ? listed.os : config.os,
    architecture: config.architecture === 'unknown' ? listed.architecture : config.architecture,
  };
}
