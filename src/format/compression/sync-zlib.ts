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
  { finish, format, after, nextOutput = oneOutput() }: InflaterOptions,
): (chunks: Iterable<Uint8Array>) => Generator<Uint8Array> {
  const { handle, state } = internals(engine);
  let failure: string | undefined;
  let ended = false;
  handle.onerror = (message) => {
    failure = message;
  };

  return function* inflate(chunks) {
    try {
      // Zstandard takes a few empty inputs in a row for an endless loop.
      for (const chunk of chunks) if (chunk.length > 0) yield* feed(chunk, 0);
      yield* feed(new Uint8Array(0), finish);
    } finally {
      engine.destroy();
    }
  };

  function* feed(chunk: Uint8Array, flush: number): Generator<Uint8Array> {
    let offset = 0;
    let left = chunk.length;
    while (!ended) {
      const output = nextOutput();
      handle.writeSync(flush, chunk, offset, left, output, 0, output.length);
      if (failure !== undefined) throw new FormatError(`${format}: ${failure}`);
      const [free = 0, still = 0] = state;
      if (free < output.length) yield output.subarray(0, output.length - free);
      const stuck = still === left && free === output.length;
      offset += left - still;
      left = still;
      if (free === 0) continue;
      if (left === 0) return;
      // Input is left though output had room: a member or frame has ended.
      if (after === 'frames' && !stuck) continue;
      ended = true;
    }
    // Tar writers pad gzip with zeros; anything else is not ours to guess, and must not depend on how it was cut.
    if (after === 'frames' || !chunk.subarray(offset).every((byte) => byte === 0)) {
      if (left > 0) throw new FormatError(`${format}: bytes after the end of the stream`);
    }
  }
}

interface InflaterOptions {
  /** The flush flag that says that the input is over. */
  readonly finish: number;
  /** For messages. */
  readonly format: string;
  /** What may follow the end of what the engine decodes in one go. */
  readonly after: 'zeros' | 'frames';
  /** Where the next chunk goes; what it throws ends the stream. Without it one buffer serves all chunks. */
  readonly nextOutput?: NextOutput | undefined;
}

/** Lends memory for the next chunk, so that whoever passes chunks on need not copy them. */
export type NextOutput = () => Buffer;

function oneOutput(): NextOutput {
  const output = Buffer.allocUnsafeSlow(OUTPUT_CHUNK);
  return () => output;
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
