import { digestHex } from '../../base/digest.ts';
import { FormatError, IntegrityError, messageOf, UsageError } from '../../base/errors.ts';
import { throwIfAborted } from '../../base/http/retry.ts';
import { asList, asObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { type ArtifactOptions, openArtifact, type PushOptions, pushArtifact } from '../../image/registry/artifact.ts';
import type { OpenedFeed } from '../feed-folder.ts';
import { type FeedManifest, manifestText, parseManifest } from '../feed-manifest.ts';
import { feedNames } from '../feed-names.ts';
import type { Intake } from './intake.ts';

/** The artifact, and the document with the manifests of all its feeds. */
export const ARTIFACT_TYPE = 'application/vnd.tidewaiter.advisories.v1+json';
/** A compiled feed: docs/advisory-store.md. */
export const FEED_TYPE = 'application/vnd.tidewaiter.feed.v1';

export interface PushFeedsOptions extends ArtifactOptions {
  /** Told of each feed once the registry has it. */
  readonly pushed?: (manifest: FeedManifest, how: 'stored' | 'present') => void;
}

/** Stores feeds in a registry, one layer each. @returns the whole name, with the digest. */
export async function pushFeeds(
  reference: string,
  feeds: readonly OpenedFeed[],
  { pushed, ...options }: PushFeedsOptions,
): Promise<string> {
  const document = Buffer.from(
    JSON.stringify({ feeds: feeds.map(({ manifest }) => parseJson(manifestText(manifest))) }),
  );
  if (document.length > limits.manifest || feeds.length > limits.layersPerImage) {
    throw new UsageError('unsupported-image', `${feeds.length} feeds are too many for one image of a registry`);
  }
  const files = feeds.map(({ manifest, file }) => ({
    mediaType: FEED_TYPE,
    digest: `sha256:${manifest.sha256}` as const,
    size: manifest.sizeBytes,
    annotations: annotationsOf(manifest),
    open: () => file.bytes(),
  }));
  const named = new Map(files.map((file, index) => [file.digest, feeds[index]?.manifest]));
  const progress: Pick<PushOptions, 'pushed'> = {
    pushed(file, how) {
      const manifest = named.get(`sha256:${digestHex(file.digest)}`);
      if (manifest) pushed?.(manifest, how);
    },
  };
  const created = feeds.map(({ manifest }) => manifest.checked).sort((a, b) => Date.parse(b) - Date.parse(a))[0];
  const annotations = {
    'org.opencontainers.image.title': 'Advisories for Tidewaiter',
    ...(created === undefined ? {} : { 'org.opencontainers.image.created': created }),
  };
  return await pushArtifact(
    reference,
    { type: ARTIFACT_TYPE, document, annotations, files },
    { ...options, ...progress },
  );
}

function annotationsOf({ source, feed, advisories, checked, published }: FeedManifest): Record<string, string> {
  return {
    'org.opencontainers.image.title': feedNames(source, feed).manifest.replace(/json$/, 'feed'),
    'tidewaiter.source': source,
    'tidewaiter.feed': feed,
    'tidewaiter.advisories': String(advisories),
    'tidewaiter.checked': checked,
    ...(published === undefined ? {} : { 'tidewaiter.published': published }),
  };
}

export interface PullFeedsOptions extends ArtifactOptions {
  /** Told of each feed that is about to be fetched. */
  readonly pulling?: (manifest: FeedManifest) => void;
}

/** Offers the feeds of such an artifact to an intake; only those that it wants are fetched. @returns its whole name. */
export async function pullFeeds(
  reference: string,
  intake: Pick<Intake, 'offer'>,
  options: PullFeedsOptions,
): Promise<string> {
  const artifact = await openArtifact(reference, ARTIFACT_TYPE, options);
  const sizes = new Map(artifact.files.map(({ digest, size }) => [digest, size]));
  for (const manifest of manifestsOf(artifact.document, artifact.name)) {
    const digest = `sha256:${manifest.sha256}` as const;
    const size = sizes.get(digest);
    if (size === undefined || size !== manifest.sizeBytes) {
      const message = `${artifact.name} does not hold the file of ${manifest.source} ${manifest.feed}`;
      throw new IntegrityError('bad-manifest', message);
    }
    const writer = intake.offer(manifest);
    if (!writer) continue;
    options.pulling?.(manifest);
    for await (const chunk of artifact.open({ digest, size })) {
      throwIfAborted(options.signal);
      writer.write(chunk);
    }
    writer.end();
  }
  return artifact.name;
}

function manifestsOf(document: Uint8Array, name: string): FeedManifest[] {
  try {
    const feeds = asList(asObject(parseJson(Buffer.from(document).toString('utf8')))?.feeds);
    if (feeds.length === 0) throw new FormatError('there are no feeds in it');
    return feeds.map((each) => parseManifest(JSON.stringify({ ...asObject(each) })));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-manifest', `${name}: ${messageOf(error)}`, { cause: error });
  }
}
