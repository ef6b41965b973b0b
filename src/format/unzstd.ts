import { FormatError } from '../base/errors.ts';
import { prepareZstd, unzstd as unzstdChunks } from './compression/zstd.ts';

/** Decompresses a whole zstd file. @throws FormatError when it is damaged or holds more than `limit` bytes. */
export async function unzstd(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  if (bytes.length > limit) throw new FormatError(`zstd: more than ${limit} bytes`);
  await prepareZstd();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (const chunk of unzstdChunks([bytes])) {
    size += chunk.length;
    if (size > limit) throw new FormatError(`zstd: more than ${limit} bytes after decompression`);
    chunks.push(Buffer.from(chunk));
  }
  if (size === 0 && bytes.length > 0) throw new FormatError('zstd: holds nothing');
  return Buffer.concat(chunks);
}
