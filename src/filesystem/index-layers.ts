import { existsSync, rmSync } from 'node:fs';
import { cancelRing, createChunkRing, ringWriter } from '../base/chunk-ring.ts';
import { messageOf } from '../base/errors.ts';
import type { Image, Layer } from '../image/image.ts';
import { emptyColumns } from './column-builder.ts';
import type { LayerIndex } from './layer-index.ts';
import { type LayerInput, runLayerJob } from './layer-job.ts';
import type { LayerKey, LayerStore } from './layer-store.ts';
import { ALL_HASHES, type PassPlan, planText } from './pass-plan.ts';
import type { LayerClaims } from './read-layer.ts';
import { readShared } from './shared-layer.ts';
import type { ThreadPool } from './thread-pool.ts';

export interface IndexOptions {
  readonly plan: PassPlan;
  readonly pool: ThreadPool;
  readonly store: LayerStore;
  /** Are results taken from and left in the store? Else its temporary files are all that is used. */
  readonly cached: boolean;
  readonly signal: AbortSignal;
}

/** Layers up to this size are read in the main thread: starting a worker would take longer. */
const SMALL_IMAGE = 2 << 20;

/**
 * One pass over every layer, in parallel: one index per layer of the image, in its order.
 * @throws IntegrityError when bytes are not what manifest and config claim.
 * @throws UnavailableError when a source fails.
 */
export async function indexLayers(image: Image, options: IndexOptions): Promise<LayerIndex[]> {
  const [base, ...others] = image.layers;
  if (!base) return [];
  const small =
    image.layers.every(({ content }) => content.kind === 'file' || content.kind === 'absent') &&
    image.layers.reduce((sum, { size }) => sum + Math.max(0, size), 0) <= SMALL_IMAGE;
  const largest = largestLayer(image.layers);
  const running = new Map<string, Promise<LayerIndex>>();

  let tellHashes: (hashes: number) => void = () => {};
  const hashesOfBase = new Promise<number>((resolve) => {
    tellHashes = resolve;
  });
  const start = (layer: Layer, manifestHashes: number | undefined, onHashes?: (hashes: number) => void) => {
    const known = layer.diffID && layer.content.kind !== 'absent' ? running.get(layer.diffID) : undefined;
    if (known && manifestHashes !== undefined) return known;
    const result = indexLayer(layer, { ...options, small, shared: layer === largest }, manifestHashes, onHashes);
    if (layer.diffID) running.set(layer.diffID, result);
    return result;
  };
  const first = start(base, undefined, tellHashes).finally(() => tellHashes(ALL_HASHES));
  const rest = hashesOfBase.then(async (hashes) => {
    // Largest first, so that no core waits long at the end.
    const results = new Map<Layer, Promise<LayerIndex>>();
    for (const layer of [...others].sort((a, b) => b.size - a.size)) results.set(layer, start(layer, hashes));
    return await Promise.all(others.map((layer) => results.get(layer) ?? nothing()));
  });
  const [baseIndex, otherIndexes] = await Promise.all([first, rest]);
  return [baseIndex, ...otherIndexes];
}

/** The layer that would keep one core busy long after the others are done: threads share it. */
function largestLayer(layers: readonly Layer[]): Layer | undefined {
  const sizes = layers.map(({ size }) => Math.max(0, size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return layers.find(
    ({ size, content }) => size > 0.6 * total && content.kind !== 'folder' && content.kind !== 'absent',
  );
}

interface OneLayer extends IndexOptions {
  readonly small: boolean;
  readonly shared: boolean;
}

async function indexLayer(
  layer: Layer,
  options: OneLayer,
  manifestHashes: number | undefined,
  onHashes: ((hashes: number) => void) | undefined,
): Promise<LayerIndex> {
  options.signal.throwIfAborted();
  if (layer.content.kind === 'absent') return nothing();
  const { store } = options;
  const key = layer.diffID && {
    diffID: layer.diffID,
    plan: planText(options.plan),
    ...(manifestHashes === undefined ? {} : { manifestHashes }),
  };
  const stored = key && options.cached ? store.find(key) : undefined;
  if (stored) {
    if (stored.manifestHashes !== undefined) onHashes?.(stored.manifestHashes);
    return stored.index;
  }
  let found: number | undefined;
  const keptPath = store.temporaryKept();
  try {
    const index = await readOnce(layer, { ...options, manifestHashes, keptPath }, (hashes) => {
      found = hashes;
      onHashes?.(hashes);
    });
    const trusted = key && options.cached && index.diffID === key.diffID && index.problems.length === 0;
    return trusted ? saved(store, { key, index, found }) : index;
  } catch (error) {
    rmSync(keptPath, { force: true });
    throw error;
  }
}

/** A cache that cannot be written costs the next scan its speed, not this one its result. */
function saved(
  store: LayerStore,
  { key, index, found }: { key: LayerKey; index: LayerIndex; found: number | undefined },
): LayerIndex {
  try {
    return store.save(key, index, found);
  } catch (error) {
    const kept = index.keptPath === undefined || existsSync(index.keptPath);
    if (!kept) throw error;
    return index;
  }
}

async function readOnce(
  layer: Layer,
  options: OneLayer & { readonly manifestHashes: number | undefined; readonly keptPath: string },
  onManifestHashes: (hashes: number) => void,
): Promise<LayerIndex> {
  const { pool, plan, keptPath } = options;
  const output = {
    keptPath,
    ...(options.manifestHashes === undefined ? {} : { manifestHashes: options.manifestHashes }),
  };
  const claims: LayerClaims = {
    size: layer.size,
    ...(layer.digest ? { digest: layer.digest } : {}),
    ...(layer.diffID ? { diffID: layer.diffID } : {}),
  };
  let source: Feed | undefined;
  const input = (): LayerInput => {
    source = feed(layer, options.signal);
    return source.input;
  };
  const work = async (): Promise<LayerIndex | undefined> => {
    const { content } = layer;
    if (content.kind === 'folder')
      return pool.run(() => ({ kind: 'folder', path: content.path, output }), plan, onManifestHashes);
    if (options.small) return runLayerJob({ kind: 'read', input: input(), claims, output }, plan, { onManifestHashes });
    if (!options.shared || pool.size < 2) {
      return pool.run(() => ({ kind: 'read', input: input(), claims, output }), plan, onManifestHashes);
    }
    return await readShared({ input, claims, output }, { pool, plan, onManifestHashes });
  };
  const [end] = await Promise.allSettled([work()]);
  source?.cancel();
  // A source that fails ends the job too, with a less telling error: the source's own comes first.
  const sourceError = await source?.failure;
  if (sourceError) throw sourceError;
  if (end.status === 'rejected') throw end.reason;
  if (!end.value) throw new Error('a layer job ended without an index');
  return end.value;
}

interface Feed {
  readonly input: LayerInput;
  /** Stops feeding a job that has ended. */
  cancel(): void;
  /** What the source failed with, once it is done. */
  readonly failure: Promise<unknown>;
}

/** Where the job reads stored bytes from; bytes that come over a wire are fed by this thread. */
function feed(layer: Layer, signal: AbortSignal): Feed {
  if (layer.content.kind === 'file')
    return { input: layer.content, failure: Promise.resolve(undefined), cancel: () => {} };
  if (layer.content.kind !== 'stream') throw new Error(`nothing to read in a layer of kind ${layer.content.kind}`);
  const ring = createChunkRing();
  const { content } = layer;
  const pump = async (): Promise<unknown> => {
    const writer = ringWriter(ring);
    try {
      for await (const chunk of content.open(signal)) if (!(await writer.write(chunk))) return undefined;
      await writer.close('');
      return undefined;
    } catch (error) {
      await writer.close(messageOf(error) || 'the source failed');
      return error;
    }
  };
  return { input: { kind: 'ring', ring }, failure: pump(), cancel: () => cancelRing(ring) };
}

function nothing(): LayerIndex {
  return {
    columns: { count: 0, pool: new Uint8Array(0), ...emptyColumns(0) },
    whiteouts: [],
    opaque: [],
    notes: [],
    capabilities: [],
    problems: [],
  };
}
