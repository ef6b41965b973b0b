import { FormatError } from '../../base/errors.ts';
import { asList, asNumber, asObject, asText, type Json, parseJson } from '../../base/json.ts';

/** Raise when a reader of the version before would give wrong answers. */
export const FORMAT_VERSION = 1;

/** The first bytes of a file: a name that text tools would damage, and the version. */
export const HEAD_SIZE = 16;
const MAGIC = Buffer.from('TWFEED\r\n', 'latin1');

/** The file was written by a later version of the program. */
export class NewerFormatError extends FormatError {}

/** What the file's writer says of its advisories. */
export interface FeedHeader {
  readonly source: string;
  readonly feed: string;
  /** `version` of the source that parsed the documents. */
  readonly sourceVersion: number;
  /** RFC 3339: when the publisher made it, as far as is known. */
  readonly published?: string;
}

export interface FeedCounts {
  readonly advisories: number;
  readonly packages: number;
  /** Advisory × package. */
  readonly statements: number;
  readonly ranges: number;
  /** Ids and aliases by which advisories can be found. */
  readonly names: number;
  readonly strings: number;
  readonly textBlocks: number;
}

const countNames = ['advisories', 'packages', 'statements', 'ranges', 'names', 'strings', 'textBlocks'] as const;

/** The parts of a file, in their order. */
export const sectionNames = [
  'texts',
  'textBlocks',
  'dictionary',
  'records',
  'strings',
  'stringBlocks',
  'packages',
  'packageBlocks',
  'packageTable',
  'nameTable',
] as const;
export type SectionName = (typeof sectionNames)[number];

export interface Section {
  readonly start: number;
  readonly end: number;
}

/** What has to be known before anything else can be read. */
export interface Trailer {
  readonly header: FeedHeader;
  readonly counts: FeedCounts;
  readonly sections: Readonly<Record<SectionName, Section>>;
  /** Sorted; packages are numbered in this order. */
  readonly ecosystems: readonly { readonly name: string; readonly packages: number }[];
}

export function headBytes(): Buffer {
  const head = Buffer.alloc(HEAD_SIZE);
  head.set(MAGIC);
  head.writeUInt32LE(FORMAT_VERSION, MAGIC.length);
  return head;
}

/** @throws FormatError when it is no compiled feed. @throws NewerFormatError */
export function checkHead(head: Buffer, path: string): void {
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw new FormatError(`${path} is not a compiled feed`);
  const version = head.readUInt32LE(MAGIC.length);
  if (version > FORMAT_VERSION) {
    throw new NewerFormatError(
      `${path} has format ${version}, written by a newer version; this one reads up to ${FORMAT_VERSION}`,
    );
  }
  if (version !== FORMAT_VERSION || head.readUInt32LE(MAGIC.length + 4) !== 0) {
    throw new FormatError(`${path} has a damaged beginning`);
  }
}

export function trailerBytes(trailer: Trailer): Buffer {
  const sections = sectionNames.map((name) => [trailer.sections[name].start, trailer.sections[name].end]);
  const ecosystems = trailer.ecosystems.map(({ name, packages }) => [name, packages]);
  return Buffer.from(JSON.stringify({ header: trailer.header, counts: trailer.counts, sections, ecosystems }));
}

/** @throws FormatError where it does not fit a file whose pages hold `size` bytes. */
export function parseTrailer(bytes: Buffer, size: number): Trailer {
  const trailer = asObject(parseJson(bytes.toString('utf8')));
  const ecosystems = asList(trailer?.ecosystems).map((entry) => {
    const [name, packages] = asList(entry);
    return { name: text(name), packages: whole(packages, 0xffffffff) };
  });
  const counts = parseCounts(trailer?.counts);
  if (ecosystems.reduce((sum, { packages }) => sum + packages, 0) !== counts.packages) {
    throw new FormatError('the packages of the ecosystems are not all packages');
  }
  return { header: parseHeader(trailer?.header), counts, sections: parseSections(trailer?.sections, size), ecosystems };
}

function parseHeader(value: Json | undefined): FeedHeader {
  const header = asObject(value);
  const published = asText(header?.published);
  return {
    source: text(header?.source),
    feed: text(header?.feed),
    sourceVersion: whole(header?.sourceVersion, Number.MAX_SAFE_INTEGER),
    ...(published === undefined ? {} : { published }),
  };
}

function parseCounts(value: Json | undefined): FeedCounts {
  const counts = asObject(value);
  const [advisories, packages, statements, ranges, names, strings, textBlocks] = countNames.map((name) =>
    whole(counts?.[name], 0xffffffff),
  );
  return {
    advisories: advisories ?? 0,
    packages: packages ?? 0,
    statements: statements ?? 0,
    ranges: ranges ?? 0,
    names: names ?? 0,
    strings: strings ?? 0,
    textBlocks: textBlocks ?? 0,
  };
}

function parseSections(value: Json | undefined, size: number): Record<SectionName, Section> {
  const list = asList(value);
  const section = (name: SectionName): Section => {
    const [start, end] = asList(list[sectionNames.indexOf(name)]);
    const parsed = { start: whole(start, size), end: whole(end, size) };
    if (parsed.start > parsed.end) throw new FormatError(`section ${name} ends before it starts`);
    return parsed;
  };
  return {
    texts: section('texts'),
    textBlocks: section('textBlocks'),
    dictionary: section('dictionary'),
    records: section('records'),
    strings: section('strings'),
    stringBlocks: section('stringBlocks'),
    packages: section('packages'),
    packageBlocks: section('packageBlocks'),
    packageTable: section('packageTable'),
    nameTable: section('nameTable'),
  };
}

function whole(value: Json | undefined, most: number): number {
  const number = asNumber(value);
  if (number !== undefined && Number.isSafeInteger(number) && number >= 0 && number <= most) return number;
  throw new FormatError('the trailer holds a number that cannot be');
}

function text(value: Json | undefined): string {
  const found = asText(value);
  if (found !== undefined) return found;
  throw new FormatError('the trailer lacks a text');
}
