import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { IntegrityError, UnavailableError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';

export interface SpoolOptions {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Bytes at most; `limits.spooledArchive` when absent. */
  readonly limit?: number;
}

/**
 * Puts a stream down in a new file of the folder and returns its path.
 * @throws IntegrityError 'over-limit' when the stream is too long. @throws UnavailableError when the disk is full.
 */
export async function spool(chunks: AsyncIterable<Uint8Array>, options: SpoolOptions): Promise<string> {
  const path = join(options.folder, `image-${randomUUID()}.tar`);
  const limit = options.limit ?? limits.spooledArchive;
  const file = await onDisk(open(path, 'wx', 0o600));
  try {
    let size = 0;
    for await (const chunk of chunks) {
      options.signal.throwIfAborted();
      size += chunk.length;
      if (size > limit) throw new IntegrityError('over-limit', `the image is larger than the ${limit} bytes allowed`);
      await writeAll(file, chunk);
    }
  } finally {
    await file.close();
  }
  return path;
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    const { bytesWritten } = await onDisk(file.write(chunk, written, chunk.length - written));
    written += bytesWritten;
  }
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  return work.catch((error) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UnavailableError('disk', `a temporary file cannot be written (${reason})`, { cause: error });
  });
}
