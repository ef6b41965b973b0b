import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { AffectedPackage, AffectedRange, AffectedState } from '../advisory.ts';
import { type Severity, severities } from '../severity.ts';
import { type ByteWriter, putByte, putNumber, putSigned } from './byte-writer.ts';
import { type Cursor, takeByte, takeCount, takeNumber, takeSigned } from './cursor.ts';
import { numberOf, type StringTable, type StringTableWriter } from './string-table.ts';

/** What an advisory says of a package, whichever it is: most say the same of many. */
export type AffectedShape = Omit<AffectedPackage, 'ecosystem' | 'name'>;

/** The number of a state in files: only ever append. */
const states: readonly AffectedState[] = [
  'affected',
  'will-not-fix',
  'deferred',
  'end-of-life',
  'under-investigation',
  'not-affected',
];
const STATE = 7;
const VERSIONS = 8;
const SEVERITY = 16;
const ARCHITECTURES = 32;
const MODULE = 64;
const NOTE = 128;

export function putShape(writer: ByteWriter, table: StringTableWriter, shape: AffectedShape): void {
  const { versions, severity, architectures, module, note } = shape;
  putByte(
    writer,
    states.indexOf(shape.state) |
      (versions ? VERSIONS : 0) |
      (severity ? SEVERITY : 0) |
      (architectures ? ARCHITECTURES : 0) |
      (module === undefined ? 0 : MODULE) |
      (note === undefined ? 0 : NOTE),
  );
  putNumber(writer, shape.ranges.length);
  for (const range of shape.ranges) putRange(writer, table, range);
  if (versions) putVersions(writer, table, versions);
  if (severity) putByte(writer, severities.indexOf(severity));
  if (architectures) putStrings(writer, table, architectures);
  if (module !== undefined) putNumber(writer, numberOf(table, module));
  if (note !== undefined) putNumber(writer, numberOf(table, note));
}

/** `budget`: how many versions may still be named. @throws FormatError */
export function takeShape(cursor: Cursor, table: StringTable, budget: VersionBudget): AffectedShape {
  const flags = takeByte(cursor);
  const state = states[flags & STATE];
  if (!state) throw new FormatError(`unknown state ${flags & STATE}`);
  const ranges: AffectedRange[] = [];
  for (let left = takeCount(cursor); left > 0; left--) ranges.push(takeRange(cursor, table));
  return {
    ranges,
    ...(flags & VERSIONS ? { versions: takeVersions(cursor, table, budget) } : {}),
    state,
    ...(flags & SEVERITY ? { severity: takeSeverity(cursor) } : {}),
    ...(flags & ARCHITECTURES ? { architectures: takeStrings(cursor, table) } : {}),
    ...(flags & MODULE ? { module: table.get(takeNumber(cursor)) } : {}),
    ...(flags & NOTE ? { note: table.get(takeNumber(cursor)) } : {}),
  };
}

export interface VersionBudget {
  versions: number;
}

export function versionBudget(): VersionBudget {
  return { versions: limits.versionsPerAdvisory };
}

export function takeSeverity(cursor: Cursor): Severity {
  const severity = severities[takeByte(cursor)];
  if (!severity) throw new FormatError('unknown severity');
  return severity;
}

export function putStrings(writer: ByteWriter, table: StringTableWriter, strings: readonly string[]): void {
  putNumber(writer, strings.length);
  for (const text of strings) putNumber(writer, numberOf(table, text));
}

export function takeStrings(cursor: Cursor, table: StringTable): string[] {
  const strings: string[] = [];
  for (let left = takeCount(cursor); left > 0; left--) strings.push(table.get(takeNumber(cursor)));
  return strings;
}

const FROM_FIRST = 1;
const FIXED = 2;
const LAST_AFFECTED = 4;
const LIMIT = 8;
const SEMVER = 16;

function putRange(writer: ByteWriter, table: StringTableWriter, range: AffectedRange): void {
  const { introduced, fixed, lastAffected, limit, order } = range;
  putByte(
    writer,
    (introduced === '0' ? FROM_FIRST : 0) |
      (fixed === undefined ? 0 : FIXED) |
      (lastAffected === undefined ? 0 : LAST_AFFECTED) |
      (limit === undefined ? 0 : LIMIT) |
      (order === 'semver' ? SEMVER : 0),
  );
  if (introduced !== '0') putNumber(writer, numberOf(table, introduced));
  for (const version of [fixed, lastAffected, limit]) {
    if (version !== undefined) putNumber(writer, numberOf(table, version));
  }
}

function takeRange(cursor: Cursor, table: StringTable): AffectedRange {
  const flags = takeByte(cursor);
  if (flags >= SEMVER * 2) throw new FormatError('unknown kind of range');
  return {
    introduced: flags & FROM_FIRST ? '0' : table.get(takeNumber(cursor)),
    ...(flags & FIXED ? { fixed: table.get(takeNumber(cursor)) } : {}),
    ...(flags & LAST_AFFECTED ? { lastAffected: table.get(takeNumber(cursor)) } : {}),
    ...(flags & LIMIT ? { limit: table.get(takeNumber(cursor)) } : {}),
    ...(flags & SEMVER ? { order: 'semver' } : {}),
  };
}

/** Lists of versions repeat from advisory to advisory, so that the numbers of their strings come in runs. */
function putVersions(writer: ByteWriter, table: StringTableWriter, versions: readonly string[]): void {
  const numbers = versions.map((version) => numberOf(table, version));
  putNumber(writer, numbers.length);
  let expected = 0;
  for (let index = 0; index < numbers.length; ) {
    const first = numbers[index] ?? 0;
    let length = 1;
    while (numbers[index + length] === first + length) length++;
    const distance = first - expected;
    putSigned(writer, distance < 0 ? 2 * distance - (length > 1 ? 1 : 0) : 2 * distance + (length > 1 ? 1 : 0));
    if (length > 1) putNumber(writer, length);
    expected = first + length;
    index += length;
  }
}

function takeVersions(cursor: Cursor, table: StringTable, budget: VersionBudget): string[] {
  const count = takeNumber(cursor);
  budget.versions -= count;
  if (budget.versions < 0) throw new FormatError('an advisory names too many versions');
  const versions: string[] = [];
  let expected = 0;
  while (versions.length < count) {
    const value = takeSigned(cursor);
    const first = expected + Math.trunc(value / 2);
    const length = value % 2 === 0 ? 1 : takeNumber(cursor);
    if (length === 0 || versions.length + length > count) throw new FormatError('a run of versions has a false length');
    for (let number = first; number < first + length; number++) versions.push(table.get(number));
    expected = first + length;
  }
  return versions;
}
