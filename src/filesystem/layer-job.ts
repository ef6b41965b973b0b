import { closeSync, openSync, readSync } from 'node:fs';
import { blockingRingWriter, type ChunkRing, readRing } from '../base/chunk-ring.ts';
import type { Digest } from '../base/digest.ts';
import { FormatError, IntegrityError, messageOf, UnavailableError } from '../base/errors.ts';
import { isZstd } from '../format/compression/decompress.ts';
import { prepareZstd } from '../format/compression/zstd.ts';
import { readFolder } from './folder-reader.ts';
import { createKeptWriter } from './kept-writer.ts';
import type { LayerIndex } from './layer-index.ts';
import type { RecorderOptions } from './layer-recorder.ts';
import type { PassPlan } from './pass-plan.ts';
import { inflateLayer, type LayerClaims, LayerTooLarge, readLayer, readTar } from './read-layer.ts';

/** Work on one layer that one thread does from beginning to end. Plain data: it crosses threads. */
export type LayerJob =
  /** Stored bytes in, index out. */
  | { readonly kind: 'read'; readonly input: LayerInput; readonly claims: LayerClaims; readonly output: JobOutput }
  /** Stored bytes in, uncompressed bytes to a ring: the first half of a layer shared by threads. */
  | { readonly kind: 'inflate'; readonly input: LayerInput; readonly claims: LayerClaims; readonly ring: ChunkRing }
  /** A folder that stands for a root file system. */
  | { readonly kind: 'folder'; readonly path: string; readonly output: JobOutput }
  /** The second half. */
  | { readonly kind: 'index'; readonly ring: ChunkRing; readonly claims: LayerClaims; readonly output: JobOutput };

export type LayerInput =
  | { readonly kind: 'file'; readonly path: string; readonly offset: number; readonly size: number }
  | { readonly kind: 'ring'; readonly ring: ChunkRing };

export interface JobOutput {
  readonly keptPath: string;
  readonly manifestHashes?: number;
}

/** What a job tells while it runs. */
export interface JobEvents {
  onManifestHashes?(hashes: number): void;
  /** Stored bytes taken in so far grew by this many. */
  onProgress?(bytes: number): void;
}

/** Runs a job in this thread. Synchronous but for loading the zstd decoder. */
export async function runLayerJob(job: LayerJob, plan: PassPlan, events: JobEvents): Promise<LayerIndex | undefined> {
  if (job.kind !== 'folder' && job.kind !== 'index' && mayBeZstd(job.input)) await prepareZstd();
  if (job.kind === 'inflate') return inflateToRing(job, events);
  const kept = createKeptWriter(job.output.keptPath);
  const options = {
    plan,
    kept,
    ...(job.output.manifestHashes === undefined ? {} : { manifestHashes: job.output.manifestHashes }),
    ...(events.onManifestHashes ? { onManifestHashes: events.onManifestHashes } : {}),
  };
  try {
    const index = indexFor(job, options, events);
    return kept.position > 0 ? { ...index, keptPath: job.output.keptPath } : index;
  } finally {
    kept.close();
  }
}

/** Loading the decoder takes as long as reading a small layer: a file tells by its first bytes whether it is wanted. */
function mayBeZstd(input: LayerInput): boolean {
  if (input.kind === 'ring') return true;
  for (const head of fileChunks({ ...input, size: Math.min(4, input.size) })) return isZstd(head);
  return false;
}

function indexFor(
  job: Exclude<LayerJob, { kind: 'inflate' }>,
  options: RecorderOptions,
  events: JobEvents,
): LayerIndex {
  switch (job.kind) {
    case 'read':
      return readLayer(storedChunks(job.input, events), job.claims, options);
    case 'folder':
      return readFolder(job.path, options, events.onProgress);
    case 'index':
      return readTar(...inflated(job, options));
  }
}

const READ_CHUNK = 512 * 1024;

function* storedChunks(input: LayerInput, events: JobEvents): Generator<Uint8Array> {
  const chunks = input.kind === 'file' ? fileChunks(input) : ringChunks(input.ring);
  for (const chunk of chunks) {
    events.onProgress?.(chunk.length);
    yield chunk;
  }
}

function* fileChunks(input: {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
}): Generator<Uint8Array> {
  const file = openSync(input.path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_CHUNK);
    let position = input.offset;
    let left = input.size;
    while (left > 0) {
      const length = readSync(file, buffer, 0, Math.min(left, READ_CHUNK), position);
      if (length === 0) return; // shorter than promised: the digest tells
      position += length;
      left -= length;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** Stored bytes that the main thread feeds; its trailer is empty unless the source failed. */
function* ringChunks(ring: ChunkRing): Generator<Uint8Array> {
  const trailer = yield* readRing(ring);
  if (trailer !== '') throw new UnavailableError('interrupted', trailer);
}

/** How the inflating thread tells the others what became of the stored bytes. */
export type RingTrailer =
  | { readonly end: 'whole' | 'damaged' | 'too large'; readonly message: string; readonly digest?: Digest }
  /** The stored bytes are wrong or could not be had: the inflating job's own error says why. */
  | { readonly end: 'failed' };

function inflateToRing(job: LayerJob & { kind: 'inflate' }, events: JobEvents): undefined {
  const writer = blockingRingWriter(job.ring);
  const close = (trailer: RingTrailer): void => writer.close(JSON.stringify(trailer));
  try {
    const layer = inflateLayer(storedChunks(job.input, events), job.claims);
    let end: 'whole' | 'damaged' | 'too large' = 'whole';
    let message = '';
    try {
      for (const chunk of layer.output) if (!writer.write(chunk)) return undefined;
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof LayerTooLarge)) throw error;
      end = error instanceof LayerTooLarge ? 'too large' : 'damaged';
      message = messageOf(error);
    }
    const digest = layer.settle();
    close({ end, message, ...(digest ? { digest } : {}) });
    return undefined;
  } catch (error) {
    close({ end: 'failed' });
    throw error;
  }
}

function inflated(job: LayerJob & { kind: 'index' }, options: RecorderOptions): Parameters<typeof readTar> {
  let digest: Digest | undefined;
  function* chunks(): Generator<Uint8Array> {
    const trailer = JSON.parse(yield* readRing(job.ring)) as RingTrailer;
    if (trailer.end === 'failed') throw new IntegrityError('bad-archive', 'the other half of the layer failed');
    digest = trailer.digest;
    if (trailer.end === 'damaged') throw new FormatError(trailer.message);
    if (trailer.end === 'too large') throw new LayerTooLarge(trailer.message);
  }
  return [chunks(), { ...options, claims: job.claims, stored: { settle: () => digest } }];
}
