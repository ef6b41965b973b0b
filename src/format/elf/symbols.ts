import { limits } from '../../base/limits.ts';
import { readAddress, viewOf } from '../byte-fields.ts';
import type { RandomAccess } from '../random-access.ts';
import { ELF_DYNAMIC, type ElfDynamic, elfText } from './dynamic.ts';
import { type ElfFile, elfFileOffset } from './elf.ts';

/**
 * The address of an exported symbol, found through the GNU hash table as the dynamic linker finds it:
 * for a symbol that is not there this costs two small reads.
 */
export function elfExportedAddress(
  source: RandomAccess,
  { elf, dynamic, name }: { elf: ElfFile; dynamic: ElfDynamic; name: string },
): number | undefined {
  const tableAt = elfFileOffset(elf, dynamic.tables.get(ELF_DYNAMIC.gnuHash) ?? -1);
  const symbolsAt = elfFileOffset(elf, dynamic.tables.get(ELF_DYNAMIC.symbols) ?? -1);
  const stringsAt = elfFileOffset(elf, dynamic.tables.get(ELF_DYNAMIC.strings) ?? -1);
  if (tableAt === undefined || symbolsAt === undefined || stringsAt === undefined) return undefined;
  const word = (at: number): number | undefined => {
    const bytes = source.readAt(at, 4);
    return bytes.length === 4 ? viewOf(bytes).getUint32(0, elf.littleEndian) : undefined;
  };
  const header = source.readAt(tableAt, 16);
  if (header.length < 16) return undefined;
  const view = viewOf(header);
  const buckets = view.getUint32(0, elf.littleEndian);
  const firstSymbol = view.getUint32(4, elf.littleEndian);
  const bloomWords = view.getUint32(8, elf.littleEndian);
  const bloomShift = view.getUint32(12, elf.littleEndian) % 32;
  if (buckets === 0 || bloomWords === 0) return undefined;
  const hash = gnuHash(name);
  const bloomAt = tableAt + 16 + (Math.floor(hash / elf.bits) % bloomWords) * (elf.bits / 8);
  const bit = (position: number) => {
    const inWord = position % elf.bits;
    const half = elf.bits === 64 && inWord >= 32 === elf.littleEndian ? 4 : 0;
    return ((word(bloomAt + half) ?? 0) >>> (inWord % 32)) & 1;
  };
  if (!bit(hash) || !bit(hash >>> bloomShift)) return undefined;
  const bucketsAt = tableAt + 16 + bloomWords * (elf.bits / 8);
  const chainsAt = bucketsAt + buckets * 4;
  const start = word(bucketsAt + (hash % buckets) * 4) ?? 0;
  if (start < firstSymbol) return undefined;
  for (let symbol = start; symbol < start + limits.executableNames; symbol++) {
    const chained = word(chainsAt + (symbol - firstSymbol) * 4);
    if (chained === undefined) return undefined;
    if ((chained | 1) >>> 0 === (hash | 1) >>> 0) {
      const found = readSymbol(source, { elf, symbolsAt, symbol });
      if (found && elfText(source, stringsAt + found.nameAt) === name) return found.address;
    }
    if (chained & 1) return undefined;
  }
  return undefined;
}

function readSymbol(
  source: RandomAccess,
  { elf, symbolsAt, symbol }: { elf: ElfFile; symbolsAt: number; symbol: number },
): { nameAt: number; address: number } | undefined {
  const size = elf.bits === 64 ? 24 : 16;
  const bytes = source.readAt(symbolsAt + symbol * size, size);
  if (bytes.length < size) return undefined;
  const view = viewOf(bytes);
  const address = elf.bits === 64 ? readAddress(view, 8, elf.littleEndian) : view.getUint32(4, elf.littleEndian);
  return { nameAt: view.getUint32(0, elf.littleEndian), address };
}

function gnuHash(name: string): number {
  let hash = 5381;
  for (const byte of Buffer.from(name)) hash = (Math.imul(hash, 33) + byte) >>> 0;
  return hash;
}
