import { FormatError } from '../../base/errors.ts';
import { type ByteWriter, putByte, putDouble, putNumber, putText } from './byte-writer.ts';
import { type Cursor, takeByte, takeDouble, takeNumber, takeText } from './cursor.ts';

const DAY_MS = 86_400_000;
/** A text that is no moment, or one that would not come back as it was. */
const AS_TEXT = 0;
/** Seconds; a fraction of n digits is kind 1 + n. */
const SECONDS = 1;
const MOST_DIGITS = 9;
const DATE = 11;
const DATE_SHAPE = /^\d{4}-\d\d-\d\d$/;
const MOMENT_SHAPE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/** `2024-01-31` or `2024-01-31T01:02:03.456Z` in a few bytes; any other text as it is. */
export function putMoment(writer: ByteWriter, text: string): void {
  const ms = DATE_SHAPE.test(text) ? Date.parse(text) : Number.NaN;
  if (ms >= 0 && dateText(ms / DAY_MS) === text) {
    putByte(writer, DATE);
    return putNumber(writer, ms / DAY_MS);
  }
  const [, whole = '', fraction = ''] = MOMENT_SHAPE.exec(text) ?? [];
  const seconds = Date.parse(`${whole}Z`) / 1000;
  if (seconds >= 0 && momentText(seconds) === whole) {
    putByte(writer, SECONDS + fraction.length);
    putNumber(writer, seconds);
    if (fraction !== '') putNumber(writer, Number(fraction));
    return;
  }
  putByte(writer, AS_TEXT);
  putText(writer, text);
}

/** @throws FormatError */
export function takeMoment(cursor: Cursor): string {
  const kind = takeByte(cursor);
  if (kind === AS_TEXT) return takeText(cursor);
  if (kind === DATE) return dateText(takeNumber(cursor));
  const digits = kind - SECONDS;
  if (digits > MOST_DIGITS) throw new FormatError(`a moment of unknown kind ${kind}`);
  const whole = momentText(takeNumber(cursor));
  return digits === 0 ? `${whole}Z` : `${whole}.${String(takeNumber(cursor)).padStart(digits, '0')}Z`;
}

/** The bits of a double follow. */
const AS_DOUBLE = 15;

/** A number with up to nine decimal places is short. */
export function putDecimal(writer: ByteWriter, value: number): void {
  for (let places = 0; places <= MOST_DIGITS; places++) {
    const scaled = Math.round(value * 10 ** places);
    if (!Number.isSafeInteger(scaled) || scaled < 0 || Object.is(value, -0)) break;
    if (scaled / 10 ** places !== value) continue;
    putByte(writer, places);
    return putNumber(writer, scaled);
  }
  putByte(writer, AS_DOUBLE);
  putDouble(writer, value);
}

/** @throws FormatError */
export function takeDecimal(cursor: Cursor): number {
  const places = takeByte(cursor);
  if (places === AS_DOUBLE) return takeDouble(cursor);
  if (places > MOST_DIGITS) throw new FormatError(`a number with ${places} decimal places`);
  return takeNumber(cursor) / 10 ** places;
}

function dateText(days: number): string {
  return isoText(days * DAY_MS).slice(0, 10);
}

function momentText(seconds: number): string {
  return isoText(seconds * 1000).slice(0, 19);
}

function isoText(ms: number): string {
  // Four digits of a year, which is all that was ever written.
  if (ms > 253_402_300_799_999) throw new FormatError('a moment after the year 9999');
  return new Date(ms).toISOString();
}
