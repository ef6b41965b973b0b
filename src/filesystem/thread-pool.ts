import { Worker } from 'node:worker_threads';
import type { LayerIndex } from './layer-index.ts';
import type { LayerJob } from './layer-job.ts';
import { revive, sendablePlan, type ThreadReply, type ThreadRequest } from './layer-thread.ts';
import type { PassPlan } from './pass-plan.ts';

/** Threads that run layer jobs; started when first needed, kept warm until `close`. */
export interface ThreadPool {
  readonly size: number;
  /** Starts the threads now: loading their code goes on while this thread loads its own. */
  warmUp(): void;
  /** Runs a job on a free thread, or on the next that becomes free; it is made only then. */
  run(
    makeJob: () => LayerJob,
    plan: PassPlan,
    onManifestHashes?: (hashes: number) => void,
  ): Promise<LayerIndex | undefined>;
  /** Stored bytes taken in so far by all threads. */
  progressBytes(): number;
  /** Ends the threads at once; running jobs fail. */
  close(): void;
}

interface Thread {
  readonly worker: Worker;
  busy: boolean;
}

/** `entry` is a module that calls `serveLayerJobs`; `data` is what it finds as `workerData`. */
export function createThreadPool(entry: URL, size: number, data?: object): ThreadPool {
  const threads: Thread[] = [];
  const waiting: (() => void)[] = [];
  const progress = new SharedArrayBuffer(4);
  let closed = false;

  return {
    size,
    warmUp() {
      while (start());
    },
    async run(makeJob, plan, onManifestHashes) {
      const thread = await acquire();
      try {
        return await runOn(thread.worker, { job: makeJob(), plan: sendablePlan(plan), progress }, onManifestHashes);
      } finally {
        thread.busy = false;
        waiting.shift()?.();
      }
    },
    progressBytes: () => (new Uint32Array(progress)[0] as number) * 1024,
    close() {
      closed = true;
      for (const wake of waiting.splice(0)) wake();
      for (const { worker } of threads) void worker.terminate();
    },
  };

  async function acquire(): Promise<Thread> {
    for (;;) {
      if (closed) throw new Error('the thread pool is closed');
      const free = threads.find(({ busy }) => !busy) ?? start();
      if (free) {
        free.busy = true;
        return free;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  function start(): Thread | undefined {
    if (threads.length >= size) return undefined;
    // Small heaps: rows live outside them, and a runaway tap should not take the machine along.
    const worker = new Worker(entry, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 },
    });
    worker.unref();
    const thread = { worker, busy: false };
    threads.push(thread);
    // A thread that has ended takes no more jobs; its running one fails by the same event.
    worker.once('exit', () => threads.splice(threads.indexOf(thread), 1));
    return thread;
  }
}

function runOn(
  worker: Worker,
  request: ThreadRequest,
  onManifestHashes: ((hashes: number) => void) | undefined,
): Promise<LayerIndex | undefined> {
  return new Promise((resolve, reject) => {
    worker.ref();
    const settle = (act: () => void): void => {
      worker.unref();
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (reply: ThreadReply): void => {
      if (reply.kind === 'manifest-hashes') onManifestHashes?.(reply.hashes);
      else if (reply.kind === 'done') settle(() => resolve(reply.index));
      else settle(() => reject(revive(reply)));
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (): void => settle(() => reject(new Error('a worker thread ended early')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request);
  });
}
