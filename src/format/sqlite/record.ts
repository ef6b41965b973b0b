import { FormatError } from '../../base/errors.ts';
import { type ByteView, byteView } from '../byte-view.ts';
import type { SqliteDatabase } from './database.ts';

export type SqliteValue = null | number | bigint | string | Uint8Array;

/** SQLite's own bound. */
const MOST_COLUMNS = 32_767;

/** The values of one record, in column order. @throws FormatError when it is damaged. */
export function decodeRecord(payload: Uint8Array, encoding: SqliteDatabase['encoding']): SqliteValue[] {
  const view = byteView(payload, 'big');
  const header = readVarint(view, 0);
  const headerSize = Number(header.value);
  if (headerSize > payload.length) throw new FormatError('a SQLite record header is longer than its record');
  const values: SqliteValue[] = [];
  let at = header.next;
  let body = headerSize;
  while (at < headerSize) {
    const serial = readVarint(view, at);
    at = serial.next;
    const type = Number(serial.value);
    const length = lengthOf(type);
    if (values.length >= MOST_COLUMNS) throw new FormatError(`a SQLite record of more than ${MOST_COLUMNS} values`);
    values.push(decode({ type, bytes: view.slice(body, length), encoding }));
    body += length;
  }
  return values;
}

/** A number of one to nine bytes, seven bits each, the last with eight. */
export function readVarint(view: ByteView, at: number): { readonly value: bigint; readonly next: number } {
  let small = 0;
  for (let i = 0; i < 4; i++) {
    const byte = view.u8(at + i);
    small = small * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value: BigInt(small), next: at + i + 1 };
  }
  let value = BigInt(small);
  for (let i = 4; i < 8; i++) {
    const byte = view.u8(at + i);
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  return { value: BigInt.asIntN(64, (value << 8n) | BigInt(view.u8(at + 8))), next: at + 9 };
}

const INTEGER_SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(type: number): number {
  if (type < 0 || type === 10 || type === 11) throw new FormatError(`a SQLite value of the unknown type ${type}`);
  return INTEGER_SIZES[type] ?? Math.floor((type - 12) / 2);
}

function decode(value: { type: number; bytes: Uint8Array; encoding: SqliteDatabase['encoding'] }): SqliteValue {
  const { type, bytes, encoding } = value;
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0);
  if (type < 7) return decodeInteger(bytes);
  return type % 2 === 0 ? bytes : decodeText(bytes, encoding);
}

function decodeInteger(bytes: Uint8Array): number | bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return smallest(BigInt.asIntN(bytes.length * 8, value));
}

/** As a number where that is exact. */
export function smallest(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function decodeText(bytes: Uint8Array, encoding: SqliteDatabase['encoding']): string {
  if (encoding !== 'utf-16be') return Buffer.from(bytes).toString(encoding === 'utf-8' ? 'utf8' : 'utf16le');
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return even.swap16().toString('utf16le');
}
