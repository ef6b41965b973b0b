import { limits } from '../../base/limits.ts';
import { textUntilNul, viewOf } from '../byte-fields.ts';
import type { RandomAccess } from '../random-access.ts';
import { ELF_SEGMENT, type ElfFile } from './elf.ts';

/** One note: who defined it, what it is, and its bytes (a copy). */
export interface ElfNote {
  readonly owner: string;
  readonly type: number;
  readonly content: Uint8Array;
}

const SECTION_OF_NOTES = 7;
const MOST_NOTES = 64;

/**
 * All notes that segments or sections hold, each once. Damage ends the part that it is in; since tools leave holes in
 * segments when they remove sections, sections are read as well.
 */
export function readElfNotes(source: RandomAccess, elf: ElfFile): ElfNote[] {
  const notes = new Map<number, ElfNote>();
  for (const { type, offset, size } of elf.segments) {
    if (type === ELF_SEGMENT.note) readPart(source, { offset, size, notes, le: elf.littleEndian });
  }
  for (const { type, offset, size } of elf.sections) {
    if (type === SECTION_OF_NOTES && !notes.has(offset))
      readPart(source, { offset, size, notes, le: elf.littleEndian });
  }
  return [...notes.values()];
}

interface Part {
  readonly offset: number;
  readonly size: number;
  readonly le: boolean;
  /** By their place in the file. */
  readonly notes: Map<number, ElfNote>;
}

function readPart(source: RandomAccess, { offset, size, le, notes }: Part): void {
  const bytes = source.readAt(offset, Math.min(size, limits.executableNote));
  const view = viewOf(bytes);
  let at = 0;
  while (at + 12 <= bytes.length && notes.size < MOST_NOTES) {
    const ownerSize = view.getUint32(at, le);
    const contentSize = view.getUint32(at + 4, le);
    const start = at + 12 + aligned(ownerSize);
    if (start + contentSize > bytes.length) return;
    const owner = textUntilNul(bytes.subarray(at + 12, at + 12 + ownerSize), 0);
    const type = view.getUint32(at + 8, le);
    if (!notes.has(offset + at)) {
      notes.set(offset + at, { owner, type, content: bytes.slice(start, start + contentSize) });
    }
    at = start + aligned(contentSize);
  }
}

function aligned(size: number): number {
  return Math.ceil(size / 4) * 4;
}
