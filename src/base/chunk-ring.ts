/**
 * Hands chunks of bytes from one thread to another through shared memory, without copies on the reading side.
 * One writer, one reader. The writer waits while the ring is full, the reader while it is empty.
 * A trailer of a few bytes closes the ring and says how it went.
 */
export interface ChunkRing {
  readonly memory: SharedArrayBuffer;
}

const SLOTS = 8;
const SLOT_BYTES = 1 << 20;
const HEADER_WORDS = 4 + SLOTS;
const WRITTEN = 0;
const READ = 1;
const STATE = 2; // one of the states below
const TRAILER_AT = 3; // 1 + sequence number of the trailer's slot; 0 while open
const DATA_START = 4096;
const READER_GONE = 1;
const CANCELLED = 2;
/** A change of state may come between looking and waiting, where its notice is lost: so nobody waits for ever. */
const LONGEST_WAIT_MS = 50;

export function createChunkRing(): ChunkRing {
  return { memory: new SharedArrayBuffer(DATA_START + SLOTS * SLOT_BYTES) };
}

/** Yields chunks until the trailer, and returns that. A chunk is overwritten after the next one was asked for. */
export function* readRing(ring: ChunkRing): Generator<Uint8Array, string> {
  const { words, slot } = views(ring);
  try {
    for (let sequence = 0; ; sequence++) {
      for (let written = Atomics.load(words, WRITTEN); written <= sequence; written = Atomics.load(words, WRITTEN)) {
        if (Atomics.load(words, STATE) === CANCELLED) throw new Error('cancelled');
        Atomics.wait(words, WRITTEN, written, LONGEST_WAIT_MS);
      }
      const bytes = slot(sequence).subarray(0, words[4 + (sequence % SLOTS)]);
      if (Atomics.load(words, TRAILER_AT) === sequence + 1) return Buffer.from(bytes).toString('utf8');
      yield bytes;
      Atomics.store(words, READ, sequence + 1);
      Atomics.notify(words, READ);
    }
  } finally {
    Atomics.compareExchange(words, STATE, 0, READER_GONE);
    Atomics.notify(words, READ);
  }
}

/** Wakes both sides: the reader throws, the writer is told that the reader has gone. */
export function cancelRing(ring: ChunkRing): void {
  const { words } = views(ring);
  Atomics.store(words, STATE, CANCELLED);
  Atomics.notify(words, READ);
  Atomics.notify(words, WRITTEN);
}

/** For worker threads: blocks while the ring is full. False when the reader has gone. */
export interface BlockingRingWriter {
  write(chunk: Uint8Array): boolean;
  close(trailer: string): void;
}

export function blockingRingWriter(ring: ChunkRing): BlockingRingWriter {
  const { words, publish } = views(ring);
  const room = (): boolean => {
    for (;;) {
      if (Atomics.load(words, STATE) !== 0) return false;
      const read = Atomics.load(words, READ);
      if (Atomics.load(words, WRITTEN) - read < SLOTS) return true;
      Atomics.wait(words, READ, read, LONGEST_WAIT_MS);
    }
  };
  return {
    write(chunk) {
      for (let i = 0; i < chunk.length; i += SLOT_BYTES) {
        if (!room()) return false;
        publish(chunk.subarray(i, i + SLOT_BYTES));
      }
      return true;
    },
    close(trailer) {
      if (room()) publish(Buffer.from(trailer.slice(0, 10_000)), 'trailer');
    },
  };
}

/** For the main thread, which must not block: gathers small chunks into full slots. */
export interface RingWriter {
  /** False when the reader has gone. */
  write(chunk: Uint8Array): Promise<boolean>;
  close(trailer: string): Promise<void>;
}

export function ringWriter(ring: ChunkRing): RingWriter {
  const { words, publish } = views(ring);
  const gathered = Buffer.allocUnsafe(SLOT_BYTES);
  let filled = 0;

  async function room(): Promise<boolean> {
    for (;;) {
      if (Atomics.load(words, STATE) !== 0) return false;
      const read = Atomics.load(words, READ);
      if (Atomics.load(words, WRITTEN) - read < SLOTS) return true;
      // Atomics.waitAsync would not keep the process alive, and a reader takes milliseconds for a slot anyway.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  async function flush(): Promise<boolean> {
    if (filled === 0) return true;
    if (!(await room())) return false;
    publish(gathered.subarray(0, filled));
    filled = 0;
    return true;
  }
  return {
    async write(chunk) {
      for (let i = 0; i < chunk.length; ) {
        const length = Math.min(SLOT_BYTES - filled, chunk.length - i);
        gathered.set(chunk.subarray(i, i + length), filled);
        filled += length;
        i += length;
        if (filled === SLOT_BYTES && !(await flush())) return false;
      }
      return true;
    },
    async close(trailer) {
      if ((await flush()) && (await room())) publish(Buffer.from(trailer.slice(0, 10_000)), 'trailer');
    },
  };
}

function views(ring: ChunkRing) {
  const words = new Int32Array(ring.memory, 0, HEADER_WORDS);
  const slot = (sequence: number): Buffer =>
    Buffer.from(ring.memory, DATA_START + (sequence % SLOTS) * SLOT_BYTES, SLOT_BYTES);
  const publish = (bytes: Uint8Array, role: 'data' | 'trailer' = 'data'): void => {
    const sequence = Atomics.load(words, WRITTEN);
    slot(sequence).set(bytes);
    words[4 + (sequence % SLOTS)] = bytes.length;
    if (role === 'trailer') Atomics.store(words, TRAILER_AT, sequence + 1);
    Atomics.store(words, WRITTEN, sequence + 1);
    Atomics.notify(words, WRITTEN);
  };
  return { words, slot, publish };
}
