import { buildElf, ELF_BASE } from './build-elf.ts';

const DYNAMIC = 2;
const DYNAMIC_SECTION = 6;
const STRING_SECTION = 3;
const TAGS = { end: 0, needed: 1, strings: 5, runpath: 29 } as const;

/** An inert ELF file: a program that needs nothing, or what loads these libraries. */
export function dynamicElf({ needed, runpath }: { needed?: readonly string[]; runpath?: string } = {}): Buffer {
  if (!needed) return buildElf({ bits: 64, littleEndian: true, type: 2, parts: [] }).file;
  const names = ['', ...needed, runpath ?? ''];
  const at = (index: number): number => names.slice(0, index).reduce((sum, name) => sum + name.length + 1, 0);
  const plan = (strings: number) => {
    const entries = [
      ...needed.map((_, index) => [TAGS.needed, at(index + 1)]),
      ...(runpath === undefined ? [] : [[TAGS.runpath, at(names.length - 1)]]),
      [TAGS.strings, strings],
      [TAGS.end, 0],
    ];
    const table = Buffer.alloc(entries.length * 16);
    for (const [index, [tag = 0, value = 0]] of entries.entries()) {
      table.writeBigUInt64LE(BigInt(tag), index * 16);
      table.writeBigUInt64LE(BigInt(value), index * 16 + 8);
    }
    return buildElf({
      bits: 64,
      littleEndian: true,
      parts: [
        { name: '.dynamic', type: DYNAMIC_SECTION, segment: DYNAMIC, bytes: table },
        { name: '.dynstr', type: STRING_SECTION, bytes: Buffer.from(`${names.join('\0')}\0`) },
      ],
    });
  };
  const { offsets } = plan(0);
  return plan(ELF_BASE + (offsets.get('.dynstr') ?? 0)).file;
}
