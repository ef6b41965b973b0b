import { type MessagePort, parentPort } from 'node:worker_threads';
import { IntegrityError, messageOf, UnavailableError, UsageError } from '../base/errors.ts';
import { COLUMN_NAMES } from './column-builder.ts';
import type { LayerIndex } from './layer-index.ts';
import { type LayerJob, runLayerJob } from './layer-job.ts';
import type { PassPlan } from './pass-plan.ts';
import type { Tap } from './tap.ts';

/** What the pool sends to a thread. */
export interface ThreadRequest {
  readonly job: LayerJob;
  readonly plan: SentPlan;
  /** One Int32: KiB of stored bytes taken in so far. */
  readonly progress: SharedArrayBuffer;
}

/** A plan as it crosses threads: taps are code, so only their names do. */
export interface SentPlan extends Omit<PassPlan, 'taps'> {
  readonly taps: readonly string[];
}

export function sendablePlan(plan: PassPlan): SentPlan {
  return { ...plan, taps: plan.taps.map(({ name }) => name) };
}

/** What a thread answers. */
export type ThreadReply =
  | { readonly kind: 'manifest-hashes'; readonly hashes: number }
  | { readonly kind: 'done'; readonly index?: LayerIndex }
  | { readonly kind: 'failed'; readonly name: string; readonly code?: string; readonly message: string };

/** The body of a worker thread: runs layer jobs one after the other, with those of its taps that a plan names. */
export function serveLayerJobs(taps: readonly Tap[]): void {
  if (!parentPort) throw new Error('serveLayerJobs belongs in a worker thread');
  const port = parentPort;
  port.on('message', (request: ThreadRequest) => void serve(port, request, taps));
}

async function serve(port: MessagePort, request: ThreadRequest, taps: readonly Tap[]): Promise<void> {
  const { job, progress } = request;
  const plan: PassPlan = { ...request.plan, taps: taps.filter(({ name }) => request.plan.taps.includes(name)) };
  const counter = new Int32Array(progress);
  let rest = 0;
  try {
    const index = await runLayerJob(job, plan, {
      onManifestHashes: (hashes) => port.postMessage({ kind: 'manifest-hashes', hashes } satisfies ThreadReply),
      onProgress: (bytes) => {
        rest += bytes;
        Atomics.add(counter, 0, rest >> 10);
        rest &= 1023;
      },
    });
    port.postMessage(
      { kind: 'done', ...(index ? { index } : {}) } satisfies ThreadReply,
      index ? buffersOf(index) : [],
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? { code: String(error.code) } : {};
    const name = error instanceof Error ? error.name : 'Error';
    port.postMessage({ kind: 'failed', name, message: messageOf(error), ...code } satisfies ThreadReply);
  }
}

/** The index moves to the other thread instead of being copied. */
function buffersOf({ columns }: LayerIndex): ArrayBuffer[] {
  const buffers = [columns.pool.buffer, ...COLUMN_NAMES.map((name) => columns[name].buffer)];
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}

/** An error of a thread, as the error it was. */
export function revive(reply: ThreadReply & { kind: 'failed' }): Error {
  const { name, code, message } = reply;
  if (name === 'IntegrityError') return new IntegrityError(code as IntegrityError['code'], message);
  if (name === 'UnavailableError') return new UnavailableError(code as UnavailableError['code'], message);
  if (name === 'UsageError') return new UsageError(code as UsageError['code'], message);
  if (code === 'ENOSPC' || code === 'EROFS' || code === 'EACCES') return new UnavailableError('disk', message);
  if (code === 'ENOENT') return new IntegrityError('missing-blob', message);
  return new Error(message);
}
