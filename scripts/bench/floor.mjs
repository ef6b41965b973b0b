// The floor: undo the compression and hash both sides of every layer, on all cores, and nothing else.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { blobPath } from './layout.mjs';

const SLOTS = 8;
const SLOT_BYTES = 1 << 20;

/**
 * Warm threads that run the floor. `modes` names ways to do it: with the public streams, with zlib's synchronous
 * handle, and with that and the hashing of a layer in two threads.
 */
export function startFloor({ folder, layers }) {
  const tasks = layers
    .map(({ digest, size, diffID, mediaType }) => ({ path: blobPath(folder, digest), digest, size, diffID, mediaType }))
    .sort((a, b) => b.size - a.size);
  const workers = Array.from({ length: availableParallelism() }, startWorker);
  const modes = workers.length > 1 ? ['streams', 'handle', 'handle, hashes apart'] : ['streams', 'handle'];
  return {
    modes: tasks.some(({ mediaType }) => mediaType.endsWith('zstd')) ? ['streams'] : modes,
    /** Seconds that one run takes. */
    async run(mode) {
      const start = process.hrtime.bigint();
      await (mode === 'handle, hashes apart' ? inPairs(workers, tasks) : oneEach(workers, tasks, mode));
      return Number(process.hrtime.bigint() - start) / 1e9;
    },
    close: () => Promise.all(workers.map(({ worker }) => worker.terminate())),
  };
}

async function oneEach(workers, tasks, mode) {
  const waiting = [...tasks];
  await Promise.all(
    workers.map(async ({ ask }) => {
      for (let task = waiting.shift(); task; task = waiting.shift()) await ask({ job: mode, ...task });
    }),
  );
}

/** One thread inflates, the other hashes: what a single layer that outweighs all others asks for. */
async function inPairs([first, second, ...others], tasks) {
  const waiting = [...tasks];
  const alone = others.map(async ({ ask }) => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await ask({ job: 'handle', ...task });
  });
  for (let task = waiting.shift(); task; task = waiting.shift()) {
    const ring = { words: new SharedArrayBuffer(4 * (2 + SLOTS)), bytes: new SharedArrayBuffer(SLOTS * SLOT_BYTES) };
    await Promise.all([first.ask({ job: 'inflate', ring, ...task }), second.ask({ job: 'hash', ring, ...task })]);
  }
  await Promise.all(alone);
}

function startWorker() {
  const worker = new Worker(new URL('./floor-thread.mjs', import.meta.url));
  worker.unref();
  const ask = (message) =>
    new Promise((resolve, reject) => {
      worker.ref();
      const settle = (act) => (value) => {
        worker.off('message', onMessage).off('error', onError).unref();
        act(value);
      };
      const onMessage = settle((wrong) => (wrong ? reject(new Error(wrong)) : resolve()));
      const onError = settle(reject);
      worker.on('message', onMessage).on('error', onError).postMessage(message);
    });
  return { worker, ask };
}
