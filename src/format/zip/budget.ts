import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';

/** What reading one archive, with all that is nested in it, may still cost. Shared by the nested ones; reading lowers it. */
export interface ArchiveBudget {
  /** Bytes, uncompressed. */
  content: number;
  entries: number;
  /** Bytes of members that are parsed. */
  descriptors: number;
}

export function archiveBudget(): ArchiveBudget {
  return {
    content: limits.archiveContent,
    entries: limits.nestedArchiveEntries,
    descriptors: limits.descriptorContent,
  };
}

/** @throws FormatError when the budget does not allow it. */
export function spend(budget: ArchiveBudget, kind: keyof ArchiveBudget, amount: number): void {
  if (amount > budget[kind]) throw new FormatError(`archive holds more ${kind} than is read from one file`);
  budget[kind] -= amount;
}
