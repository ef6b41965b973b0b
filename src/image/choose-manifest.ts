import type { Digest } from '../base/digest.ts';
import { IntegrityError, UsageError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { BlobStore } from './blob-store.ts';
import { parseConfig } from './config.ts';
import { readDocument } from './document.ts';
import type { Platform } from './image.ts';
import {
  type Descriptor,
  isAttestation,
  isIndexType,
  type Manifest,
  type ManifestIndex,
  parseManifest,
} from './manifest.ts';
import { assertIsImage } from './media-types.ts';
import { formatPlatform, platformDistance } from './platform.ts';

/** One image's manifest out of an index. */
export interface ChosenManifest {
  readonly manifest: Manifest;
  readonly digest: Digest;
  /** As the index says. */
  readonly platform?: Platform;
  /** All that the index names, sorted. */
  readonly platforms: readonly string[];
}

interface Choice {
  readonly wanted: Platform;
  /** False: the wanted platform is only a guess, so the only image there is will do. */
  readonly explicit: boolean;
  readonly name: string;
}

/**
 * The image for the wanted platform: the index may hold others' manifests too, attestations, and indexes. A manifest
 * that the store lacks is passed over, since archives list platforms that they do not carry.
 */
export async function chooseManifest(index: ManifestIndex, store: BlobStore, choice: Choice): Promise<ChosenManifest> {
  const reader = new BoundedReader(store);
  const listed = await leaves(index, reader);
  const labelled = matching(listed, choice.wanted);
  const matches = labelled.length > 0 ? labelled : matching(await probe(listed, reader), choice.wanted);
  let missing: unknown;
  for (const leaf of matches) {
    const manifest = await reader.manifest(leaf.descriptor).catch((error) => {
      if (!isMissing(error)) throw error;
      missing = error;
      return undefined;
    });
    if (manifest) return { ...chosen(leaf, manifest), platforms: platformNames(listed) };
  }
  if (choice.explicit && missing) throw missing;
  const only = choice.explicit ? undefined : await theOnlyOne(listed, reader);
  if (only) return { ...only, platforms: platformNames(listed) };
  throw missing ?? noSuchPlatform(listed, choice);
}

interface Leaf {
  readonly descriptor: Descriptor;
  readonly platform?: Platform;
}

/** Reads documents out of a store, only so many in all. */
class BoundedReader {
  readonly #store: BlobStore;
  #left: number = limits.platformProbes;

  constructor(store: BlobStore) {
    this.#store = store;
  }

  async document(descriptor: Descriptor, what: string): Promise<Uint8Array> {
    if (this.#left-- <= 0) {
      throw new IntegrityError(
        'over-limit',
        `the index leads to more than the ${limits.platformProbes} documents allowed; name an image by its digest`,
      );
    }
    return readDocument(this.#store, descriptor, what);
  }

  async manifest(descriptor: Descriptor): Promise<Manifest> {
    const parsed = parseManifest(await this.document(descriptor, 'manifest'), descriptor.mediaType);
    if (parsed.kind === 'manifest') return parsed;
    throw new IntegrityError(
      'bad-manifest',
      `${descriptor.digest} is an index where the index above promises a manifest`,
    );
  }
}

/** Manifests of the index and of the indexes inside, level by level, without attestations. */
async function leaves(index: ManifestIndex, reader: BoundedReader): Promise<readonly Leaf[]> {
  const found: Leaf[] = [];
  const seen = new Set<Digest>();
  let level: readonly ManifestIndex[] = [index];
  for (let depth = 0; level.length > 0; depth++) {
    const below: ManifestIndex[] = [];
    for (const descriptor of level.flatMap((each) => each.manifests)) {
      if (isAttestation(descriptor) || seen.has(descriptor.digest)) continue;
      seen.add(descriptor.digest);
      if (!isIndexType(descriptor.mediaType)) found.push(leafOf(descriptor));
      else if (depth < limits.nestedIndexes) below.push(...(await nested(descriptor, reader)));
      else throw new IntegrityError('over-limit', `indexes are nested deeper than the ${limits.nestedIndexes} allowed`);
    }
    level = below;
  }
  return found;
}

async function nested(descriptor: Descriptor, reader: BoundedReader): Promise<readonly ManifestIndex[]> {
  try {
    const parsed = parseManifest(await reader.document(descriptor, 'index'), descriptor.mediaType);
    return parsed.kind === 'index' ? [parsed] : [];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function leafOf(descriptor: Descriptor): Leaf {
  return { descriptor, ...(descriptor.platform ? { platform: descriptor.platform } : {}) };
}

/** Best first; the index's order decides between equals. */
function matching(listed: readonly Leaf[], wanted: Platform): readonly Leaf[] {
  return listed
    .flatMap((leaf) => {
      const distance = leaf.platform && platformDistance(wanted, leaf.platform);
      return distance === undefined ? [] : [{ leaf, distance }];
    })
    .sort((a, b) => a.distance - b.distance)
    .map(({ leaf }) => leaf);
}

/** Asks the configs of those manifests whose platform the index does not tell. */
async function probe(listed: readonly Leaf[], reader: BoundedReader): Promise<readonly Leaf[]> {
  const known: Leaf[] = [];
  for (const { descriptor } of listed.filter((leaf) => leaf.platform === undefined)) {
    try {
      const { config } = await readImageManifest(descriptor, reader);
      const { platform } = parseConfig(await reader.document(config, 'config'), config.digest);
      known.push({ descriptor, platform });
    } catch (error) {
      if (!isMissing(error) && !isOtherThing(error)) throw error;
    }
  }
  return known;
}

async function theOnlyOne(listed: readonly Leaf[], reader: BoundedReader): Promise<ChosenLeaf | undefined> {
  const present: ChosenLeaf[] = [];
  for (const leaf of listed) {
    try {
      present.push(chosen(leaf, await readImageManifest(leaf.descriptor, reader)));
    } catch (error) {
      if (!isMissing(error) && !isOtherThing(error)) throw error;
    }
    if (present.length > 1) return undefined;
  }
  return present[0];
}

async function readImageManifest(descriptor: Descriptor, reader: BoundedReader): Promise<Manifest> {
  const manifest = await reader.manifest(descriptor);
  assertIsImage(manifest, descriptor.digest);
  return manifest;
}

type ChosenLeaf = Omit<ChosenManifest, 'platforms'>;

function platformNames(listed: readonly Leaf[]): string[] {
  const named = listed.flatMap(({ platform }) => (platform ? [formatPlatform(platform)] : []));
  return [...new Set(named)].sort();
}

function chosen(leaf: Leaf, manifest: Manifest): ChosenLeaf {
  const { digest } = leaf.descriptor;
  return { manifest, digest, ...(leaf.platform ? { platform: leaf.platform } : {}) };
}

function isMissing(error: unknown): boolean {
  return error instanceof IntegrityError && error.code === 'missing-blob';
}

function isOtherThing(error: unknown): boolean {
  return error instanceof UsageError && error.code === 'unsupported-image';
}

function noSuchPlatform(listed: readonly Leaf[], { wanted, name }: Choice): UsageError {
  const names = new Set(
    listed.map((leaf) => (leaf.platform ? formatPlatform(leaf.platform) : 'one that is not named')),
  );
  const shown = [...names].sort().slice(0, 50);
  return new UsageError(
    'no-such-platform',
    names.size === 0
      ? `${name} lists no image`
      : `${name} has no image for ${formatPlatform(wanted)}, only for ${shown.join(', ')}${names.size > 50 ? ', …' : ''}`,
  );
}
