import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asDiskError } from './disk-error.ts';

const PREFIX = 'download-';
const ABANDONED_AFTER_MS = 24 * 3600_000;

/**
 * A new folder beside the compiled feeds, where there is room for what they are made of; its user removes it. What a
 * process that was killed left behind is removed.
 */
export function makeDownloadFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder).filter((entry) => entry.startsWith(PREFIX))) {
      const path = join(folder, name);
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > ABANDONED_AFTER_MS) rmSync(path, { recursive: true, force: true });
    }
    return mkdtempSync(join(folder, PREFIX));
  } catch (error) {
    throw asDiskError(folder, error);
  }
}
