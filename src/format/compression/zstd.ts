import zlib from 'node:zlib';
import { ZSTDDecoder } from 'zstddec/stream';
import { FormatError, messageOf } from '../../base/errors.ts';
import { syncInflater } from './sync-zlib.ts';

/**
 * Decompresses zstd frames (RFC 8878), chunk by chunk. Await `prepareZstd()` once before.
 * A yielded chunk may be overwritten by the next one.
 * @throws FormatError at damage or a cut.
 */
export function* unzstd(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  try {
    yield* native ? withNative(native, chunks) : withoutNative(chunks);
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

function withNative(zstd: NativeZstd, chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const finish = zstd.constants.ZSTD_e_end;
  return syncInflater(zstd.createZstdDecompress(), { finish, format: 'zstd', after: 'frames' })(chunks);
}

const INPUT_CHUNK = 256 * 1024;
/** The decoder reports damage only by going on without end. Skippable frames give nothing either. */
const SHORTEST_FRAME = 8;
const SPARE_OUTPUTS = 16;

function* withoutNative(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let emptyLeft = 0;
  let sourceFailure: unknown;
  /** The decoder copies each input into its own memory: keep that small. */
  function* inputs(): Generator<Uint8Array> {
    try {
      for (const chunk of chunks) {
        for (let i = 0; i < chunk.length; i += INPUT_CHUNK) {
          const input = chunk.subarray(i, i + INPUT_CHUNK);
          emptyLeft = input.length / SHORTEST_FRAME + SPARE_OUTPUTS;
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
      if (output.length > 0) yield output;
      else if (--emptyLeft < 0) throw new FormatError('zstd: damaged stream');
    }
  } catch (error) {
    if (error instanceof FormatError || error === sourceFailure) throw error;
    throw new FormatError(`zstd: ${messageOf(error)}`);
  }
}
