import { closeSync, fstatSync, openSync } from 'node:fs';
import { FormatError, messageOf, UnavailableError } from '../../base/errors.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import { readEnding } from './ending.ts';
import { hashOf, openHashTable } from './hash-table.ts';
import { checkHead, type FeedCounts, type FeedHeader, HEAD_SIZE, parseTrailer, type Trailer } from './layout.ts';
import { openPackageIndex } from './package-index.ts';
import type { PageSource } from './page.ts';
import { pagedFile, readFully } from './paged-file.ts';
import { recordReader } from './record-reader.ts';
import { openStringTable } from './string-table.ts';
import { openTexts } from './text-blocks.ts';

/** A compiled feed, open for reading. Any call may find damage that nobody met before: FormatError. */
export interface FeedFile {
  readonly path: string;
  readonly header: FeedHeader;
  readonly counts: FeedCounts;
  readonly sizeBytes: number;
  /** What is said of one package, in the order of the ids. Decoded anew by each call. */
  find(ecosystem: string, name: string): readonly StoredStatement[];
  /** Advisories with this id or alias, in the order of their ids. */
  get(id: string): readonly Advisory[];
  /** All, in the order of their ids, as they were written. */
  all(): Iterable<Advisory>;
  /** The file as it is, to be copied. A chunk may be overwritten by the next one. @throws FormatError when it was cut. */
  bytes(): Iterable<Uint8Array>;
  close(): void;
}

export interface StoredStatement {
  /** Where the advisory lies; the same for all that it says. */
  readonly record: number;
  readonly id: string;
  readonly affected: AffectedPackage;
  readonly withdrawn: boolean;
  /** @throws FormatError */
  advisory(): Advisory;
}

const COPIED = 256 * 1024;

/**
 * Reads only the ends of the file; everything else is read and checked when it is wanted.
 * @throws FormatError when it is cut, damaged or none of ours. @throws NewerFormatError
 * @throws UnavailableError 'not-found' when there is none, 'disk' when it cannot be read.
 */
export function openFeedFile(path: string): FeedFile {
  const descriptor = openForReading(path);
  try {
    const sizeBytes = fstatSync(descriptor).size;
    if (sizeBytes < HEAD_SIZE) throw new FormatError(`${path} is cut at byte ${sizeBytes}`);
    checkHead(readFully({ path, descriptor }, 0, HEAD_SIZE), path);
    const { size, checksums, trailer } = readEnding({ path, descriptor }, sizeBytes);
    const source = pagedFile({ path, descriptor, size, checksums });
    return feedFile({ path, descriptor, sizeBytes, source, trailer: parseTrailer(trailer, size) });
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function feedFile({ path, descriptor, sizeBytes, source, trailer }: OpenedFile): FeedFile {
  const { header, counts, sections } = trailer;
  let open = true;
  // A number that was closed may by now be somebody else's file.
  const guarded: PageSource = {
    size: source.size,
    page(index) {
      if (!open) throw new Error(`${path} is closed`);
      return source.page(index);
    },
  };
  const packages = openPackageIndex(guarded, trailer);
  const names = openHashTable(guarded, sections.nameTable, counts.names);
  const records = recordReader(guarded, {
    records: sections.records,
    strings: openStringTable(guarded, {
      strings: sections.strings,
      groups: sections.stringBlocks,
      count: counts.strings,
    }),
    texts: openTexts(guarded, {
      texts: sections.texts,
      starts: sections.textBlocks,
      dictionary: sections.dictionary,
      blocks: counts.textBlocks,
    }),
    packageName: packages.nameOf,
  });
  return {
    path,
    header,
    counts,
    sizeBytes,
    find: (ecosystem, name) =>
      packages.find(ecosystem, name).map((place) => {
        const { id, withdrawn, shape } = records.statement(place);
        return {
          record: place.record,
          id,
          withdrawn,
          affected: { ecosystem, name, ...shape },
          advisory: () => records.advisory(place.record),
        };
      }),
    get: (id) =>
      [...new Set(names(hashOf(id, 0)))]
        .sort((a, b) => a - b)
        .map(records.advisory)
        .filter((advisory) => advisory.id === id || advisory.aliases.includes(id)),
    *all() {
      let count = 0;
      for (const place of records.places()) {
        count++;
        yield records.advisory(place);
      }
      if (count !== counts.advisories)
        throw new FormatError(`${path} holds ${count} of ${counts.advisories} advisories`);
    },
    *bytes() {
      for (let at = 0; at < sizeBytes; at += COPIED) {
        if (!open) throw new Error(`${path} is closed`);
        yield readFully({ path, descriptor }, at, Math.min(COPIED, sizeBytes - at));
      }
    },
    close() {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UnavailableError(missing ? 'not-found' : 'disk', `${path} cannot be opened: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

interface OpenedFile {
  readonly path: string;
  readonly descriptor: number;
  readonly sizeBytes: number;
  readonly source: PageSource;
  readonly trailer: Trailer;
}
