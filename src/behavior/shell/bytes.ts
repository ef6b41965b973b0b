import { gunzipSync, inflateSync } from 'node:zlib';
import { limits } from '../../base/limits.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as a text. Those that are no UTF-8 become lone surrogates, from which `bytesOf` makes them again. */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    return text.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)));
  }
}

/** The bytes that a text stands for. */
export function bytesOf(text: string): Buffer {
  if (!/(?<![\ud800-\udbff])[\udc80-\udcff]/.test(text)) return Buffer.from(text);
  return Buffer.from(
    text.replace(/[\udc80-\udcff]/g, (byte) => String.fromCharCode(byte.charCodeAt(0) - 0xdc00)),
    'latin1',
  );
}

/** What base64 stands for; undefined for what is none. */
export function decodeBase64(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(digits) ? textOf(Buffer.from(digits, 'base64')) : undefined;
}

/** What pairs of hexadecimal digits stand for. */
export function decodeHex(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '');
  return /^[0-9a-fA-F]*$/.test(digits) ? textOf(Buffer.from(digits, 'hex')) : undefined;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What base32 stands for. */
export function decodeBase32(text: string): string | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of text.replace(/[\s=]+/g, '')) {
    const value = BASE32.indexOf(digit);
    if (value < 0) return undefined;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return textOf(Uint8Array.from(bytes));
}

/** What gzip or zlib has compressed; undefined for anything else, and for what is too long. */
export function decompressText(text: string): string | undefined {
  const bytes = bytesOf(text);
  const options = { maxOutputLength: limits.shellValue };
  try {
    return textOf(bytes[0] === 0x1f ? gunzipSync(bytes, options) : inflateSync(bytes, options));
  } catch {
    return undefined;
  }
}
