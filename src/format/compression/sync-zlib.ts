import type zlib from 'node:zlib';
import { FormatError } from '../../base/errors.ts';

/** Bytes of one output chunk: large enough that most files of a layer lie whole in one. */
export const OUTPUT_CHUNK = 1 << 20;

/**
 * Drives one of Node's zlib or zstd engines synchronously with one reused output buffer.
 * The streams of node:zlib hop through the thread pool for every chunk, which costs a quarter of the speed in a thread
 * that has nothing else to do. The handle is not public: its shape is checked once and named in the error if it changed.
 */
export function syncInflater(
  engine: zlib.Gunzip,
  finish: number,
  format: string,
): (chunks: Iterable<Uint8Array>) => Generator<Uint8Array> {
  const { handle, state } = internals(engine);
  const output = Buffer.allocUnsafeSlow(OUTPUT_CHUNK);
  let failure: string | undefined;
  handle.onerror = (message) => {
    failure = message;
  };

  return function* inflate(chunks) {
    try {
      for (const chunk of chunks) yield* feed(chunk, 0);
      yield* feed(new Uint8Array(0), finish);
    } finally {
      engine.destroy();
    }
  };

  function* feed(chunk: Uint8Array, flush: number): Generator<Uint8Array> {
    let offset = 0;
    let left = chunk.length;
    for (;;) {
      handle.writeSync(flush, chunk, offset, left, output, 0, output.length);
      if (failure !== undefined) throw new FormatError(`${format}: ${failure}`);
      const free = state[0] ?? 0;
      const after = state[1] ?? 0;
      if (free < output.length) yield output.subarray(0, output.length - free);
      offset += left - after;
      left = after;
      if (free === 0) continue;
      // Input is left though output had room: the stream has ended. Tar writers pad with zeros; anything else is not ours to guess.
      if (left > 0 && !chunk.subarray(offset).every((byte) => byte === 0)) {
        throw new FormatError(`${format}: bytes after the end of the stream`);
      }
      return;
    }
  }
}

interface Handle {
  onerror: (message: string) => void;
  writeSync(
    flush: number,
    input: Uint8Array,
    inputOffset: number,
    inputLength: number,
    output: Uint8Array,
    outputOffset: number,
    outputLength: number,
  ): void;
}

function internals(engine: zlib.Gunzip): { handle: Handle; state: Uint32Array } {
  const { _handle: handle, _writeState: state } = engine as unknown as {
    _handle?: Partial<Handle>;
    _writeState?: unknown;
  };
  if (typeof handle?.writeSync !== 'function' || !(state instanceof Uint32Array) || state.length < 2) {
    throw new Error(`node:zlib of Node ${process.version} has no synchronous handle: please report this version`);
  }
  return { handle: handle as Handle, state };
}
