import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { FormatError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { type AppendFile, append } from './append-file.ts';
import { boundedMemo } from './bounded-memo.ts';
import { type ByteWriter, byteWriter, putBytes, putNumber, putText, putUint32, writtenBytes } from './byte-writer.ts';
import {
  bytesLeft,
  cursorAt,
  cursorOver,
  skipBytes,
  takeBytes,
  takeCount,
  takeNumber,
  takeText,
  takeUint32,
} from './cursor.ts';
import type { Section } from './layout.ts';
import type { PageSource } from './page.ts';

/** What only people read: compressed, in blocks that are decoded when somebody asks. */
export interface AdvisoryText {
  readonly summary: string;
  readonly references: readonly string[];
}

export interface TextPlace {
  readonly block: number;
  readonly index: number;
}

/** Uncompressed bytes of a block, give or take the last text: with a dictionary, larger ones hardly save space. */
const BLOCK_SIZE = 8 * 1024;
/** Blocks that are looked at for what texts of this feed have in common. */
const SAMPLED_BLOCKS = 64;
const DICTIONARY_SIZE = 32 * 1024;
const BLOCKS_IN_MEMORY = 8 * 1024 * 1024;

export interface TextWriter {
  /** @throws FormatError over the limit. */
  put(text: AdvisoryText): TextPlace;
  /** Where each block starts, and what all were compressed with. */
  finish(): { readonly starts: ByteWriter; readonly dictionary: Buffer; readonly blocks: number };
}

/** Appends blocks to the file as they fill up. */
export function textWriter(file: AppendFile): TextWriter {
  const base = file.size;
  const starts = byteWriter(4096);
  const waiting: Buffer[] = [];
  const block = byteWriter(2 * BLOCK_SIZE);
  let dictionary: Buffer | undefined;
  let blocks = 0;
  let index = 0;

  const compress = (bytes: Buffer): void => {
    putUint32(starts, file.size - base);
    const prefix = byteWriter(8);
    putNumber(prefix, bytes.length);
    append(file, writtenBytes(prefix));
    append(file, deflateRawSync(bytes, { level: 9, ...(dictionary?.length ? { dictionary } : {}) }));
  };
  const compressWaiting = (): void => {
    dictionary ??= commonText(waiting);
    for (const bytes of waiting.splice(0)) compress(bytes);
  };
  const endBlock = (): void => {
    waiting.push(Buffer.from(writtenBytes(block)));
    block.length = 0;
    blocks++;
    index = 0;
    if (dictionary || waiting.length === SAMPLED_BLOCKS) compressWaiting();
  };
  return {
    put(text) {
      const bytes = bytesOf(text);
      if (block.length > 0 && block.length + bytes.length > BLOCK_SIZE) endBlock();
      putNumber(block, bytes.length);
      putBytes(block, bytes);
      return { block: blocks, index: index++ };
    },
    finish() {
      if (block.length > 0) endBlock();
      compressWaiting();
      putUint32(starts, file.size - base);
      return { starts, dictionary: deflateRawSync(dictionary ?? Buffer.alloc(0)), blocks };
    },
  };
}

/** The beginnings of blocks from all over the sample, no more than pays off. */
function commonText(blocks: readonly Buffer[]): Buffer {
  const sampled = blocks.reduce((sum, { length }) => sum + length, 0);
  const each = Math.floor(Math.min(DICTIONARY_SIZE, sampled / 8) / Math.max(1, blocks.length));
  return Buffer.concat(blocks.map((block) => block.subarray(0, each)));
}

function bytesOf({ summary, references }: AdvisoryText): Buffer {
  const writer = byteWriter(512);
  putText(writer, summary);
  putNumber(writer, references.length);
  for (const reference of references) putText(writer, reference);
  if (writer.length > limits.advisoryText) throw new FormatError(`a text of ${writer.length} bytes is too long`);
  return writtenBytes(writer);
}

/** @throws FormatError when there is no such text. */
export type TextReader = (place: TextPlace) => AdvisoryText;

export function openTexts(source: PageSource, { texts, starts, dictionary, blocks }: TextSections): TextReader {
  if (starts.end - starts.start !== (blocks + 1) * 4) throw new FormatError('the list of texts is cut');
  const memo = boundedMemo<number, Buffer>(BLOCKS_IN_MEMORY);
  let common: Buffer | undefined;

  const inflateBlock = (block: number): Buffer => {
    if (block >= blocks) throw new FormatError(`there is no text block ${block}`);
    const place = cursorAt(source, starts.start + block * 4, starts.end);
    const start = takeUint32(place);
    const cursor = cursorAt(source, texts.start + start, Math.min(texts.end, texts.start + takeUint32(place)));
    const size = takeNumber(cursor);
    if (size > limits.advisoryText + BLOCK_SIZE) throw new FormatError(`a text block of ${size} bytes`);
    common ??= inflated(sectionBytes(source, dictionary), { most: DICTIONARY_SIZE });
    const bytes = inflated(takeBytes(cursor, bytesLeft(cursor)), { most: size, dictionary: common });
    if (bytes.length !== size) throw new FormatError('a text block is not of the size it claims');
    return bytes;
  };
  return ({ block, index }) => {
    const known = memo.get(block);
    const bytes = known ?? inflateBlock(block);
    if (!known) memo.set(block, bytes, Math.max(1, bytes.length));
    const cursor = cursorOver(bytes);
    for (let skipped = index; skipped > 0; skipped--) skipBytes(cursor, takeCount(cursor));
    takeNumber(cursor);
    const summary = takeText(cursor);
    const references = Array.from({ length: takeCount(cursor) }, () => takeText(cursor));
    return { summary, references };
  };
}

interface TextSections {
  readonly texts: Section;
  readonly starts: Section;
  readonly dictionary: Section;
  readonly blocks: number;
}

function sectionBytes(source: PageSource, { start, end }: Section): Buffer {
  return takeBytes(cursorAt(source, start, end), end - start);
}

function inflated(bytes: Buffer, { most, dictionary }: { most: number; dictionary?: Buffer }): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, most), ...(dictionary?.length ? { dictionary } : {}) });
  } catch (error) {
    throw new FormatError(`a text block cannot be inflated: ${messageOf(error)}`);
  }
}
