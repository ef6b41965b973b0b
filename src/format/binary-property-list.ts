import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { type ByteView, byteView } from './byte-view.ts';

const MAGIC = 'bplist00';
const TRAILER_SIZE = 32;
const KIND = { integer: 0x1, ascii: 0x5, utf16: 0x6, dictionary: 0xd } as const;

export function isBinaryPropertyList(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/**
 * The texts of the outermost dictionary, by key. Layout: CFBinaryPList.c of CoreFoundation.
 * @throws FormatError when the list is damaged or is no dictionary.
 */
export function binaryPropertyTexts(bytes: Uint8Array): Map<string, string> {
  const view = byteView(bytes, 'big');
  const trailer = bytes.length - TRAILER_SIZE;
  const offsetSize = view.u8(trailer + 6);
  const referenceSize = view.u8(trailer + 7);
  const tableStart = integer(view, { at: trailer + 24, size: 8 });
  const objectAt = (reference: number) => integer(view, { at: tableStart + reference * offsetSize, size: offsetSize });
  const textOf = (reference: number) => readText(view, objectAt(reference));

  const dictionary = readMarker(view, objectAt(integer(view, { at: trailer + 16, size: 8 })));
  if (dictionary.kind !== KIND.dictionary) throw new FormatError('a property list that is no dictionary');
  if (dictionary.count > limits.valuesPerPackage) throw new FormatError('a property list with too many keys');
  const texts = new Map<string, string>();
  for (let i = 0; i < dictionary.count; i++) {
    const keyAt = dictionary.body + i * referenceSize;
    const valueAt = keyAt + dictionary.count * referenceSize;
    const key = textOf(integer(view, { at: keyAt, size: referenceSize }));
    const value = textOf(integer(view, { at: valueAt, size: referenceSize }));
    if (key !== undefined && value !== undefined) texts.set(key, value);
  }
  return texts;
}

/** Names and versions are short; a long text that all keys share would cost too much. */
const LONGEST_TEXT = 1_000;

function readText(view: ByteView, at: number): string | undefined {
  const { kind, count, body } = readMarker(view, at);
  if (count > LONGEST_TEXT) return undefined;
  if (kind === KIND.ascii) return Buffer.from(view.slice(body, count)).toString('latin1');
  if (kind !== KIND.utf16) return undefined;
  return Buffer.from(view.slice(body, 2 * count))
    .swap16()
    .toString('utf16le');
}

/** Four bits of kind, four of count; 15 means that the count follows as an integer of its own. */
function readMarker(view: ByteView, at: number): { kind: number; count: number; body: number } {
  const kind = view.u8(at) >> 4;
  const count = view.u8(at) & 0xf;
  if (count !== 0xf) return { kind, count, body: at + 1 };
  const marker = view.u8(at + 1);
  if (marker >> 4 !== KIND.integer) throw new FormatError('a property list with a count that is no number');
  const size = 1 << (marker & 0xf);
  return { kind, count: integer(view, { at: at + 2, size }), body: at + 2 + size };
}

function integer(view: ByteView, { at, size }: { at: number; size: number }): number {
  if (size < 1 || size > 8) throw new FormatError(`a property list with numbers of ${size} bytes`);
  let value = 0;
  for (const byte of view.slice(at, size)) value = value * 256 + byte;
  if (!Number.isSafeInteger(value)) throw new FormatError('a property list with an impossible number');
  return value;
}
