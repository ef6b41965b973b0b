import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { IntegrityError, messageOf, UnavailableError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { prepareZstd, unzstd as unzstdChunks } from '../../format/compression/zstd.ts';
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

/** Each chunk is overwritten by the next: `spool` asks for that only when it has written the first. */
async function* unzstd(path: string): AsyncIterable<Uint8Array> {
  await prepareZstd();
  yield* unzstdChunks(chunksOf(path));
}

function* chunksOf(path: string): Iterable<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafeSlow(CHUNK);
    for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) yield chunk.subarray(0, count);
  } finally {
    closeSync(file);
  }
}
