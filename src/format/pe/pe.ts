import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { readAddress, textUntilNul, viewOf } from '../byte-fields.ts';
import { type RandomAccess, readExactly } from '../random-access.ts';

/** The headers of a Windows executable or library. */
export interface PeFile {
  /** Machine of the COFF header. */
  readonly machine: number;
  readonly isLibrary: boolean;
  readonly sections: readonly PeSection[];
  /** Where images of 64 bits or 32 are loaded. */
  readonly imageBase: number;
  readonly bits: 32 | 64;
  /** Data directories by index: relative address and size. */
  readonly directories: readonly PeDirectory[];
}

export interface PeSection {
  readonly name: string;
  /** Relative to the image base. */
  readonly address: number;
  readonly memorySize: number;
  readonly offset: number;
  /** Bytes in the file. */
  readonly size: number;
  readonly characteristics: number;
}

export interface PeDirectory {
  readonly address: number;
  readonly size: number;
}

export const PE_DIRECTORY = { resources: 2, dotnet: 14 } as const;
const SIGNATURE = 0x50450000;
const LIBRARY = 0x2000;

/**
 * Reads DOS, COFF, optional and section headers. Undefined for plain DOS programs, and for anything else that starts with `MZ`.
 * @throws FormatError when the headers are damaged.
 */
export function readPe(source: RandomAccess): PeFile | undefined {
  const dos = source.readAt(0, 64);
  if (dos.length < 64 || dos[0] !== 0x4d || dos[1] !== 0x5a) return undefined;
  const start = viewOf(dos).getUint32(60, true);
  const signature = source.readAt(start, 4);
  if (signature.length < 4 || viewOf(signature).getUint32(0) !== SIGNATURE) return undefined;
  const coff = viewOf(readExactly(source, start, 24));
  const machine = coff.getUint16(4, true);
  const sectionCount = coff.getUint16(6, true);
  const optionalSize = coff.getUint16(20, true);
  const isLibrary = (coff.getUint16(22, true) & LIBRARY) !== 0;
  const optional = readOptionalHeader(viewOf(readExactly(source, start + 24, optionalSize)));
  const table = readExactly(source, start + 24 + optionalSize, sectionCount * 40);
  return { machine, isLibrary, ...optional, sections: readSections(table) };
}

/** Where in the file the byte is that is loaded at this address, relative to the image base. */
export function peFileOffset(pe: PeFile, address: number): number | undefined {
  for (const section of pe.sections) {
    const inside = address - section.address;
    if (inside >= 0 && inside < section.size) return section.offset + inside;
  }
  return undefined;
}

/** The processor as Go and OCI platforms name it. */
export function peArchitecture(machine: number): string {
  return NAMES.get(machine) ?? `pe-${machine}`;
}

const NAMES = new Map([
  [0x14c, '386'],
  [0x1c0, 'arm'],
  [0x1c4, 'arm'],
  [0x8664, 'amd64'],
  [0xaa64, 'arm64'],
  [0x5064, 'riscv64'],
  [0x6264, 'loong64'],
]);

function readOptionalHeader(view: DataView): Pick<PeFile, 'bits' | 'imageBase' | 'directories'> {
  if (view.byteLength < 2) throw new FormatError('a PE file without an optional header');
  const magic = view.getUint16(0, true);
  if (magic !== 0x10b && magic !== 0x20b) throw new FormatError(`unknown PE optional header ${magic}`);
  const bits = magic === 0x20b ? 64 : 32;
  const directoriesAt = bits === 64 ? 112 : 96;
  if (view.byteLength < directoriesAt) throw new FormatError('PE optional header is cut short');
  const claimed = view.getUint32(directoriesAt - 4, true);
  const directories: PeDirectory[] = [];
  for (let at = directoriesAt; at + 8 <= view.byteLength && directories.length < Math.min(claimed, 16); at += 8) {
    directories.push({ address: view.getUint32(at, true), size: view.getUint32(at + 4, true) });
  }
  const imageBase = bits === 64 ? readAddress(view, 24, true) : view.getUint32(28, true);
  return { bits, imageBase, directories };
}

function readSections(table: Uint8Array): PeSection[] {
  const view = viewOf(table);
  const sections: PeSection[] = [];
  for (let at = 0; at + 40 <= table.length && sections.length < limits.executableSections; at += 40) {
    sections.push({
      name: textUntilNul(table.subarray(at, at + 8), 0),
      memorySize: view.getUint32(at + 8, true),
      address: view.getUint32(at + 12, true),
      size: view.getUint32(at + 16, true),
      offset: view.getUint32(at + 20, true),
      characteristics: view.getUint32(at + 36, true),
    });
  }
  return sections;
}
