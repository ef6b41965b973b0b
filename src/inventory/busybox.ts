import { limits } from '../base/limits.ts';
import type { RandomAccess } from '../format/random-access.ts';

const MARK = 'BusyBox v';
const CHUNK = 256 * 1024;
/** Mark and version together, so that neither is cut by a chunk's end. */
const OVERLAP = 64;

/** The version that a BusyBox program prints in its banner. */
export function busyBoxVersion(program: RandomAccess): string | undefined {
  const end = Math.min(program.size, limits.examinedInMemory);
  for (let offset = 0; offset < end; offset += CHUNK) {
    const chunk = Buffer.from(program.readAt(offset, CHUNK + OVERLAP));
    for (let at = chunk.indexOf(MARK); at >= 0; at = chunk.indexOf(MARK, at + 1)) {
      const version = /^\d+\.\d+(?:\.\d+)?/.exec(chunk.toString('latin1', at + MARK.length, at + OVERLAP))?.[0];
      if (version) return version;
    }
  }
  return undefined;
}
