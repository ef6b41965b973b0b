import { FormatError, messageOf } from '../../base/errors.ts';

/** Decompresses xz, chunk by chunk. @throws FormatError at damage or a cut. */
export async function* unxz(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { default: xz } = await import('xz-decompress');
  const reader = new xz.XzReadableStream(ReadableStream.from(chunks)).getReader();
  try {
    for (;;) {
      const { value } = await reader.read();
      if (!value) return;
      yield value;
    }
  } catch (error) {
    // The decoder throws plain errors; all they can mean is damage.
    throw new FormatError(`xz: ${messageOf(error)}`, { cause: error });
  } finally {
    await reader.cancel().catch(() => {});
  }
}
