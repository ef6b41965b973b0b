import { bufferOf, viewOf } from '../../format/byte-fields.ts';
import { ELF_SEGMENT, type ElfFile, readElfSegments } from '../../format/elf/elf.ts';
import type { RandomAccess } from '../../format/random-access.ts';

/** How a program was made unreadable until it runs. */
export type Packing =
  | 'upx'
  /** UPX, with the marks removed by which its own tool unpacks it. */
  | 'altered-upx'
  /** Neither sections nor readable bytes, and little besides what unpacks it. */
  | 'unknown';

const HEAD = 1024;
const TAIL = 64;
const STUB = 16 * 1024;
const MOST_SEGMENTS = 4;
const SAMPLE = 4 * 1024;
const SAMPLES = 5;
/** Bits a byte: code has about 6, compressed and encrypted bytes nearly 8. */
const RANDOM = 7.2;
const LEAST_RANDOM_FILE = 16 * 1024;
const MAGIC = 'UPX!';
const STUB_MESSAGE = /PROT_EXEC\|PROT_WRITE failed|\$Info: This file is packed with the UPX|\$Id: UPX \d/;

/** Whether a program is packed: no more than its headers are read of those that have sections. */
export function readPacking(source: RandomAccess): Packing | undefined {
  const elf = readElfSegments(source);
  if (elf.hasSections || (elf.type !== 'executable' && elf.type !== 'shared')) return undefined;
  if (elf.segments.length === 0 || elf.segments.length > MOST_SEGMENTS + 4) return undefined;
  const head = bufferOf(source.readAt(0, HEAD)).toString('latin1');
  const tail = bufferOf(source.readAt(Math.max(0, source.size - TAIL), TAIL)).toString('latin1');
  const isUpx = hasUpxHeader(source, elf);
  const hasStub = STUB_MESSAGE.test(head) || STUB_MESSAGE.test(readTail(source));
  if (isUpx || hasStub) return head.includes(MAGIC) && tail.includes(MAGIC) ? 'upx' : 'altered-upx';
  if (head.includes(MAGIC) && tail.includes(MAGIC)) return 'upx';
  const loads = elf.segments.filter(({ type }) => type === ELF_SEGMENT.load).length;
  return loads <= 3 && isRandom(source) ? 'unknown' : undefined;
}

function readTail(source: RandomAccess): string {
  return bufferOf(source.readAt(Math.max(0, source.size - STUB), STUB)).toString('latin1');
}

/** Formats of ELF programs that UPX has, by its own numbers. */
const UPX_FORMATS = [10, 11, 12, 20, 22, 23, 24, 30, 32, 34, 35, 39, 40, 42, 43];

/**
 * l_info and p_info follow the program headers: checksum, magic, size of the loader, version, format; program id, size of the
 * unpacked file, size of a block. The magic is what is altered; the rest is needed to run.
 */
function hasUpxHeader(source: RandomAccess, elf: ElfFile): boolean {
  const { bits, littleEndian: le, segments } = elf;
  const at = bits === 64 ? 64 + segments.length * 56 : 52 + segments.length * 32;
  const bytes = source.readAt(at, 24);
  if (bytes.length < 24) return false;
  const view = viewOf(bytes);
  const [loader, version, format] = [view.getUint16(8, le), bytes[10] ?? 0, bytes[11] ?? 0];
  const [program, size, block] = [view.getUint32(12, le), view.getUint32(16, le), view.getUint32(20, le)];
  if (loader === 0 || version < 10 || version > 15 || !UPX_FORMATS.includes(format)) return false;
  return program === 0 && size > source.size && size < source.size * 40 && block > 0 && block <= size;
}

function isRandom(source: RandomAccess): boolean {
  if (source.size < LEAST_RANDOM_FILE) return false;
  const step = Math.floor((source.size - SAMPLE) / (SAMPLES + 1));
  let random = 0;
  for (let index = 1; index <= SAMPLES; index++) if (entropy(source.readAt(index * step, SAMPLE)) > RANDOM) random++;
  return random >= SAMPLES - 1;
}

/** Bits a byte. */
function entropy(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let sum = 0;
  for (const count of counts) if (count > 0) sum -= (count / bytes.length) * Math.log2(count / bytes.length);
  return sum;
}
