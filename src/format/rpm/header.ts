import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { type ByteView, byteView } from '../byte-view.ts';

/** The tags of one package header. Values of another type than asked for are absent. */
export interface RpmHeader {
  has(tag: number): boolean;
  text(tag: number): string | undefined;
  texts(tag: number): readonly string[];
  number(tag: number): number | undefined;
  /** Integers of any width; 64-bit ones beyond exact numbers are rounded. */
  numbers(tag: number): readonly number[];
}

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

const TYPE = { int8: 2, int16: 3, int32: 4, int64: 5, text: 6, texts: 8, translated: 9 } as const;
const CHARACTER = 1;
const ENTRY_SIZE = 16;
/** Licence expressions of large programs come to some thousand characters. */
const LONGEST_TEXT = 1 << 16;
/** rpm's own bound: HEADER_TAGS_MAX. */
const MOST_ENTRIES = 0xffff;

/**
 * Parses a header as databases hold it: counts, index entries, data; without the magic of package files.
 * @throws FormatError when its index is damaged; a damaged value is found when it is asked for.
 */
export function parseRpmHeader(bytes: Uint8Array): RpmHeader {
  const view = byteView(bytes, 'big');
  const entryCount = view.u32(0);
  const dataStart = 8 + entryCount * ENTRY_SIZE;
  if (entryCount > MOST_ENTRIES) throw new FormatError(`a package header of ${entryCount} entries`);
  const data = byteView(view.slice(dataStart, view.u32(4)), 'big');
  const entries = new Map<number, Entry>();
  for (let at = 8; at < dataStart; at += ENTRY_SIZE) {
    // Entries added at install time follow those of the package and replace them.
    entries.set(view.u32(at), { type: view.u32(at + 4), offset: view.u32(at + 8), count: view.u32(at + 12) });
  }
  const texts = (tag: number): readonly string[] => {
    const entry = entries.get(tag);
    return entry ? readTexts(data, entry) : [];
  };
  const numbers = (tag: number): readonly number[] => {
    const entry = entries.get(tag);
    return entry ? readNumbers(data, entry) : [];
  };
  return {
    has: (tag) => entries.has(tag),
    texts,
    numbers,
    text(tag) {
      const text = texts(tag)[0];
      if (text && text.length > LONGEST_TEXT) throw new FormatError(`a package header with a text of ${text.length}`);
      return text;
    },
    number: (tag) => numbers(tag)[0],
  };
}

function readTexts(data: ByteView, { type, offset, count }: Entry): string[] {
  if (type !== TYPE.text && type !== TYPE.texts && type !== TYPE.translated) return [];
  const wanted = type === TYPE.text ? 1 : count;
  if (wanted > limits.valuesPerPackage) throw new FormatError(`a package header with a list of ${wanted} texts`);
  const texts: string[] = [];
  for (let at = offset; texts.length < wanted; ) {
    const end = data.bytes.indexOf(0, at);
    if (at >= data.length || end < 0) throw new FormatError('a text of the package header has no end');
    texts.push(Buffer.from(data.slice(at, end - at)).toString('utf8'));
    at = end + 1;
  }
  return texts;
}

function readNumbers(data: ByteView, { type, offset, count }: Entry): number[] {
  const width = type === CHARACTER || type === TYPE.int8 ? 1 : WIDTHS.get(type);
  if (width === undefined) return [];
  if (count > limits.valuesPerPackage) throw new FormatError(`a package header with a list of ${count} numbers`);
  data.slice(offset, count * width); // the whole list must lie inside before room is made for it
  return Array.from({ length: count }, (_, i) => readNumber(data, { at: offset + i * width, width }));
}

const WIDTHS = new Map<number, number>([
  [TYPE.int16, 2],
  [TYPE.int32, 4],
  [TYPE.int64, 8],
]);

function readNumber(data: ByteView, { at, width }: { at: number; width: number }): number {
  if (width === 1) return data.u8(at);
  if (width === 2) return data.u16(at);
  return width === 4 ? data.u32(at) : Number(data.u64(at));
}
