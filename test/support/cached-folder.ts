import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const FRESH_MS = 12 * 3_600_000;
const LONGEST_BUILD_MS = 10 * 60_000;

/**
 * A folder that is slow to build, shared by test files and test runs of half a day. Test files run at the same time:
 * one builds, the others wait.
 */
export function cachedFolder(name: string, build: (folder: string) => void): string {
  const parent = join(tmpdir(), `tidewaiter-tests-${userInfo().username}`);
  const folder = join(parent, name);
  const lock = `${folder}.building`;
  mkdirSync(parent, { recursive: true });
  for (;;) {
    if (ageOf(folder) < FRESH_MS) return folder;
    if (ageOf(lock) < LONGEST_BUILD_MS) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      continue;
    }
    rmSync(lock, { recursive: true, force: true });
    if (makeFolder(lock)) break;
  }
  try {
    build(lock);
    rmSync(folder, { recursive: true, force: true });
    renameSync(lock, folder);
    return folder;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function ageOf(path: string): number {
  return existsSync(path) ? Date.now() - statSync(path).ctimeMs : Number.POSITIVE_INFINITY;
}

/** False when another process was faster. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}
