import type { FileKind } from './file.ts';

/** Bytes that `kindOf` looks at. */
export const KIND_SAMPLE = 128;

/** What a file's first bytes say it is. `size` is the whole file's. */
export function kindOf(sample: Uint8Array, size: number): FileKind {
  if (size === 0 || sample.length === 0) return 'empty';
  const a = sample[0] ?? 0;
  if (MARKERS[a] === 0) return isText(sample) ? 'text' : 'binary';
  const b = sample[1] ?? 0;
  const c = sample[2] ?? 0;
  const d = sample[3] ?? 0;
  if (a === 0x7f && b === 0x45 && c === 0x4c && d === 0x46) return 'elf';
  if (a === 0x23 && b === 0x21) return 'script';
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip';
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  if (a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58) return 'xz';
  if (a === 0x4d && b === 0x5a) return 'pe';
  if (isMachO(a, b, c, d, sample[7] ?? 0)) return 'macho';
  return isText(sample) ? 'text' : 'binary';
}

/** The first bytes of what is told apart here: most files end their search at their first one. */
const MARKERS = new Uint8Array(256);
for (const first of [0x7f, 0x23, 0x50, 0x1f, 0x28, 0xfd, 0x4d, 0xfe, 0xce, 0xcf, 0xca]) MARKERS[first] = 1;

function isMachO(a: number, b: number, c: number, d: number, architectures: number): boolean {
  const magic = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  if (magic === 0xfeedface || magic === 0xfeedfacf || magic === 0xcefaedfe || magic === 0xcffaedfe) return true;
  // A Java class shares the fat magic; its next number is a version of at least 43, a fat binary's is its few architectures.
  return magic === 0xcafebabe && architectures < 40;
}

function isText(sample: Uint8Array): boolean {
  const end = Math.min(sample.length, KIND_SAMPLE);
  for (let i = 0; i < end; i++) {
    const byte = sample[i] as number;
    if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) return false;
  }
  return true;
}
