import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { bufferOf, readAddress, viewOf } from '../byte-fields.ts';
import { type RandomAccess, readExactly } from '../random-access.ts';

/** The headers of an ELF file: who it is for, and where its parts lie. */
export interface ElfFile {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  readonly type: 'relocatable' | 'executable' | 'shared' | 'core' | 'other';
  /** e_machine. */
  readonly machine: number;
  /** What the loader reads. */
  readonly segments: readonly ElfSegment[];
  /** What linkers and debuggers read; empty when stripped away or damaged: nothing needs them to run a file. */
  readonly sections: readonly ElfSection[];
  /** The section headers are there and cannot be read. */
  readonly sectionsDamaged: boolean;
}

export interface ElfSegment {
  readonly type: number;
  readonly flags: number;
  /** Where in the file. */
  readonly offset: number;
  readonly address: number;
  /** Bytes in the file. */
  readonly size: number;
}

export interface ElfSection {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  /** Bytes in the file; 0 for sections that take no place in it. */
  readonly size: number;
}

export const ELF_SEGMENT = { load: 1, dynamic: 2, interpreter: 3, note: 4 } as const;
const SECTION_WITHOUT_BYTES = 8;
const LONGEST_NAME = 256;
const TYPES = ['other', 'relocatable', 'executable', 'shared', 'core'] as const;

/**
 * Reads headers, segments and sections (System V ABI, chapters 4 and 5). The contents are not touched.
 * @throws FormatError when the file header or the segment headers are damaged.
 */
export function readElf(source: RandomAccess): ElfFile {
  const header = readHeader(source);
  const segments = readSegments(source, header);
  const { bits, littleEndian, type, machine } = header;
  try {
    return {
      bits,
      littleEndian,
      type,
      machine,
      segments,
      sections: readSections(source, header),
      sectionsDamaged: false,
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { bits, littleEndian, type, machine, segments, sections: [], sectionsDamaged: true };
  }
}

/** What the loader reads of a file, at a fraction of the cost; `hasSections` as the header says. @throws FormatError as readElf. */
export function readElfSegments(source: RandomAccess): ElfFile & { readonly hasSections: boolean } {
  const header = readHeader(source);
  const { bits, littleEndian, type, machine } = header;
  const hasSections = header.sectionsAt !== 0 && header.sectionCount !== 0;
  const segments = readSegments(source, header);
  return { bits, littleEndian, type, machine, segments, sections: [], sectionsDamaged: false, hasSections };
}

/** The first section of this name. */
export function elfSection(elf: ElfFile, name: string): ElfSection | undefined {
  return elf.sections.find((section) => section.name === name);
}

/** Where in the file the byte is that is loaded at this address; undefined when none is. */
export function elfFileOffset(elf: ElfFile, address: number): number | undefined {
  for (const segment of elf.segments) {
    const inside = address - segment.address;
    if (segment.type === ELF_SEGMENT.load && inside >= 0 && inside < segment.size) return segment.offset + inside;
  }
  return undefined;
}

interface Header extends Pick<ElfFile, 'bits' | 'littleEndian' | 'type' | 'machine'> {
  readonly segmentsAt: number;
  readonly segmentSize: number;
  readonly segmentCount: number;
  readonly sectionsAt: number;
  readonly sectionSize: number;
  readonly sectionCount: number;
  readonly namesIndex: number;
}

function readHeader(source: RandomAccess): Header {
  const bytes = readExactly(source, 0, 52);
  const view = viewOf(bytes);
  if (view.getUint32(0) !== 0x7f454c46) throw new FormatError('not an ELF file');
  const [kind, order] = [bytes[4], bytes[5]];
  if ((kind !== 1 && kind !== 2) || (order !== 1 && order !== 2))
    throw new FormatError('unknown ELF class or byte order');
  const le = order === 1;
  const is64 = kind === 2;
  const wide = is64 ? viewOf(readExactly(source, 0, 64)) : view;
  const counts = is64 ? 54 : 42;
  return {
    bits: is64 ? 64 : 32,
    littleEndian: le,
    type: TYPES[wide.getUint16(16, le)] ?? 'other',
    machine: wide.getUint16(18, le),
    segmentsAt: is64 ? readAddress(wide, 32, le) : wide.getUint32(28, le),
    sectionsAt: is64 ? readAddress(wide, 40, le) : wide.getUint32(32, le),
    segmentSize: wide.getUint16(counts, le),
    segmentCount: wide.getUint16(counts + 2, le),
    sectionSize: wide.getUint16(counts + 4, le),
    sectionCount: wide.getUint16(counts + 6, le),
    namesIndex: wide.getUint16(counts + 8, le),
  };
}

function readSegments(source: RandomAccess, header: Header): ElfSegment[] {
  const { bits, littleEndian: le, segmentCount: count, segmentSize: size } = header;
  if (count === 0) return [];
  if (size < (bits === 64 ? 56 : 32)) throw new FormatError(`ELF program headers of ${size} bytes`);
  const view = viewOf(readExactly(source, header.segmentsAt, count * size));
  const segments: ElfSegment[] = [];
  for (let at = 0; at < count * size; at += size) {
    const type = view.getUint32(at, le);
    segments.push(
      bits === 64
        ? {
            type,
            flags: view.getUint32(at + 4, le),
            offset: readAddress(view, at + 8, le),
            address: readAddress(view, at + 16, le),
            size: readAddress(view, at + 32, le),
          }
        : {
            type,
            flags: view.getUint32(at + 24, le),
            offset: view.getUint32(at + 4, le),
            address: view.getUint32(at + 8, le),
            size: view.getUint32(at + 16, le),
          },
    );
  }
  return segments;
}

interface SectionHeader extends Omit<ElfSection, 'name'> {
  name: string;
  readonly nameAt: number;
  readonly link: number;
}

function readSections(source: RandomAccess, header: Header): ElfSection[] {
  const { bits, sectionsAt, sectionSize: size } = header;
  if (sectionsAt === 0 || size === 0) return [];
  if (size < (bits === 64 ? 64 : 40)) throw new FormatError(`ELF section headers of ${size} bytes`);
  const read = (count: number) => readSectionHeaders(readExactly(source, sectionsAt, count * size), header);
  // Files with too many sections for 16 bits keep the numbers in the first, empty section.
  const extended = header.sectionCount === 0 || header.namesIndex === 0xffff ? read(1)[0] : undefined;
  const count = header.sectionCount === 0 ? (extended?.size ?? 0) : header.sectionCount;
  const namesIndex = header.namesIndex === 0xffff ? (extended?.link ?? 0) : header.namesIndex;
  if (count > limits.executableSections) throw new FormatError(`${count} ELF sections`);
  const headers = read(count);
  const names = headers[namesIndex];
  if (!names) return headers;
  // One text for all names: decoding each by itself is what costs most of the time in ordinary files.
  const text = bufferOf(readExactly(source, names.offset, Math.min(names.size, limits.executableInventory)));
  const allNames = text.toString('latin1');
  for (const section of headers) section.name = nameAt(allNames, section.nameAt);
  return headers;
}

/** Cut before it is searched: many sections may point into one long text without an end. */
function nameAt(allNames: string, start: number): string {
  const name = allNames.slice(start, start + LONGEST_NAME);
  const end = name.indexOf('\0');
  return end < 0 ? name : name.slice(0, end);
}

function readSectionHeaders(bytes: Uint8Array, { bits, littleEndian: le, sectionSize }: Header): SectionHeader[] {
  const view = viewOf(bytes);
  const is64 = bits === 64;
  const headers: SectionHeader[] = [];
  for (let at = 0; at < bytes.length; at += sectionSize) {
    const number = (at32: number, at64: number) =>
      is64 ? readAddress(view, at + at64, le) : view.getUint32(at + at32, le);
    const type = view.getUint32(at + 4, le);
    headers.push({
      name: '',
      nameAt: view.getUint32(at, le),
      type,
      flags: number(8, 8),
      address: number(12, 16),
      offset: number(16, 24),
      size: type === SECTION_WITHOUT_BYTES ? 0 : number(20, 32),
      link: view.getUint32(at + (is64 ? 40 : 24), le),
    });
  }
  return headers;
}
