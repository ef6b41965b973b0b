import { limits } from '../../base/limits.ts';
import type { BodyTap } from '../../filesystem/tap.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import type { FileDetector } from '../detector.ts';

const PIECE = 1 << 20;
/** The function that the backdoor puts before the choice of a checksum routine (public since the day it was found). */
const HOOK = Buffer.from('f30f1efa554889f54c89ce5389fb81e7000000804883ec28488954241848894c2410', 'hex');
/** It is part of the library only where the library's own names are. */
const LIBRARY = Buffer.from('lzma_stream_');
const NAME = /(?:^|\/)liblzma[^/]{0,80}$/;

/** Is the library one, and has it the hook? Both must be there. */
export const xzTap: BodyTap = {
  name: 'xz-backdoor',
  version: 1,
  wants: ({ path, kind, size }) => kind === 'elf' && NAME.test(path) && size <= limits.examinedInMemory,
  examine: (body) => (holds(body, HOOK) && holds(body, LIBRARY) ? { hook: true } : undefined),
};

/** The library of xz 5.6.0 and 5.6.1 as it was built from the tampered source (CVE-2024-3094). */
export const xzBackdoor: FileDetector = {
  name: 'xz-backdoor',
  rules: [
    {
      id: 'malware/xz-backdoor',
      title: 'xz backdoor (CVE-2024-3094)',
      meaning:
        'liblzma has the code that was put into xz 5.6.0 and 5.6.1: where sshd loads it, whoever holds a certain key runs commands as root.',
      severity: 'critical',
      falsePositives:
        'Its bytes decide, not the version: rebuilds without it (5.6.1+really5.4.5, 5.6.1-2) are not told, and versions alone are the advisories’ affair.',
      references: ['CVE-2024-3094', 'T1195.002', 'https://www.openwall.com/lists/oss-security/2024/03/29/4'],
    },
  ],
  tap: xzTap,
  *read(_note, { path, layer, reach }) {
    yield {
      rule: 'malware/xz-backdoor',
      weight: 'certain',
      family: 'known-bad',
      subject: path,
      evidence: { path, layer, excerpt: 'the hook of CVE-2024-3094 before _get_cpuid' },
      reach,
      does: 'opens sshd, where that loads it, to whoever holds the key of CVE-2024-3094',
    };
  },
};

function holds(body: RandomAccess, wanted: Buffer): boolean {
  for (let offset = 0; offset < body.size; offset += PIECE) {
    const piece = body.readAt(offset, PIECE + wanted.length);
    if (Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).includes(wanted)) return true;
  }
  return false;
}
