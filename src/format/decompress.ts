import { gunzipSync } from 'node:zlib';
import xzDecompress from 'xz-decompress';
import { FormatError, messageOf } from '../base/errors.ts';
import { unzstd } from './unzstd.ts';

/**
 * A whole file, decompressed when its first bytes are those of gzip, xz or zstd, else as it is.
 * @throws FormatError when it is damaged or holds more than `limit` bytes.
 */
export async function decompress(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const [a, b, c, d] = bytes;
  if (a === 0x1f && b === 0x8b) return gunzip(bytes, limit);
  if (a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58) return await unxz(bytes, limit);
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return await unzstd(bytes, limit);
  return bytes;
}

function gunzip(bytes: Uint8Array, limit: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    throw new FormatError(`gzip: ${messageOf(error)}`);
  }
}

async function unxz(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = new xzDecompress.XzReadableStream(new Blob([bytes.slice()]).stream()).getReader();
  for (;;) {
    const chunk = await nextChunk(reader);
    if (!chunk) return Buffer.concat(chunks);
    size += chunk.length;
    if (size > limit) {
      await reader.cancel();
      throw new FormatError(`xz: more than ${limit} bytes after decompression`);
    }
    chunks.push(chunk.slice());
  }
}

/** The decoder throws plain errors; all they can mean is damage. */
async function nextChunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (error) {
    throw new FormatError(`xz: ${messageOf(error)}`);
  }
}
