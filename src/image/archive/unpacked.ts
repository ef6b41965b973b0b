import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { FormatError, IntegrityError, messageOf, UnavailableError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { withFile } from './file-access.ts';
import { type SpoolOptions, spool } from './spool.ts';

/**
 * The path of the same archive as a plain file: itself, or a new file in the folder when it was a pipe, gzip, zstd or xz.
 * @throws IntegrityError when the compressed stream is damaged or expands beyond measure.
 */
export async function unpacked(named: string, options: UnpackOptions): Promise<string> {
  const isPipe = statSync(named, { throwIfNoEntry: false })?.isFIFO();
  const path = isPipe ? await spool(createReadStream(named), options) : named;
  const { packing, size } = withFile(path, (file) => ({ packing: packingOf(file.readAt(0, 6)), size: file.size }));
  if (!packing) return path;
  const limit = Math.min(limits.spooledArchive, FREE_EXPANSION + size * limits.compressionRatio);
  try {
    return await spool(packing(path), { ...options, limit });
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof IntegrityError || error instanceof UnavailableError) throw error;
    throw new IntegrityError('bad-archive', `${options.shown} cannot be decompressed: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

export interface UnpackOptions extends Pick<SpoolOptions, 'folder' | 'signal'> {
  /** What messages call the archive. */
  readonly shown: string;
}

/** The ratio says nothing about small archives. */
const FREE_EXPANSION = 64 * 1024 * 1024;
const CHUNK = 1024 * 1024;
/** Small, because the whole chunk is copied into the decoder's memory. */
const ZSTD_CHUNK = 128 * 1024;

type Packing = (path: string) => AsyncIterable<Uint8Array>;

function packingOf(start: Uint8Array): Packing | undefined {
  const hex = Buffer.from(start).toString('hex');
  if (hex.startsWith('1f8b')) return gunzip;
  if (hex.startsWith('28b52ffd')) return unzstd;
  if (hex === 'fd377a585a00') return unxz;
  return undefined;
}

function gunzip(path: string): AsyncIterable<Uint8Array> {
  const source = createReadStream(path, { highWaterMark: CHUNK });
  const result = createGunzip({ chunkSize: CHUNK });
  source.once('error', (error) => result.destroy(error));
  result.once('close', () => source.destroy());
  return source.pipe(result);
}

async function* unxz(path: string): AsyncIterable<Uint8Array> {
  const { default: xz } = await import('xz-decompress');
  const source = createReadStream(path, { highWaterMark: CHUNK });
  yield* new xz.XzReadableStream(ReadableStream.from(source));
}

async function* unzstd(path: string): AsyncIterable<Uint8Array> {
  const { ZSTDDecoder } = await import('zstddec/stream');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  let emptyInARow = 0;
  const input = function* () {
    for (const chunk of chunksOf(path)) {
      emptyInARow = 0;
      yield chunk;
    }
  };
  for (const chunk of decoder.decodeStreaming(input())) {
    // The decoder does not look at error codes: on damage it returns nothing, for ever.
    emptyInARow = chunk.length === 0 ? emptyInARow + 1 : 0;
    if (emptyInARow > 16) throw new FormatError('the zstd stream is damaged');
    yield chunk;
  }
}

function* chunksOf(path: string): Iterable<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const chunk = Buffer.alloc(ZSTD_CHUNK);
      const count = readSync(file, chunk, 0, ZSTD_CHUNK, null);
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}
