import { FormatError } from '../../base/errors.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import { type AffectedShape, takeSeverity, takeShape, takeStrings, versionBudget } from './affected-shape.ts';
import {
  bytesLeft,
  type Cursor,
  cursorAt,
  narrow,
  positionOf,
  skipBytes,
  takeByte,
  takeCount,
  takeNumber,
  takeSigned,
} from './cursor.ts';
import type { Section } from './layout.ts';
import type { PackageName } from './package-index.ts';
import { takeId } from './packed-id.ts';
import type { PageSource } from './page.ts';
import { recordFlags } from './record-flags.ts';
import { takeDecimal, takeMoment } from './scalars.ts';
import type { StringTable } from './string-table.ts';
import type { TextReader } from './text-blocks.ts';

/** What one record says of one package. */
export interface StatementRecord {
  readonly id: string;
  readonly withdrawn: boolean;
  readonly shape: AffectedShape;
}

/** Where in the records something is said of a package. */
export interface StatementPlace {
  /** Of the record in its section. */
  readonly record: number;
  /** Of the shape in the record; 0: the first. */
  readonly shape: number;
}

export interface RecordReader {
  /** @throws FormatError */
  statement(place: StatementPlace): StatementRecord;
  /** @throws FormatError */
  advisory(record: number): Advisory;
  /** Places of all records, in the order of their ids. @throws FormatError */
  places(): Iterable<number>;
}

export interface RecordParts {
  readonly records: Section;
  readonly strings: StringTable;
  readonly texts: TextReader;
  /** The package with this number. */
  readonly packageName: (number: number) => PackageName;
}

export function recordReader(source: PageSource, parts: RecordParts): RecordReader {
  const { records, strings } = parts;
  const open = (record: number): Cursor => {
    const cursor = cursorAt(source, records.start + record, records.end);
    narrow(cursor, takeNumber(cursor));
    return cursor;
  };
  return {
    statement(place) {
      const cursor = open(place.record);
      const start = positionOf(cursor);
      const flags = takeByte(cursor);
      const id = takeId(cursor, strings);
      if (takeNumber(cursor) === 0) throw new FormatError(`${id} says nothing of any package`);
      if (place.shape > 0) skipTo(cursor, start + place.shape);
      const shape = takeShape(cursor, strings, versionBudget());
      return { id, withdrawn: (flags & recordFlags.withdrawn) !== 0, shape };
    },
    advisory: (record) => takeAdvisory(open(record), parts),
    *places() {
      for (let record = 0; record < records.end - records.start; ) {
        yield record;
        const cursor = open(record);
        record = cursor.end - records.start;
      }
    },
  };
}

function skipTo(cursor: Cursor, position: number): void {
  const distance = position - positionOf(cursor);
  if (distance < 0) throw new FormatError('a statement lies outside its record');
  skipBytes(cursor, distance);
}

function takeAdvisory(cursor: Cursor, { strings, texts, packageName }: RecordParts): Advisory {
  const flags = takeByte(cursor);
  const has = (flag: keyof typeof recordFlags): boolean => (flags & recordFlags[flag]) !== 0;
  const id = takeId(cursor, strings);
  const budget = versionBudget();
  const shapes = takeList(cursor, () => takeShape(cursor, strings, budget));
  const withdrawn = has('withdrawn') ? { withdrawn: takeMoment(cursor) } : {};
  const published = has('published') ? { published: takeMoment(cursor) } : {};
  const modified = has('modified') ? { modified: takeMoment(cursor) } : {};
  const severity = has('severity') ? { severity: takeSeverity(cursor) } : {};
  const exploited = has('exploited')
    ? { exploited: { since: takeMoment(cursor), ransomware: takeByte(cursor) === 1 } }
    : {};
  const epss = has('epss') ? { epss: { probability: takeDecimal(cursor), percentile: takeDecimal(cursor) } } : {};
  const upstream = has('upstream') ? { upstream: takeList(cursor, () => takeId(cursor, strings)) } : {};
  const aliases = takeList(cursor, () => takeId(cursor, strings));
  const cvss = takeStrings(cursor, strings);
  const { summary, references } = has('text')
    ? texts({ block: takeNumber(cursor), index: takeNumber(cursor) })
    : { summary: '', references: [] };
  return {
    id,
    aliases,
    ...upstream,
    summary,
    ...published,
    ...modified,
    ...withdrawn,
    ...severity,
    cvss,
    references,
    ...exploited,
    ...epss,
    affected: takeAffected(cursor, shapes, packageName),
  };
}

function takeAffected(
  cursor: Cursor,
  shapes: readonly AffectedShape[],
  packageName: (number: number) => PackageName,
): AffectedPackage[] {
  const affected: AffectedPackage[] = [];
  let number = 0;
  let shape: AffectedShape | undefined = shapes[0];
  for (let left = takeCount(cursor); left > 0; left--) {
    const value = takeSigned(cursor);
    number += Math.trunc(value / 2);
    if (value % 2 !== 0) shape = shapes[takeNumber(cursor)];
    if (!shape) throw new FormatError('an advisory lacks what it says of a package');
    affected.push({ ...packageName(number), ...shape });
  }
  if (bytesLeft(cursor) > 0) throw new FormatError('an advisory is longer than what it holds');
  return affected;
}

function takeList<T>(cursor: Cursor, take: () => T): T[] {
  const list: T[] = [];
  for (let left = takeCount(cursor); left > 0; left--) list.push(take());
  return list;
}
