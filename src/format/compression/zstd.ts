import zlib from 'node:zlib';
import { ZSTDDecoder } from 'zstddec/stream';
import { FormatError, messageOf } from '../../base/errors.ts';
import { type NextOutput, syncInflater } from './sync-zlib.ts';

/**
 * Decompresses zstd frames (RFC 8878), chunk by chunk. Await `prepareZstd()` once before.
 * A yielded chunk may be overwritten by the next one.
 * @throws FormatError at damage or a cut.
 */
export function* unzstd(chunks: Iterable<Uint8Array>, nextOutput?: NextOutput): Generator<Uint8Array> {
  try {
    yield* native ? withNative(native, chunks, nextOutput) : withoutNative(chunks);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    // The decoders' own words differ; reports must not.
    throw new FormatError('zstd: damaged, or cut short', { cause: error });
  }
}

/** Loads the decoder where Node has none of its own (before 22.15). */
export async function prepareZstd(): Promise<void> {
  if (!native) await wasm.init();
}

/** What node:zlib has from Node 22.15 on; the types are those of Node 20. */
interface NativeZstd {
  createZstdDecompress(): zlib.Gunzip;
  readonly constants: { readonly ZSTD_e_end: number };
}
const native = 'createZstdDecompress' in zlib ? (zlib as unknown as NativeZstd) : undefined;
const wasm = new ZSTDDecoder();

function withNative(
  zstd: NativeZstd,
  chunks: Iterable<Uint8Array>,
  nextOutput: NextOutput | undefined,
): Generator<Uint8Array> {
  const finish = zstd.constants.ZSTD_e_end;
  return syncInflater(zstd.createZstdDecompress(), { finish, format: 'zstd', after: 'frames', nextOutput })(chunks);
}

/** The decoder copies each input into its own memory, and at damage goes on without end, with output or without. */
const INPUT_CHUNK = 4 * 1024;
/** No fewer input bytes than these, a block that repeats one byte, fill an output; some may be due from before. */
const SHORTEST_BLOCK = 4;
const SPARE_OUTPUTS = 16;

function* withoutNative(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let outputsLeft = 0;
  let sourceFailure: unknown;
  function* inputs(): Generator<Uint8Array> {
    try {
      for (const chunk of chunks) {
        for (let i = 0; i < chunk.length; i += INPUT_CHUNK) {
          const input = chunk.subarray(i, i + INPUT_CHUNK);
          outputsLeft = input.length / SHORTEST_BLOCK + SPARE_OUTPUTS;
          yield input;
        }
      }
    } catch (error) {
      sourceFailure = error;
      throw error;
    }
  }
  try {
    for (const output of wasm.decodeStreaming(inputs())) {
      if (--outputsLeft < 0) throw new FormatError('zstd: damaged stream');
      if (output.length > 0) yield output;
    }
  } catch (error) {
    if (error instanceof FormatError || error === sourceFailure) throw error;
    throw new FormatError(`zstd: ${messageOf(error)}`);
  }
}
