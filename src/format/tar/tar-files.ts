import { FormatError } from '../../base/errors.ts';
import { createTarReader } from './tar-reader.ts';

/** One regular file of a tar archive, whole. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface TarFilesOptions {
  /** Which files are wanted; the others are passed over. */
  wanted(name: string): boolean;
  /** Bytes of one file. A larger one comes empty. */
  readonly largest: number;
}

/** The wanted files of a tar stream of any size, one at a time. @throws FormatError at damage or a cut. */
export async function* tarFiles(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { wanted, largest }: TarFilesOptions,
): AsyncGenerator<TarFile> {
  let complete: TarFile[] = [];
  let name = '';
  let pieces: Uint8Array[] = [];
  let seen = false;
  const reader = createTarReader({
    entry(entry) {
      seen = true;
      name = Buffer.from(entry.name).toString('utf8');
      if (entry.type !== 'file' || !wanted(name)) return false;
      if (entry.size <= largest) return true;
      complete.push({ name, bytes: new Uint8Array() });
      return false;
    },
    data(chunk) {
      pieces.push(Uint8Array.from(chunk));
    },
    end() {
      complete.push({ name, bytes: Buffer.concat(pieces) });
      pieces = [];
    },
  });
  for await (const chunk of chunks) {
    // One chunk may hold very many files, a small piece of it holds few.
    for (let at = 0; at < chunk.length; at += PIECE) {
      reader.write(chunk.subarray(at, at + PIECE));
      const ready = complete;
      complete = [];
      yield* ready;
    }
  }
  reader.end();
  yield* complete;
  if (!seen) throw new FormatError('tar: the archive is empty');
}

const PIECE = 64 * 1024;
