import { closeSync, openSync, readSync } from 'node:fs';
import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { bunzip2 } from '../format/compression/bunzip2.ts';
import { gunzip } from '../format/compression/gunzip.ts';
import { unxz } from '../format/compression/unxz.ts';
import { prepareZstd, unzstd } from '../format/compression/zstd.ts';

/**
 * A file's bytes, decompressed where its first bytes are those of gzip, xz, zstd or bzip2. A chunk may be overwritten by
 * the next one. @throws FormatError where it is damaged or larger than a feed may be.
 */
export async function* readUnpacked(path: string): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of await unpack(path)) {
    size += chunk.length;
    if (size > limits.feedContent) throw new FormatError('a file of the feed is too large after decompression');
    yield chunk;
  }
}

async function unpack(path: string): Promise<Iterable<Uint8Array> | AsyncIterable<Uint8Array>> {
  const start = firstBytes(path);
  const chunks = fileChunks(path);
  if (start.startsWith('1f8b')) return gunzip(chunks);
  if (start.startsWith('425a68')) return bunzip2(chunks);
  if (start === 'fd377a585a00') return unxz(chunks);
  if (!start.startsWith('28b52ffd')) return chunks;
  await prepareZstd();
  return unzstd(chunks);
}

const CHUNK = 256 * 1024;

function firstBytes(path: string): string {
  for (const chunk of fileChunks(path)) return Buffer.from(chunk.subarray(0, 6)).toString('hex');
  return '';
}

/** A file's bytes as they are, each chunk in memory of its own. */
export function* fileChunks(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const chunk = Buffer.alloc(CHUNK);
      const count = readSync(file, chunk, 0, CHUNK, null);
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}
