import { type AppendFile, append } from './append-file.ts';
import { byteWriter, putNumber, putSigned, writtenBytes } from './byte-writer.ts';
import { takeNumber } from './cursor.ts';
import { type FeedRows, sortedRows } from './feed-rows.ts';
import type { Section } from './layout.ts';
import type { PackageStatements } from './package-writer.ts';

/** Appends the records in the order of their ids, and sorts what they say by package. */
export function appendRecords(
  file: AppendFile,
  rows: FeedRows,
  numbers: Uint32Array,
): { records: Section; offsets: Uint32Array; statements: PackageStatements } {
  const base = file.size;
  const order = sortedRows(rows);
  const offsets = new Uint32Array(order.length);
  const starts = statementStarts(rows, numbers);
  const next = starts.slice();
  const statements = { starts, records: new Uint32Array(rows.statements), shapes: new Uint32Array(rows.statements) };
  const length = byteWriter(16);
  const affected = byteWriter(4096);
  for (const row of order) {
    const offset = file.size - base;
    offsets[row] = offset;
    affected.length = 0;
    eachPair(rows, row, {
      before: (count) => putNumber(affected, count),
      pair: ({ number: gathered, shape, previousShape, shapeStart, previous }) => {
        const number = numbers[gathered] ?? 0;
        const distance = number - (previous === undefined ? 0 : (numbers[previous] ?? 0));
        const changed = shape === previousShape ? 0 : 1;
        putSigned(affected, distance < 0 ? 2 * distance - changed : 2 * distance + changed);
        if (changed) putNumber(affected, shape);
        const index = next[number] ?? 0;
        next[number] = index + 1;
        statements.records[index] = offset;
        statements.shapes[index] = shapeStart;
      },
    });
    const bytes = rows.arena.bytes(row);
    length.length = 0;
    putNumber(length, bytes.length + affected.length);
    append(file, writtenBytes(length));
    append(file, bytes);
    append(file, writtenBytes(affected));
  }
  return { records: { start: base, end: file.size }, offsets, statements };
}

function statementStarts(rows: FeedRows, numbers: Uint32Array): Uint32Array {
  const starts = new Uint32Array(numbers.length + 1);
  for (let row = 0; row < rows.arena.count; row++) {
    eachPair(rows, row, {
      pair: ({ number }) => {
        const after = (numbers[number] ?? 0) + 1;
        starts[after] = (starts[after] ?? 0) + 1;
      },
    });
  }
  for (let index = 1; index < starts.length; index++) starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0);
  return starts;
}

interface Pair {
  readonly number: number;
  readonly previous: number | undefined;
  readonly shape: number;
  readonly previousShape: number;
  readonly shapeStart: number;
}

function eachPair(
  { arena }: FeedRows,
  row: number,
  visit: { before?: (count: number) => void; pair: (pair: Pair) => void },
): void {
  const cursor = arena.numbers(row);
  const shapeStarts = Array.from({ length: takeNumber(cursor) }, () => takeNumber(cursor));
  const count = takeNumber(cursor);
  visit.before?.(count);
  let previous: number | undefined;
  let previousShape = 0;
  for (let left = count; left > 0; left--) {
    const number = takeNumber(cursor);
    const shape = takeNumber(cursor);
    visit.pair({ number, previous, shape, previousShape, shapeStart: shapeStarts[shape] ?? 0 });
    previous = number;
    previousShape = shape;
  }
}
