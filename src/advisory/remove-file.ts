import { unlinkSync } from 'node:fs';
import { systemCode } from './disk-error.ts';

/** Removes a file that may be gone already. Not by `rmSync`: on Node 24 its errors do not say what the system said. */
export function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}
