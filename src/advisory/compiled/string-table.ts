import { FormatError } from '../../base/errors.ts';
import { type BoundedMemo, boundedMemo } from './bounded-memo.ts';
import { type ByteWriter, byteWriter, putText, putUint32 } from './byte-writer.ts';
import { cursorAt, skipBytes, takeCount, takeText, takeUint32 } from './cursor.ts';
import type { Section } from './layout.ts';
import type { PageSource } from './page.ts';

/** Strings between two entries of the list of offsets. */
const GROUP = 16;
const STRINGS_IN_MEMORY = 16_384;

/** Gives every distinct string a number, in the order in which they first come up. */
export interface StringTableWriter {
  readonly numbers: Map<string, number>;
  readonly strings: ByteWriter;
  readonly groups: ByteWriter;
}

export function stringTableWriter(): StringTableWriter {
  return { numbers: new Map(), strings: byteWriter(4096), groups: byteWriter() };
}

export function numberOf(table: StringTableWriter, text: string): number {
  const known = table.numbers.get(text);
  if (known !== undefined) return known;
  const number = table.numbers.size;
  if (number % GROUP === 0) putUint32(table.groups, table.strings.length);
  putText(table.strings, text);
  table.numbers.set(ownCopy(text), number);
  return number;
}

/**
 * The text as files give it back, and without the larger one that it was cut out of: engines keep that alive otherwise.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

export interface StringTable {
  /** @throws FormatError when there is no such string. */
  get(number: number): string;
  readonly count: number;
}

export function openStringTable(source: PageSource, { strings, groups, count }: StringSections): StringTable {
  const memo: BoundedMemo<number, string> = boundedMemo(STRINGS_IN_MEMORY);
  if (groups.end - groups.start !== Math.ceil(count / GROUP) * 4) throw new FormatError('the list of strings is cut');

  const read = (number: number): string => {
    if (number >= count) throw new FormatError(`there is no string ${number}`);
    const place = cursorAt(source, groups.start + Math.floor(number / GROUP) * 4, groups.end);
    const cursor = cursorAt(source, strings.start + takeUint32(place), strings.end);
    for (let skipped = number % GROUP; skipped > 0; skipped--) skipBytes(cursor, takeCount(cursor));
    return takeText(cursor);
  };
  return {
    count,
    get(number) {
      const known = memo.get(number);
      if (known !== undefined) return known;
      const text = read(number);
      memo.set(number, text);
      return text;
    },
  };
}

interface StringSections {
  readonly strings: Section;
  readonly groups: Section;
  readonly count: number;
}
