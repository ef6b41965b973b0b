import zlib from 'node:zlib';
import { ZSTDDecoder } from 'zstddec/stream';
import { FormatError } from '../../base/errors.ts';
import { syncInflater } from './sync-zlib.ts';

/**
 * Decompresses zstd frames (RFC 8878), chunk by chunk. Await `prepareZstd()` once before.
 * A yielded chunk may be overwritten by the next one.
 * @throws FormatError at damage or a cut.
 */
export function* unzstd(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  if (native) yield* syncInflater(native.createZstdDecompress(), native.constants.ZSTD_e_end, 'zstd')(chunks);
  else yield* withoutNative(chunks);
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

/** The decoder reports damage only by making no more progress, so that is counted. */
const STALLED_AFTER = 16;
const INPUT_CHUNK = 256 * 1024;

function* withoutNative(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let stalled = 0;
  try {
    for (const output of wasm.decodeStreaming(small(chunks))) {
      stalled = output.length === 0 ? stalled + 1 : 0;
      if (stalled > STALLED_AFTER) throw new FormatError('zstd: damaged stream');
      if (output.length > 0) yield output;
    }
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(`zstd: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The decoder copies each input into its own memory: keep that small. */
function* small(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i += INPUT_CHUNK) yield chunk.subarray(i, i + INPUT_CHUNK);
  }
}
