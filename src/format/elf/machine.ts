import type { ElfFile } from './elf.ts';

/** The processor as Go and OCI platforms name it: `amd64`, `arm64`; `elf-<number>` for others. */
export function elfArchitecture({
  machine,
  bits,
  littleEndian,
}: Pick<ElfFile, 'machine' | 'bits' | 'littleEndian'>): string {
  if (machine === 8) return `mips${bits === 64 ? '64' : ''}${littleEndian ? 'le' : ''}`;
  if (machine === 21) return littleEndian ? 'ppc64le' : 'ppc64';
  if (machine === 22) return bits === 64 ? 's390x' : 's390';
  if (machine === 243) return bits === 64 ? 'riscv64' : 'riscv';
  if (machine === 258) return bits === 64 ? 'loong64' : 'loong';
  return NAMES.get(machine) ?? `elf-${machine}`;
}

const NAMES = new Map([
  [2, 'sparc'],
  [3, '386'],
  [4, 'm68k'],
  [15, 'parisc'],
  [18, 'sparc'],
  [20, 'ppc'],
  [40, 'arm'],
  [42, 'sh'],
  [43, 'sparc64'],
  [50, 'ia64'],
  [62, 'amd64'],
  [183, 'arm64'],
  [247, 'bpf'],
  [0x9026, 'alpha'],
]);
