/** What to put into an ELF file made for a test. All of it is loaded at `base`, in one writable segment. */
export interface ElfPlan {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  /** e_type; 3, a library, when left out. */
  readonly type?: number;
  readonly machine?: number;
  /** Their contents, in order; `segment` adds a program header of that type. */
  readonly parts: readonly {
    readonly name: string;
    readonly type: number;
    readonly segment?: number;
    readonly bytes: Uint8Array;
  }[];
  readonly withoutSections?: boolean;
}

const LOAD = 1;
const READ_WRITE = 6;
const STRINGS = 3;

/** Address of the file's first byte. */
export const ELF_BASE = 0x400000;

/** An ELF file with these parts, and where each of them lies in it. */
export function buildElf(plan: ElfPlan): { file: Buffer; offsets: ReadonlyMap<string, number> } {
  const { bits, parts } = plan;
  const [headerSize, segmentSize, sectionSize] = bits === 64 ? [64, 56, 64] : [52, 32, 40];
  const names = Buffer.from(`\0${[...parts.map(({ name }) => name), '.shstrtab'].join('\0')}\0`);
  const segmentCount = 1 + parts.filter(({ segment }) => segment !== undefined).length;
  const all = plan.withoutSections ? parts : [...parts, { name: '.shstrtab', type: STRINGS, bytes: names }];
  const offsets = new Map<string, number>();
  let at = headerSize + segmentCount * segmentSize;
  for (const { name, bytes } of all) {
    at = Math.ceil(at / 16) * 16;
    offsets.set(name, at);
    at += bytes.length;
  }
  const end = Math.ceil(at / 16) * 16;
  const file = Buffer.alloc(end + (plan.withoutSections ? 0 : (all.length + 1) * sectionSize));
  const out = writer(file, plan);
  const offset = (name: string) => offsets.get(name) ?? 0;
  for (const { name, bytes } of all) file.set(bytes, offset(name));
  file.set([0x7f, 0x45, 0x4c, 0x46, bits / 32, plan.littleEndian ? 1 : 2, 1]);
  out
    .at(16)
    .half(plan.type ?? 3)
    .half(plan.machine ?? 62)
    .word(1)
    .wide(0)
    .wide(headerSize);
  out
    .wide(plan.withoutSections ? 0 : end)
    .word(0)
    .half(headerSize)
    .half(segmentSize)
    .half(segmentCount);
  if (!plan.withoutSections)
    out
      .half(sectionSize)
      .half(all.length + 1)
      .half(all.length);
  out.at(headerSize);
  const segment = (type: number, start: number, size: number) => {
    out.word(type);
    if (bits === 64) out.word(READ_WRITE);
    out
      .wide(start)
      .wide(ELF_BASE + start)
      .wide(0)
      .wide(size)
      .wide(size);
    if (bits === 32) out.word(READ_WRITE);
    out.wide(16);
  };
  segment(LOAD, 0, end);
  for (const part of parts) if (part.segment !== undefined) segment(part.segment, offset(part.name), part.bytes.length);
  if (plan.withoutSections) return { file, offsets };
  out.at(end + sectionSize);
  for (const { name, type, bytes } of all) {
    out
      .word(names.indexOf(`\0${name}\0`) + 1)
      .word(type)
      .wide(0)
      .wide(ELF_BASE + offset(name));
    out.wide(offset(name)).wide(bytes.length).word(0).word(0).wide(16).wide(0);
  }
  return { file, offsets };
}

/** Numbers one after another, in the file's byte order; `wide` ones have as many bits as addresses. */
export function elfNumbers(plan: Pick<ElfPlan, 'bits' | 'littleEndian'>, numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc((numbers.length * plan.bits) / 8);
  const out = writer(bytes, plan);
  for (const number of numbers) out.wide(number);
  return bytes;
}

/** One entry of a note segment. */
export function elfNote(littleEndian: boolean, note: { owner: string; type: number; content: Uint8Array }): Buffer {
  const owner = Buffer.from(`${note.owner}\0`);
  const content = Buffer.alloc(Math.ceil(note.content.length / 4) * 4);
  content.set(note.content);
  const ownerPart = Buffer.alloc(Math.ceil(owner.length / 4) * 4);
  ownerPart.set(owner);
  const header = Buffer.alloc(12);
  writer(header, { bits: 32, littleEndian }).word(owner.length).word(note.content.length).word(note.type);
  return Buffer.concat([header, ownerPart, content]);
}

interface Writer {
  at(offset: number): Writer;
  half(value: number): Writer;
  word(value: number): Writer;
  wide(value: number): Writer;
}

function writer(bytes: Uint8Array, { bits, littleEndian: le }: Pick<ElfPlan, 'bits' | 'littleEndian'>): Writer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  const move = (size: number) => {
    position += size;
    return position - size;
  };
  const out: Writer = {
    at: (offset) => {
      position = offset;
      return out;
    },
    half: (value) => {
      view.setUint16(move(2), value, le);
      return out;
    },
    word: (value) => {
      view.setUint32(move(4), value, le);
      return out;
    },
    wide: (value) => {
      if (bits === 64) view.setBigUint64(move(8), BigInt(value), le);
      else view.setUint32(move(4), value, le);
      return out;
    },
  };
  return out;
}
