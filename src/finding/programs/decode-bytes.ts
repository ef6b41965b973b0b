import { gunzipSync, inflateRawSync, inflateSync, constants as zlib } from 'node:zlib';
import { limits } from '../../base/limits.ts';

const SAMPLE = 4_096;

/** Bytes as a text, unpacked where they are compressed; undefined for what is neither. With the names of what was undone. */
export function textOfBytes(bytes: Buffer): { readonly text: string; readonly undone: readonly string[] } | undefined {
  const plain = plainText(bytes);
  if (plain !== undefined) return { text: plain, undone: [] };
  const unpacked = decompress(bytes);
  if (unpacked) {
    const text = plainText(unpacked.bytes) ?? codeText(unpacked.bytes);
    if (text !== undefined) return { text, undone: [unpacked.by] };
  }
  const code = codeText(bytes);
  return code === undefined ? undefined : { text: code, undone: ['marshal'] };
}

/** A truncated stream gives what it has: only the start of a long payload may be at hand. */
const OPTIONS = { maxOutputLength: limits.shellValue, finishFlush: zlib.Z_SYNC_FLUSH };

function decompress(bytes: Buffer): { readonly bytes: Buffer; readonly by: string } | undefined {
  const [first = 0, second = 0] = bytes;
  try {
    if (first === 0x1f && second === 0x8b) return { bytes: gunzipSync(bytes, OPTIONS), by: 'gzip' };
    if ((first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0)
      return { bytes: inflateSync(bytes, OPTIONS), by: 'zlib' };
    const raw = bytes.length > 16 ? inflateRawSync(bytes, OPTIONS) : undefined;
    return raw && raw.length > bytes.length / 2 ? { bytes: raw, by: 'deflate' } : undefined;
  } catch {
    return undefined;
  }
}

/** A text of printable characters; undefined for anything else. UTF-16, as PowerShell has it, is read too. */
export function plainText(bytes: Buffer): string | undefined {
  if (bytes.length < 4) return undefined;
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0) return plainText(Buffer.from(bytes.toString('utf16le')));
  const length = Math.min(bytes.length, SAMPLE);
  let odd = 0;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) return undefined;
    if (byte >= 127) odd++;
  }
  return odd * 5 < length ? bytes.toString('utf8') : undefined;
}

/** The strings in a Python code object that was marshalled. */
function codeText(bytes: Buffer): string | undefined {
  if ((bytes[0] ?? 0) !== 0xe3 && (bytes[0] ?? 0) !== 0x63) return undefined;
  const strings = bytes
    .subarray(0, limits.shellValue)
    .toString('latin1')
    .match(/[\x20-\x7e\n\t]{3,4000}/g);
  return strings && strings.length > 3 ? strings.slice(0, 10_000).join('\n') : undefined;
}
