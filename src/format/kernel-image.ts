import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { bufferOf, textUntilNul, viewOf } from './byte-fields.ts';
import { decompress } from './decompress.ts';
import type { RandomAccess } from './random-access.ts';

/** What a kernel image says of itself. */
export interface KernelImage {
  /** As `uname -r` prints it: `6.1.0-13-amd64`. */
  readonly release: string;
  /** `x86` for the x86 boot format, which does not tell 32 from 64 bits; undefined when the form does not say. */
  readonly architecture?: string;
}

const SETUP_MAGIC = 'HdrS';
const ARM64_MAGIC = 'ARMd';
const BANNER = 'Linux version ';
const LONGEST_RELEASE = 128;
const CHUNK = 4 * 1024 * 1024;

/**
 * The release of a Linux kernel: from the setup header of an x86 boot image (Documentation/arch/x86/boot.rst), else from
 * the banner in a plain or compressed kernel. Undefined when the file is no kernel.
 * @throws FormatError when a compressed one is damaged.
 */
export async function readKernelImage(source: RandomAccess): Promise<KernelImage | undefined> {
  const start = source.readAt(0, 0x212).slice();
  if (asciiAt(start, 0x202) === SETUP_MAGIC) {
    const pointer = viewOf(start).getUint16(0x20e, true);
    const release = pointer === 0 ? undefined : releaseOf(textUntilNul(source.readAt(pointer + 0x200, 512), 0));
    return release === undefined ? undefined : { release, architecture: 'x86' };
  }
  const release = isCompressed(start) ? await findInCompressed(source) : findBanner(source);
  if (release === undefined) return undefined;
  return asciiAt(start, 0x38) === ARM64_MAGIC ? { release, architecture: 'arm64' } : { release };
}

function asciiAt(bytes: Uint8Array, at: number): string {
  return bufferOf(bytes).toString('latin1', at, at + 4);
}

function isCompressed(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function findInCompressed(source: RandomAccess): Promise<string | undefined> {
  if (source.size > limits.kernelImage) throw new FormatError(`a compressed kernel of ${source.size} bytes`);
  const kernel = bufferOf(await decompress(source.readAt(0, source.size), limits.kernelImage));
  return bannerIn(kernel);
}

function findBanner(source: RandomAccess): string | undefined {
  const end = Math.min(source.size, limits.kernelImage);
  for (let at = 0; at < end; at += CHUNK) {
    // Neighbours overlap, so that a banner on the border is seen.
    const release = bannerIn(bufferOf(source.readAt(at, CHUNK + BANNER.length + LONGEST_RELEASE)));
    if (release !== undefined) return release;
  }
  return undefined;
}

function bannerIn(bytes: Buffer): string | undefined {
  for (let at = bytes.indexOf(BANNER); at >= 0; at = bytes.indexOf(BANNER, at + 1)) {
    const start = at + BANNER.length;
    const release = releaseOf(bytes.toString('latin1', start, start + LONGEST_RELEASE));
    if (release !== undefined) return release;
  }
  return undefined;
}

function releaseOf(text: string): string | undefined {
  return /^\d{1,3}\.\d{1,4}[\w.+~-]{0,120}/.exec(text)?.[0];
}
