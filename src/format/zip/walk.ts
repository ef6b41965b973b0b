import { crc32 } from 'node:zlib';
import { FormatError } from '../../base/errors.ts';
import type { RandomAccess } from '../random-access.ts';
import { readMember } from './archive.ts';
import { archiveBudget } from './budget.ts';
import { directoryEntries } from './directory.ts';

/** One member of an archive that is walked. */
export interface WalkedMember {
  /** `/`-separated as stored; ends in `/` for a directory. */
  readonly name: string;
  /** Its bytes, checked. @throws FormatError where it is damaged or over a limit; the walk can go on. */
  read(): Uint8Array;
}

export interface WalkLimits {
  readonly entries: number;
  /** Bytes of one member. */
  readonly member: number;
  /** Bytes of all members that are read. */
  readonly content: number;
}

/**
 * The members of an archive of any number of them, in the directory's order; memory does not grow with the number.
 * @throws FormatError when it is no zip archive, or its directory is damaged or over a limit.
 */
export function* walkZip(source: RandomAccess, limits: WalkLimits): Generator<WalkedMember> {
  const budget = { ...archiveBudget(), content: limits.content };
  for (const entry of directoryEntries(source, limits.entries)) {
    yield {
      name: entry.name,
      read() {
        const bytes = readMember(source, entry, { most: limits.member, budget });
        if (crc32(bytes) !== entry.checksum) throw new FormatError('a member of the zip archive has a wrong checksum');
        return bytes;
      },
    };
  }
}
