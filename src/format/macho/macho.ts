import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { readAddress, textUntilNul, viewOf } from '../byte-fields.ts';
import { type RandomAccess, readExactly, section } from '../random-access.ts';

/** The headers of a macOS executable or library for one processor. */
export interface MachoFile {
  /** The bytes of this one image; offsets count from its start. */
  readonly source: RandomAccess;
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  readonly cpu: number;
  /** MH_EXECUTE 2, MH_DYLIB 6, MH_BUNDLE 8 … */
  readonly type: number;
  readonly segments: readonly MachoSegment[];
  readonly sections: readonly MachoSection[];
  /** Libraries that it loads, in order. */
  readonly libraries: readonly string[];
  /** Its own name, for libraries. */
  readonly id?: string;
  readonly rpaths: readonly string[];
  /** LC_UUID, hex. */
  readonly uuid?: string;
}

export interface MachoSegment {
  readonly name: string;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  /** Initial protection: 1 read, 2 write, 4 execute. */
  readonly protection: number;
}

export interface MachoSection {
  readonly name: string;
  readonly segment: string;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

const FAT = 0xcafebabe;
const FAT_64 = 0xcafebabf;
const MOST_ARCHITECTURES = 40;

/**
 * Reads the images of a thin or fat Mach-O file, one for each processor.
 * @throws FormatError when the file is damaged.
 */
export function readMacho(source: RandomAccess): MachoFile[] {
  const view = viewOf(readExactly(source, 0, 8));
  const magic = view.getUint32(0);
  if (magic !== FAT && magic !== FAT_64) return [readImage(source)];
  const count = view.getUint32(4);
  if (count > MOST_ARCHITECTURES) throw new FormatError(`${count} processors in one Mach-O file`);
  const size = magic === FAT ? 20 : 32;
  const table = viewOf(readExactly(source, 8, count * size).slice());
  return Array.from({ length: count }, (_, i) => {
    const at = i * size;
    const [offset, length] =
      magic === FAT
        ? [table.getUint32(at + 8), table.getUint32(at + 12)]
        : [readAddress(table, at + 8, false), readAddress(table, at + 16, false)];
    return readImage(section(source, offset, length));
  });
}

/** Where in the image the byte is that is loaded at this address. */
export function machoFileOffset(macho: MachoFile, address: number): number | undefined {
  for (const segment of macho.segments) {
    const inside = address - segment.address;
    if (inside >= 0 && inside < segment.size) return segment.offset + inside;
  }
  return undefined;
}

/** The processor as Go and OCI platforms name it. */
export function machoArchitecture(cpu: number): string {
  return NAMES.get(cpu) ?? `macho-${cpu}`;
}

const NAMES = new Map([
  [7, '386'],
  [12, 'arm'],
  [18, 'ppc'],
  [0x01000007, 'amd64'],
  [0x0100000c, 'arm64'],
  [0x01000012, 'ppc64'],
]);

const MAGICS = new Map<number, { bits: 32 | 64; littleEndian: boolean }>([
  [0xfeedface, { bits: 32, littleEndian: false }],
  [0xfeedfacf, { bits: 64, littleEndian: false }],
  [0xcefaedfe, { bits: 32, littleEndian: true }],
  [0xcffaedfe, { bits: 64, littleEndian: true }],
]);

function readImage(source: RandomAccess): MachoFile {
  const header = viewOf(readExactly(source, 0, 28));
  const form = MAGICS.get(header.getUint32(0));
  if (!form) throw new FormatError('not a Mach-O file');
  const { bits, littleEndian: le } = form;
  const cpu = header.getUint32(4, le);
  const type = header.getUint32(12, le);
  const count = Math.min(header.getUint32(16, le), limits.executableEntries);
  const commandsSize = Math.min(header.getUint32(20, le), limits.executableNote);
  const commands = readExactly(source, bits === 64 ? 32 : 28, commandsSize);
  return { source, bits, littleEndian: le, cpu, type, ...readCommands(commands, { bits, le, count }) };
}

interface Form {
  readonly bits: 32 | 64;
  readonly le: boolean;
}

function readCommands(bytes: Uint8Array, { bits, le, count }: Form & { count: number }) {
  const view = viewOf(bytes);
  const segments: MachoSegment[] = [];
  const sections: MachoSection[] = [];
  const libraries: string[] = [];
  const rpaths: string[] = [];
  const single: { id?: string; uuid?: string } = {};
  let at = 0;
  for (let i = 0; i < count && at + 8 <= bytes.length; i++) {
    const command = view.getUint32(at, le) % 0x8000_0000;
    const size = view.getUint32(at + 4, le);
    if (size < 8 || at + size > bytes.length) throw new FormatError('a Mach-O load command is cut short');
    const body = bytes.subarray(at, at + size);
    if (command === (bits === 64 ? 0x19 : 0x01)) {
      const segment = readSegment(body, { bits, le });
      segments.push(segment);
      sections.push(...readSections(body, { bits, le }));
    } else if (command === 0x1b && size >= 24) single.uuid = Buffer.from(body.subarray(8, 24)).toString('hex');
    else if (LIBRARY_COMMANDS.has(command)) pushText(libraries, body, le);
    else if (command === 0x1c) pushText(rpaths, body, le);
    else if (command === 0x0d) single.id = commandText(body, le);
    at += size;
  }
  return { segments, sections, libraries, rpaths, ...single };
}

/** LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB, LC_REEXPORT_DYLIB, LC_LAZY_LOAD_DYLIB, LC_LOAD_UPWARD_DYLIB. */
const LIBRARY_COMMANDS = new Set([0x0c, 0x18, 0x1f, 0x20, 0x23]);

function pushText(list: string[], body: Uint8Array, le: boolean): void {
  if (list.length < limits.executableNames) list.push(commandText(body, le));
}

/** The text of a command that names something; its place is the first number after the command's header. */
function commandText(body: Uint8Array, le: boolean): string {
  if (body.length < 12) throw new FormatError('a Mach-O load command is cut short');
  const at = viewOf(body).getUint32(8, le);
  return textUntilNul(body, Math.min(at, body.length)).slice(0, limits.executableString);
}

function readSegment(body: Uint8Array, { bits, le }: Form): MachoSegment {
  const view = viewOf(body);
  if (body.length < (bits === 64 ? 72 : 56)) throw new FormatError('a Mach-O segment is cut short');
  const name = textUntilNul(body.subarray(8, 24), 0);
  if (bits === 64) {
    return {
      name,
      address: readAddress(view, 24, le),
      offset: readAddress(view, 40, le),
      size: readAddress(view, 48, le),
      protection: view.getUint32(60, le),
    };
  }
  return {
    name,
    address: view.getUint32(24, le),
    offset: view.getUint32(32, le),
    size: view.getUint32(36, le),
    protection: view.getUint32(44, le),
  };
}

function readSections(body: Uint8Array, { bits, le }: Form): MachoSection[] {
  const view = viewOf(body);
  const size = bits === 64 ? 80 : 68;
  const sections: MachoSection[] = [];
  for (let at = bits === 64 ? 72 : 56; at + size <= body.length; at += size) {
    sections.push({
      name: textUntilNul(body.subarray(at, at + 16), 0),
      segment: textUntilNul(body.subarray(at + 16, at + 32), 0),
      address: bits === 64 ? readAddress(view, at + 32, le) : view.getUint32(at + 32, le),
      size: bits === 64 ? readAddress(view, at + 40, le) : view.getUint32(at + 36, le),
      offset: bits === 64 ? view.getUint32(at + 48, le) : view.getUint32(at + 40, le),
    });
  }
  return sections;
}
