import { FormatError } from '../base/errors.ts';
import { asObject, asText, parseJson } from '../base/json.ts';
import { quotedText } from './quoted-text.ts';

/** The texts of `__metadata__` at the start of a safetensors model. */
export type SafetensorsMetadata = ReadonlyMap<string, string>;

/** The format's own bound on its header. */
const LONGEST_HEADER = 100_000_000;

/**
 * Reads the metadata of a safetensors file of `size` bytes, as far as `start` goes.
 * The file is the header's length in 8 bytes, the header as JSON, and the tensors.
 * @throws FormatError when it is no such file.
 */
export function readSafetensorsMetadata(start: Uint8Array, size: number): SafetensorsMetadata {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const length = bytes.length < 8 ? 0 : Number(bytes.readBigUInt64LE(0));
  if (length < 2 || length > LONGEST_HEADER || length + 8 > size || bytes[8] !== 0x7b) {
    throw new FormatError('not a safetensors model');
  }
  const header = bytes.toString('utf8', 8, Math.min(8 + length, bytes.length));
  const metadata =
    8 + length <= bytes.length ? asObject(parseJson(header))?.__metadata__ : parseJson(leadingMetadata(header));
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(asObject(metadata) ?? {})) {
    const text = asText(value);
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}

/** Writers put the metadata first, so that it can be had from a header that is not all there. It holds texts alone. */
function leadingMetadata(header: string): string {
  const start = /^\{\s{0,100}"__metadata__"\s{0,100}:\s{0,100}(?=\{)/.exec(header)?.[0].length;
  for (let i = start ?? header.length; i < header.length; i++) {
    if (header[i] === '}') return header.slice(start, i + 1);
    if (header[i] !== '"') continue;
    const quoted = quotedText(header, i);
    if (!quoted) break;
    i = quoted.end - 1;
  }
  return '{}';
}
