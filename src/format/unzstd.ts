import { ZSTDDecoder } from 'zstddec/stream';
import { FormatError, messageOf } from '../base/errors.ts';

/** The decoder gives empty chunks for skippable frames, and without end once it has met damage. */
const MOST_EMPTY_CHUNKS = 1_000;

/** Decompresses a whole zstd file. @throws FormatError when it is damaged or holds more than `limit` bytes. */
export async function unzstd(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let empty = 0;
  if (bytes.length > limit) throw new FormatError(`zstd: more than ${limit} bytes`);
  for (const chunk of await decode(bytes)) {
    size += chunk.length;
    empty = chunk.length === 0 ? empty + 1 : 0;
    if (empty > MOST_EMPTY_CHUNKS) throw new FormatError('zstd: damaged');
    if (size > limit) throw new FormatError(`zstd: more than ${limit} bytes after decompression`);
    chunks.push(chunk);
  }
  if (size === 0 && bytes.length > 0) throw new FormatError('zstd: holds nothing');
  return Buffer.concat(chunks);
}

async function decode(bytes: Uint8Array): Promise<Iterable<Uint8Array>> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return guarded(decoder.decodeStreaming([bytes]));
}

/** The decoder throws plain errors; all they can mean is damage. */
function* guarded(chunks: Iterable<Uint8Array>): Iterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw new FormatError(`zstd: ${messageOf(error)}`, { cause: error });
  }
}
