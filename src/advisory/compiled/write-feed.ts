import { closeSync, rmSync } from 'node:fs';
import { FormatError } from '../../base/errors.ts';
import type { Advisory } from '../advisory.ts';
import { asDiskError } from '../disk-error.ts';
import { type AppendFile, append, createAppendFile, finishFile, finishPages } from './append-file.ts';
import { appendRecords } from './append-records.ts';
import { byteWriter, writtenBytes } from './byte-writer.ts';
import { tailBytes } from './ending.ts';
import { gatherRows, sortPackages } from './feed-rows.ts';
import { hashTableBytes } from './hash-table.ts';
import { type FeedCounts, type FeedHeader, headBytes, type Section, trailerBytes } from './layout.ts';
import { appendPackages, packageTable } from './package-writer.ts';
import { advisoryEncoder } from './record-writer.ts';
import { stringTableWriter } from './string-table.ts';
import { textWriter } from './text-blocks.ts';

export interface FeedSummary {
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly counts: FeedCounts;
  /** Advisories over a limit, which were left out. */
  readonly refused: number;
}

/**
 * Compiles advisories to a new file, which is on disk when this returns. Texts go to disk as they come, the rest is held
 * in memory as compact rows.
 * @throws UnavailableError 'disk' when the file cannot be written; nothing is left of it then.
 */
export async function writeFeedFile(
  path: string,
  advisories: Iterable<Advisory> | AsyncIterable<Advisory>,
  header: FeedHeader,
): Promise<FeedSummary> {
  const file = onDisk(path, () => createAppendFile(path));
  try {
    return await compile(file, advisories, header);
  } catch (error) {
    discard(file);
    throw asDiskError(path, error);
  }
}

async function compile(
  file: AppendFile,
  advisories: Iterable<Advisory> | AsyncIterable<Advisory>,
  header: FeedHeader,
): Promise<FeedSummary> {
  append(file, headBytes());
  const texts = textWriter(file);
  const table = stringTableWriter();
  const textsStart = file.size;
  const rows = await gatherRows(advisories, advisoryEncoder(table, texts));
  const { starts: textStarts, dictionary, blocks } = texts.finish();
  const sorted = sortPackages(rows);

  const section = (write: () => void): Section => {
    const start = file.size;
    write();
    return { start, end: file.size };
  };
  const bytes = (...parts: Uint8Array[]): Section =>
    section(() => {
      for (const part of parts) append(file, part);
    });
  const textsSection = { start: textsStart, end: file.size };
  const textBlocks = bytes(writtenBytes(textStarts));
  const dictionarySection = bytes(dictionary);
  const { offsets, statements, records } = appendRecords(file, rows, sorted.numbers);
  const strings = bytes(writtenBytes(table.strings));
  const stringBlocks = bytes(writtenBytes(table.groups));
  let packageStarts = byteWriter();
  const packages = section(() => {
    packageStarts = appendPackages(file, sorted, statements);
  });
  const packageBlocks = bytes(writtenBytes(packageStarts));
  const packageTableSection = bytes(writtenBytes(packageTable(sorted)));
  const nameOffsets = Uint32Array.from(rows.nameRows, (row) => offsets[row] ?? 0);
  const nameTable = bytes(writtenBytes(hashTableBytes(rows.nameHashes, nameOffsets)));

  if (file.size > 0xffffffff) throw new FormatError('a compiled feed cannot be larger than 4 GiB');
  const counts: FeedCounts = {
    advisories: rows.arena.count,
    packages: sorted.packages.length,
    statements: rows.statements,
    ranges: rows.ranges,
    names: rows.nameHashes.length,
    strings: table.numbers.size,
    textBlocks: blocks,
  };
  const trailer = trailerBytes({
    header,
    counts,
    sections: {
      texts: textsSection,
      textBlocks,
      dictionary: dictionarySection,
      records,
      strings,
      stringBlocks,
      packages,
      packageBlocks,
      packageTable: packageTableSection,
      nameTable,
    },
    ecosystems: sorted.ecosystems,
  });
  const checksums = finishPages(file);
  const sha256 = finishFile(file, [checksums, trailer, tailBytes(checksums, trailer)]);
  return { sizeBytes: file.size, sha256, counts, refused: rows.refused };
}

function discard(file: AppendFile): void {
  try {
    closeSync(file.descriptor);
  } catch {
    // It was closed when its last bytes were written.
  }
  rmSync(file.path, { force: true });
}

function onDisk<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw asDiskError(path, error);
  }
}
