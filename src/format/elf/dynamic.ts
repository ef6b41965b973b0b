import { limits } from '../../base/limits.ts';
import { readAddress, textUntilNul, viewOf } from '../byte-fields.ts';
import type { RandomAccess } from '../random-access.ts';
import { ELF_SEGMENT, type ElfFile, elfFileOffset } from './elf.ts';

/** What the dynamic linker is told, as the program headers (not the sections) lead to it. */
export interface ElfDynamic {
  /** DT_NEEDED: libraries to load, in order. */
  readonly needed: readonly string[];
  readonly soname?: string;
  /** DT_RPATH as written, with `:` and `$ORIGIN`. */
  readonly rpath?: string;
  readonly runpath?: string;
  /** DF_1_PIE: a program, although its type is that of a library. */
  readonly isProgram: boolean;
  /** Addresses and sizes of the tables, by tag. */
  readonly tables: ReadonlyMap<number, number>;
}

export const ELF_DYNAMIC = { hash: 4, strings: 5, symbols: 6, gnuHash: 0x6ffffef5 } as const;
const NEEDED = 1;
const SONAME = 14;
const RPATH = 15;
const RUNPATH = 29;
const FLAGS_1 = 0x6ffffffb;
const FLAG_1_PIE = 0x08000000;

/** The dynamic section; undefined when the file has none. Names that lie outside of the file are left out. */
export function readElfDynamic(source: RandomAccess, elf: ElfFile): ElfDynamic | undefined {
  const segment = elf.segments.find(({ type }) => type === ELF_SEGMENT.dynamic);
  if (!segment) return undefined;
  const { needed, tables } = readEntries(source.readAt(segment.offset, tableSize(segment.size, elf.bits)), elf);
  const stringsAt = elfFileOffset(elf, tables.get(ELF_DYNAMIC.strings) ?? -1);
  const text = (at: number | undefined): string | undefined =>
    stringsAt === undefined || at === undefined ? undefined : elfText(source, stringsAt + at);
  const soname = text(tables.get(SONAME));
  const rpath = text(tables.get(RPATH));
  const runpath = text(tables.get(RUNPATH));
  return {
    needed: needed.slice(0, limits.executableNames).flatMap((at) => text(at) ?? []),
    ...(soname !== undefined ? { soname } : {}),
    ...(rpath !== undefined ? { rpath } : {}),
    ...(runpath !== undefined ? { runpath } : {}),
    isProgram: ((tables.get(FLAGS_1) ?? 0) & FLAG_1_PIE) !== 0,
    tables,
  };
}

/** A NUL-terminated text at a place in the file; undefined when it has no end within bounds. */
export function elfText(source: RandomAccess, offset: number): string | undefined {
  for (const length of [256, limits.executableString]) {
    const bytes = source.readAt(offset, length);
    if (bytes.includes(0)) return textUntilNul(bytes, 0);
  }
  return undefined;
}

function tableSize(size: number, bits: 32 | 64): number {
  return Math.min(size, limits.executableEntries * (bits / 4));
}

function readEntries(
  bytes: Uint8Array,
  { bits, littleEndian: le }: ElfFile,
): { needed: number[]; tables: Map<number, number> } {
  const view = viewOf(bytes);
  const needed: number[] = [];
  const tables = new Map<number, number>();
  const size = bits / 4;
  for (let at = 0; at + size <= bytes.length; at += size) {
    const tag = bits === 64 ? readAddress(view, at, le) : view.getUint32(at, le);
    const value = bits === 64 ? readAddress(view, at + 8, le) : view.getUint32(at + 4, le);
    if (tag === 0) break;
    if (tag === NEEDED) needed.push(value);
    else if (!tables.has(tag)) tables.set(tag, value);
  }
  return { needed, tables };
}
