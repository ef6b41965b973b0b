import { UsageError } from '../base/errors.ts';
import type { LayerCompression } from './image.ts';
import type { Manifest } from './manifest.ts';

/** What a layer's media type promises. */
export interface LayerType {
  /** `foreign` may be kept elsewhere and then is not an error; `unreadable` is no tar that anything here can open. */
  readonly kind: 'ordinary' | 'foreign' | 'unreadable';
  readonly compression: LayerCompression;
}

/** Layers of OCI (also nondistributable ones) and Docker; what else calls itself a tar is opened by its first bytes. */
export function layerTypeOf(mediaType: string): LayerType {
  const match = LAYER.exec(mediaType);
  if (match) {
    const [, nondistributable, foreign, compression] = match;
    return { kind: (nondistributable ?? foreign) ? 'foreign' : 'ordinary', compression: compressionOf(compression) };
  }
  const mayBeTar = /(?:^|[./+-])tar(?:$|[.+])/.test(mediaType) && !mediaType.includes('encrypted');
  return { kind: mayBeTar ? 'ordinary' : 'unreadable', compression: 'detect' };
}

/** @throws UsageError 'unsupported-image' when the manifest stands for something else: a chart, a signature, a plugin. */
export function assertIsImage(manifest: Manifest, name: string): void {
  const type = manifest.config.mediaType;
  const documents = manifest.layers.length > 0 && manifest.layers.every((layer) => /[+/]json$/.test(layer.mediaType));
  if (IMAGE_CONFIGS.has(type) && !documents) return;
  const what = documents ? (manifest.layers[0]?.mediaType ?? type) : type;
  throw new UsageError(
    'unsupported-image',
    `${name} is not a container image but ${nameOf(what)} (${JSON.stringify(what.slice(0, 200))})`,
  );
}

const LAYER =
  /^application\/vnd\.(?:oci\.image\.layer\.(nondistributable\.)?v1\.tar|docker\.image\.rootfs\.(foreign\.)?diff\.tar)(?:[.+](gzip|zstd))?$/;

/** Registries of the first days of manifests kept no type of the config. */
const IMAGE_CONFIGS: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  'application/octet-stream',
  '',
]);

/** By a word in the media type. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['helm', 'a Helm chart'],
  ['cosign', 'a signature'],
  ['notary', 'a signature'],
  ['sigstore', 'a signature'],
  ['in-toto', 'an attestation'],
  ['dsse', 'an attestation'],
  ['docker.plugin', 'a Docker plugin'],
  ['wasm', 'a WebAssembly module'],
  ['cyclonedx', 'an SBOM'],
  ['spdx', 'an SBOM'],
  ['cnab', 'an application bundle'],
  ['flux', 'a Flux bundle'],
];

function nameOf(mediaType: string): string {
  return OTHERS.find(([word]) => mediaType.includes(word))?.[1] ?? 'something else';
}

function compressionOf(word: string | undefined): LayerCompression {
  return word === 'gzip' || word === 'zstd' ? word : 'none';
}
