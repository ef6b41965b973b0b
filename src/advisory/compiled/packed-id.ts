import { FormatError } from '../../base/errors.ts';
import { type ByteWriter, putByte, putNumber } from './byte-writer.ts';
import { type Cursor, takeByte, takeNumber } from './cursor.ts';
import { numberOf, type StringTable, type StringTableWriter } from './string-table.ts';

/** How the end of an id is stored; the beginning is a string of the table. */
const WHOLE = 0;
const DECIMAL = 1;
const PADDED = 2;
const GITHUB = 3;

const MOST_DIGITS = 15;
/** The letters of GitHub's ids: twelve of them fit into seven bytes. */
const GITHUB_LETTERS = '23456789cfghjmpqrvwx';
const GITHUB_ID = /^GHSA-[2-9cfghjmpqrvwx]{4}-[2-9cfghjmpqrvwx]{4}-[2-9cfghjmpqrvwx]{4}$/;
const GITHUB_BYTES = 7;

/** `CVE-2024-1234` is the string `CVE-2024-` and a number. */
export function putId(writer: ByteWriter, table: StringTableWriter, id: string): void {
  if (GITHUB_ID.test(id)) {
    putNumber(writer, GITHUB);
    putGithub(writer, id);
    return;
  }
  const start = startOfDigits(id);
  const digits = id.slice(start);
  if (digits === '') return putNumber(writer, numberOf(table, id) * 4 + WHOLE);
  const padded = digits.length > 1 && digits.startsWith('0');
  putNumber(writer, numberOf(table, id.slice(0, start)) * 4 + (padded ? PADDED : DECIMAL));
  if (padded) putNumber(writer, digits.length);
  putNumber(writer, Number(digits));
}

/** @throws FormatError */
export function takeId(cursor: Cursor, table: StringTable): string {
  const first = takeNumber(cursor);
  const kind = first % 4;
  if (kind === GITHUB) return takeGithub(cursor);
  const beginning = table.get((first - kind) / 4);
  if (kind === WHOLE) return beginning;
  const digits = kind === PADDED ? takeNumber(cursor) : 0;
  if (digits > MOST_DIGITS) throw new FormatError(`an id ends in ${digits} digits`);
  return beginning + String(takeNumber(cursor)).padStart(digits, '0');
}

function startOfDigits(id: string): number {
  let start = id.length;
  while (start > 0 && id.length - start < MOST_DIGITS && isDigit(id.charCodeAt(start - 1))) start--;
  return start;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function putGithub(writer: ByteWriter, id: string): void {
  let value = 0;
  for (const letter of id.slice('GHSA-'.length)) {
    if (letter !== '-') value = value * GITHUB_LETTERS.length + GITHUB_LETTERS.indexOf(letter);
  }
  for (let byte = 0; byte < GITHUB_BYTES; byte++) {
    putByte(writer, value % 0x100);
    value = Math.floor(value / 0x100);
  }
}

function takeGithub(cursor: Cursor): string {
  let value = 0;
  for (let byte = 0, unit = 1; byte < GITHUB_BYTES; byte++, unit *= 0x100) value += takeByte(cursor) * unit;
  let letters = '';
  for (let index = 0; index < 12; index++) {
    letters = (GITHUB_LETTERS[value % GITHUB_LETTERS.length] ?? '') + letters;
    value = Math.floor(value / GITHUB_LETTERS.length);
  }
  return `GHSA-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}
