// One thread of the floor. Answers each job with what was wrong, or nothing.
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parentPort } from 'node:worker_threads';
import zlib from 'node:zlib';

const READ_CHUNK = 512 * 1024;
const SLOT_BYTES = 1 << 20;

const jobs = {
  streams: hashStreams,
  handle: (task) => {
    const stored = createHash('sha256');
    const uncompressed = createHash('sha256');
    const output = Buffer.allocUnsafeSlow(SLOT_BYTES);
    const hash = (length) => uncompressed.update(length === output.length ? output : output.subarray(0, length));
    inflate(
      storedChunks(task.path, (chunk) => stored.update(chunk)),
      { output: () => output, filled: hash },
    );
    return check(task, stored, uncompressed);
  },
  inflate: (task) => {
    const ring = openRing(task.ring);
    inflate(storedChunks(task.path), { output: ring.room, filled: ring.publish });
    ring.room();
    ring.publish(0);
  },
  hash: (task) => {
    const stored = createHash('sha256');
    const uncompressed = createHash('sha256');
    const source = storedChunks(task.path);
    for (const chunk of openRing(task.ring).chunks()) {
      uncompressed.update(chunk);
      const next = source.next();
      if (!next.done) stored.update(next.value);
    }
    for (const chunk of source) stored.update(chunk);
    return check(task, stored, uncompressed);
  },
};

parentPort.on('message', async (task) => parentPort.postMessage(await jobs[task.job](task)));

async function hashStreams(task) {
  const stored = createHash('sha256');
  const uncompressed = createHash('sha256');
  const tap = new Transform({
    transform(chunk, _encoding, done) {
      stored.update(chunk);
      done(undefined, chunk);
    },
  });
  const decoder = task.mediaType.endsWith('zstd')
    ? zlib.createZstdDecompress({ chunkSize: SLOT_BYTES })
    : zlib.createGunzip({ chunkSize: SLOT_BYTES });
  await pipeline(
    createReadStream(task.path, { highWaterMark: READ_CHUNK }),
    tap,
    decoder,
    new Transform({
      transform(chunk, _encoding, done) {
        uncompressed.update(chunk);
        done();
      },
    }).resume(),
  );
  return check(task, stored, uncompressed);
}

function check({ path, digest, diffID }, stored, uncompressed) {
  const right = `sha256:${stored.digest('hex')}` === digest && `sha256:${uncompressed.digest('hex')}` === diffID;
  return right ? undefined : `${path} has other bytes than its image says`;
}

function* storedChunks(path, see = () => {}) {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafeSlow(READ_CHUNK);
  try {
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      const chunk = buffer.subarray(0, length);
      see(chunk);
      yield chunk;
    }
  } finally {
    closeSync(file);
  }
}

/** zlib without its trip through the thread pool per chunk: the fastest that Node has. */
function inflate(chunks, { output, filled }) {
  const engine = zlib.createGunzip();
  const { _handle: handle, _writeState: state } = engine;
  let failure;
  handle.onerror = (message) => {
    failure = message;
  };
  for (const chunk of chunks) {
    let left = chunk.length;
    for (;;) {
      const buffer = output();
      handle.writeSync(zlib.constants.Z_NO_FLUSH, chunk, chunk.length - left, left, buffer, 0, buffer.length);
      if (failure) throw new Error(failure);
      const [free, after] = state;
      if (free < buffer.length) filled(buffer.length - free);
      left = after;
      if (free > 0) break;
    }
  }
  engine.destroy();
}

/** Slots of shared memory that are inflated into in place; words: written, read, then each slot's length. */
function openRing({ words: memory, bytes }) {
  const words = new Int32Array(memory);
  const slots = words.length - 2;
  const slot = (number) => Buffer.from(bytes, (number % slots) * SLOT_BYTES, SLOT_BYTES);
  let written = 0;
  return {
    room() {
      for (let read = Atomics.load(words, 1); written - read >= slots; read = Atomics.load(words, 1)) {
        Atomics.wait(words, 1, read);
      }
      return slot(written);
    },
    publish(length) {
      words[2 + (written % slots)] = length;
      written++;
      Atomics.store(words, 0, written);
      Atomics.notify(words, 0);
    },
    *chunks() {
      for (let read = 0; ; read++) {
        while (Atomics.load(words, 0) <= read) Atomics.wait(words, 0, read);
        const length = words[2 + (read % slots)];
        if (length === 0) return;
        yield slot(read).subarray(0, length);
        Atomics.store(words, 1, read + 1);
        Atomics.notify(words, 1);
      }
    },
  };
}
