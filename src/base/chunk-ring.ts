/**
 * Hands chunks of bytes from one thread to another through shared memory, without copies on the reading side.
 * One writer, and one reader or more that all get every chunk. The writer waits while the ring is full, readers while it is empty.
 * A trailer of a few bytes closes the ring and says how it went.
 */
export interface ChunkRing {
  readonly memory: SharedArrayBuffer;
}

const SLOTS = 8;
const SLOT_BYTES = 1 << 20;
const WRITTEN = 0;
const STATE = 1; // one of the states below
const TRAILER_AT = 2; // 1 + sequence number of the trailer's slot; 0 while open
const READERS = 3;
const LENGTHS = 4; // of the chunk in each slot
const READ = LENGTHS + SLOTS; // by each reader
const DATA_START = 4096;
const READER_GONE = 1;
const CANCELLED = 2;
/** A change of state may come between looking and waiting, where its notice is lost: so nobody waits for ever. */
const LONGEST_WAIT_MS = 50;

export function createChunkRing(readers = 1): ChunkRing {
  const memory = new SharedArrayBuffer(DATA_START + SLOTS * SLOT_BYTES);
  new Int32Array(memory)[READERS] = readers;
  return { memory };
}

/** Yields chunks until the trailer, and returns that. A chunk is overwritten after the next one was asked for. */
export function* readRing(ring: ChunkRing, reader = 0): Generator<Uint8Array, string> {
  const { words, slot, isEmpty, done, leave } = views(ring);
  try {
    for (let sequence = 0; ; sequence++) {
      while (isEmpty(sequence)) Atomics.wait(words, WRITTEN, sequence, LONGEST_WAIT_MS);
      const bytes = slot(sequence).subarray(0, words[LENGTHS + (sequence % SLOTS)]);
      if (Atomics.load(words, TRAILER_AT) === sequence + 1) return Buffer.from(bytes).toString('utf8');
      yield bytes;
      done(reader, sequence);
    }
  } finally {
    leave(reader);
  }
}

/** As `readRing`, for the main thread: hands every chunk to `take`, and lets other events in between. */
export async function takeRing(ring: ChunkRing, reader: number, take: (chunk: Uint8Array) => void): Promise<string> {
  const { words, slot, isEmpty, done, leave } = views(ring);
  try {
    for (let sequence = 0; ; sequence++) {
      while (isEmpty(sequence)) await pause();
      const bytes = slot(sequence).subarray(0, words[LENGTHS + (sequence % SLOTS)]);
      if (Atomics.load(words, TRAILER_AT) === sequence + 1) return Buffer.from(bytes).toString('utf8');
      take(bytes);
      done(reader, sequence);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    leave(reader);
  }
}

/** Atomics.waitAsync would not keep the process alive, and the other side takes milliseconds for a slot anyway. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}

/** Wakes both sides: the reader throws, the writer is told that the reader has gone. */
export function cancelRing(ring: ChunkRing): void {
  const { words } = views(ring);
  Atomics.store(words, STATE, CANCELLED);
  for (let reader = 0; reader < (words[READERS] as number); reader++) Atomics.notify(words, READ + reader);
  Atomics.notify(words, WRITTEN);
}

/** For worker threads: blocks while the ring is full. False when the reader has gone. */
export interface BlockingRingWriter {
  write(chunk: Uint8Array): boolean;
  close(trailer: string): void;
}

export function blockingRingWriter(ring: ChunkRing): BlockingRingWriter {
  const { words, publish, slowest } = views(ring);
  const room = (): boolean => {
    for (;;) {
      if (Atomics.load(words, STATE) !== 0) return false;
      const last = slowest();
      const read = Atomics.load(words, last);
      if (Atomics.load(words, WRITTEN) - read < SLOTS) return true;
      Atomics.wait(words, last, read, LONGEST_WAIT_MS);
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
  const { words, publish, slowest } = views(ring);
  const gathered = Buffer.allocUnsafe(SLOT_BYTES);
  let filled = 0;

  async function room(): Promise<boolean> {
    for (;;) {
      if (Atomics.load(words, STATE) !== 0) return false;
      if (Atomics.load(words, WRITTEN) - Atomics.load(words, slowest()) < SLOTS) return true;
      await pause();
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
  const words = new Int32Array(ring.memory, 0, DATA_START / 4);
  const slot = (sequence: number): Buffer =>
    Buffer.from(ring.memory, DATA_START + (sequence % SLOTS) * SLOT_BYTES, SLOT_BYTES);
  const publish = (bytes: Uint8Array, role: 'data' | 'trailer' = 'data'): void => {
    const sequence = Atomics.load(words, WRITTEN);
    slot(sequence).set(bytes);
    words[LENGTHS + (sequence % SLOTS)] = bytes.length;
    if (role === 'trailer') Atomics.store(words, TRAILER_AT, sequence + 1);
    Atomics.store(words, WRITTEN, sequence + 1);
    Atomics.notify(words, WRITTEN);
  };
  /** The word that counts for the reader furthest behind. */
  const slowest = (): number => {
    let last = READ;
    for (let other = READ + 1; other < READ + (words[READERS] as number); other++)
      if (Atomics.load(words, other) < Atomics.load(words, last)) last = other;
    return last;
  };
  const isEmpty = (sequence: number): boolean => {
    if (Atomics.load(words, WRITTEN) > sequence) return false;
    if (Atomics.load(words, STATE) !== 0) throw new Error('cancelled');
    return true;
  };
  const done = (reader: number, sequence: number): void => {
    Atomics.store(words, READ + reader, sequence + 1);
    Atomics.notify(words, READ + reader);
  };
  const leave = (reader: number): void => {
    Atomics.compareExchange(words, STATE, 0, READER_GONE);
    Atomics.notify(words, READ + reader);
  };
  return { words, slot, publish, slowest, isEmpty, done, leave };
}
