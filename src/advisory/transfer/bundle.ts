import { FormatError, IntegrityError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { decompress } from '../../format/compression/decompress.ts';
import { prepareZstd } from '../../format/compression/zstd.ts';
import { createTarReader } from '../../format/tar/tar-reader.ts';
import { tarEnd, tarHeader, tarPadding } from '../../format/tar/tar-writer.ts';
import type { OpenedFeed } from '../feed-folder.ts';
import { manifestText, parseManifest } from '../feed-manifest.ts';
import { feedNames } from '../feed-names.ts';
import type { Intake } from './intake.ts';
import type { StagedWriter } from './stage-feed.ts';

/** Feeds as a tar: of each its manifest, then its compiled file, under the names that they have in the folder. */
export function* writeBundle(feeds: readonly OpenedFeed[]): Generator<Uint8Array> {
  for (const { manifest, file } of feeds) {
    const mtime = Math.floor(Date.parse(manifest.checked) / 1000) || 0;
    const text = Buffer.from(manifestText(manifest));
    yield tarHeader({ name: feedNames(manifest.source, manifest.feed).manifest, size: text.length, mtime });
    yield text;
    yield tarPadding(text.length);
    yield tarHeader({ name: manifest.file, size: manifest.sizeBytes, mtime });
    yield* file.bytes();
    yield tarPadding(manifest.sizeBytes);
  }
  yield tarEnd;
}

/**
 * Offers the feeds of such a tar, compressed or not, to an intake. Names in it only tell manifest and file apart; nothing is
 * ever written under them. Entries of other kinds and names are passed over.
 * @throws IntegrityError when it is damaged, cut, or holds no feeds.
 */
export async function readBundle(chunks: Iterable<Uint8Array>, intake: Pick<Intake, 'offer'>): Promise<void> {
  await prepareZstd();
  let feeds = 0;
  let expected: { file: string; sizeBytes: number; writer: StagedWriter | undefined } | undefined;
  let manifest: Buffer[] | undefined;

  const reader = createTarReader({
    entry({ name, type, size }) {
      const path = Buffer.from(name)
        .toString('utf8')
        .replace(/^(?:\.\/)+/, '');
      manifest = undefined;
      if (type !== 'file') return false;
      if (path.endsWith('.json')) {
        if (expected) throw new FormatError(`the file ${expected.file} is missing`);
        if (size > limits.feedManifest) throw new FormatError(`a manifest of ${size} bytes`);
        manifest = [];
        return true;
      }
      if (path !== expected?.file) return false;
      if (size !== expected.sizeBytes) throw new FormatError(`${path} has ${size} bytes, not ${expected.sizeBytes}`);
      if (!expected.writer) expected = undefined;
      return expected !== undefined;
    },
    data(chunk) {
      if (manifest) manifest.push(Buffer.from(chunk));
      else expected?.writer?.write(chunk);
    },
    end() {
      if (manifest) {
        const described = parseManifest(Buffer.concat(manifest).toString('utf8'));
        expected = { ...described, writer: intake.offer(described) };
        feeds++;
      } else {
        expected?.writer?.end();
        expected = undefined;
      }
    },
  });
  try {
    let size = 0;
    for (const chunk of decompress(chunks).output) {
      size += chunk.length;
      if (size > 2 * limits.feedsTogetherContent) throw new FormatError('it is too large');
      reader.write(chunk);
    }
    reader.end();
    if (expected) throw new FormatError(`the file ${expected.file} is missing`);
    if (feeds === 0) throw new FormatError('there are no feeds in it');
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-archive', messageOf(error), { cause: error });
  }
}
