import { FormatError } from '../../base/errors.ts';
import { PAGE_SIZE, type PageSource } from './page.ts';

/** A place in the pages of a file, and where reading must end. Reading past it is damage: a FormatError. */
export interface Cursor {
  readonly source: PageSource;
  end: number;
  pageStart: number;
  page: Buffer;
  /** In the page. */
  at: number;
  /** In the page: what lies behind belongs to another page or to somebody else. */
  stop: number;
}

const NOTHING = Buffer.alloc(0);

/** @throws FormatError where the part does not lie in the file. */
export function cursorAt(source: PageSource, start: number, end: number): Cursor {
  if (!(start >= 0 && start <= end && end <= source.size)) {
    throw new FormatError(`bytes ${start} to ${end} lie outside the file of ${source.size}`);
  }
  const cursor: Cursor = { source, end, pageStart: start, page: NOTHING, at: 0, stop: 0 };
  if (start < end) turnPage(cursor);
  return cursor;
}

/** Reads bytes that are in memory. */
export function cursorOver(bytes: Buffer): Cursor {
  const source: PageSource = { size: bytes.length, page: () => bytes };
  return { source, end: bytes.length, pageStart: 0, page: bytes, at: 0, stop: bytes.length };
}

export function positionOf(cursor: Cursor): number {
  return cursor.pageStart + cursor.at;
}

/** How many bytes are left; no list or text can be longer. */
export function bytesLeft(cursor: Cursor): number {
  return cursor.end - positionOf(cursor);
}

/** Reading must end `length` bytes from here. */
export function narrow(cursor: Cursor, length: number): void {
  if (length > bytesLeft(cursor)) throw new FormatError(`${length} bytes are announced, ${bytesLeft(cursor)} left`);
  cursor.end = positionOf(cursor) + length;
  cursor.stop = Math.min(cursor.stop, cursor.end - cursor.pageStart);
}

export function takeByte(cursor: Cursor): number {
  if (cursor.at >= cursor.stop) turnPage(cursor);
  return cursor.page[cursor.at++] ?? 0;
}

export function takeNumber(cursor: Cursor): number {
  let value = takeByte(cursor);
  if (value < 0x80) return value;
  value -= 0x80;
  for (let unit = 0x80; unit <= 2 ** 49; unit *= 0x80) {
    const byte = takeByte(cursor);
    if (byte < 0x80) return checked(value + byte * unit);
    value += (byte - 0x80) * unit;
  }
  throw new FormatError('a number is too long');
}

export function takeSigned(cursor: Cursor): number {
  const value = takeNumber(cursor);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** The length of a list whose items take a byte or more each. */
export function takeCount(cursor: Cursor): number {
  const count = takeNumber(cursor);
  if (count > bytesLeft(cursor)) throw new FormatError(`a list of ${count} items does not fit into the file`);
  return count;
}

export function takeUint16(cursor: Cursor): number {
  return takeByte(cursor) + takeByte(cursor) * 0x100;
}

export function takeUint32(cursor: Cursor): number {
  if (cursor.stop - cursor.at >= 4) {
    const value = cursor.page.readUInt32LE(cursor.at);
    cursor.at += 4;
    return value;
  }
  return takeUint16(cursor) + takeUint16(cursor) * 0x10000;
}

export function takeDouble(cursor: Cursor): number {
  return takeBytes(cursor, 8).readDoubleLE(0);
}

export function takeText(cursor: Cursor): string {
  const length = takeCount(cursor);
  if (length <= cursor.stop - cursor.at) {
    const start = cursor.at;
    cursor.at += length;
    return cursor.page.toString('utf8', start, cursor.at);
  }
  return takeBytes(cursor, length).toString('utf8');
}

/** May share memory with the page. */
export function takeBytes(cursor: Cursor, length: number): Buffer {
  if (length > bytesLeft(cursor)) throw new FormatError(`${length} bytes are wanted, ${bytesLeft(cursor)} left`);
  if (length <= cursor.stop - cursor.at) {
    cursor.at += length;
    return cursor.page.subarray(cursor.at - length, cursor.at);
  }
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    if (cursor.at >= cursor.stop) turnPage(cursor);
    const part = cursor.page.subarray(cursor.at, Math.min(cursor.stop, cursor.at + length - filled));
    bytes.set(part, filled);
    filled += part.length;
    cursor.at += part.length;
  }
  return bytes;
}

export function skipBytes(cursor: Cursor, length: number): void {
  if (length > bytesLeft(cursor)) throw new FormatError(`${length} bytes are skipped, ${bytesLeft(cursor)} left`);
  if (length <= cursor.stop - cursor.at) {
    cursor.at += length;
    return;
  }
  cursor.pageStart = positionOf(cursor) + length;
  cursor.at = 0;
  cursor.stop = 0;
}

function turnPage(cursor: Cursor): void {
  const position = positionOf(cursor);
  if (position >= cursor.end) throw new FormatError(`reads past byte ${cursor.end}`);
  const index = Math.floor(position / PAGE_SIZE);
  cursor.pageStart = index * PAGE_SIZE;
  cursor.page = cursor.source.page(index);
  cursor.at = position - cursor.pageStart;
  cursor.stop = Math.min(cursor.page.length, cursor.end - cursor.pageStart);
}

function checked(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new FormatError('a number is too large');
}
