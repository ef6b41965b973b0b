import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { Advisory } from '../advisory.ts';
import { severities } from '../severity.ts';
import { putShape, putStrings } from './affected-shape.ts';
import { type ByteWriter, byteWriter, putByte, putBytes, putNumber, writtenBytes } from './byte-writer.ts';
import { putId } from './packed-id.ts';
import { flagsOf } from './record-flags.ts';
import { putDecimal, putMoment } from './scalars.ts';
import type { StringTableWriter } from './string-table.ts';
import type { TextWriter } from './text-blocks.ts';

/** An advisory in bytes, but for its packages: they get their numbers when all are known. */
export interface EncodedAdvisory {
  /** Shared with the next one: copy what must stay. */
  readonly bytes: Buffer;
  /** Where each shape starts in `bytes`; the first as 0, so that most are short. */
  readonly shapeStarts: readonly number[];
  /** The shape of each affected package, in their order. */
  readonly shapes: readonly number[];
}

/** @throws FormatError when it is over a limit. */
export type AdvisoryEncoder = (advisory: Advisory) => EncodedAdvisory;

export function advisoryEncoder(table: StringTableWriter, texts: TextWriter): AdvisoryEncoder {
  const writer = byteWriter(64 * 1024);
  const shape = byteWriter(4096);

  return (advisory) => {
    checkLimits(advisory);
    writer.length = 0;
    putByte(writer, flagsOf(advisory));
    putId(writer, table, advisory.id);
    const { distinct, shapes } = shapesOf(advisory, { table, shape });
    putNumber(writer, distinct.length);
    const starts: number[] = [];
    for (const bytes of distinct) {
      starts.push(starts.length === 0 ? 0 : writer.length);
      putBytes(writer, bytes);
    }
    putRest(writer, { advisory, table, texts });
    return { bytes: writtenBytes(writer), shapeStarts: starts, shapes };
  };
}

function checkLimits(advisory: Advisory): void {
  const versions = advisory.affected.reduce((sum, affected) => sum + (affected.versions?.length ?? 0), 0);
  if (versions > limits.versionsPerAdvisory) throw new FormatError(`${advisory.id} names ${versions} versions`);
  const names = advisory.affected.length + advisory.aliases.length + (advisory.upstream?.length ?? 0);
  if (names > limits.namesPerAdvisory) throw new FormatError(`${advisory.id} has ${names} packages and aliases`);
}

function shapesOf(
  { affected }: Advisory,
  { table, shape }: { table: StringTableWriter; shape: ByteWriter },
): { distinct: Buffer[]; shapes: number[] } {
  const distinct: Buffer[] = [];
  const known = new Map<string, number>();
  const shapes = affected.map((each) => {
    shape.length = 0;
    putShape(shape, table, each);
    const key = writtenBytes(shape).toString('latin1');
    const number = known.get(key) ?? distinct.length;
    if (number === distinct.length) {
      known.set(key, number);
      distinct.push(Buffer.from(writtenBytes(shape)));
    }
    return number;
  });
  return { distinct, shapes };
}

/** What only whole advisories need, in the order in which `takeRest` reads it. */
function putRest(
  writer: ByteWriter,
  { advisory, table, texts }: { advisory: Advisory; table: StringTableWriter; texts: TextWriter },
): void {
  const { withdrawn, published, modified, severity, exploited, epss, upstream, aliases, cvss } = advisory;
  for (const moment of [withdrawn, published, modified]) if (moment !== undefined) putMoment(writer, moment);
  if (severity) putByte(writer, severities.indexOf(severity));
  if (exploited) {
    putMoment(writer, exploited.since);
    putByte(writer, exploited.ransomware ? 1 : 0);
  }
  if (epss) {
    putDecimal(writer, epss.probability);
    putDecimal(writer, epss.percentile);
  }
  if (upstream) putIds(writer, table, upstream);
  putIds(writer, table, aliases);
  putStrings(writer, table, cvss);
  if (advisory.summary === '' && advisory.references.length === 0) return;
  const { block, index } = texts.put(advisory);
  putNumber(writer, block);
  putNumber(writer, index);
}

function putIds(writer: ByteWriter, table: StringTableWriter, ids: readonly string[]): void {
  putNumber(writer, ids.length);
  for (const id of ids) putId(writer, table, id);
}
