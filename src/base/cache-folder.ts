import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** Where results are kept between runs: TIDEWAITER_CACHE_DIR, else the platform's own place for caches. */
export function defaultCacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  if (environment.TIDEWAITER_CACHE_DIR) return environment.TIDEWAITER_CACHE_DIR;
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'tidewaiter');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Caches', 'tidewaiter');
  if (platform() === 'win32' && environment.LOCALAPPDATA) return join(environment.LOCALAPPDATA, 'tidewaiter', 'cache');
  return join(homedir(), '.cache', 'tidewaiter');
}

/** Files of our own under names of our own; several processes may use one folder at a time. */
export interface CacheFolder {
  /** The path of a cached file, marked as used just now; undefined when it is not there. */
  find(name: string): string | undefined;
  /** Another name for a file, ours until `discardTemporary`: other processes may remove it from the cache meanwhile. Undefined when it is gone. */
  hold(file: string): string | undefined;
  /** A path to write to before `commit`. */
  temporary(name: string): string;
  /** Moves finished temporary files to their names in one step each, in this order, then makes room: not by what this run uses. */
  commit(files: readonly { readonly from: string; readonly name: string }[]): void;
  /** Removes temporary files that were never committed, and the names that were held. */
  discardTemporary(): void;
  usage(): CacheUsage;
  /** Removes what is cached; not what running processes are writing. */
  clear(): void;
}

export interface CacheUsage {
  readonly path: string;
  readonly files: number;
  readonly sizeBytes: number;
}

const ABANDONED_AFTER_MS = 24 * 3600 * 1000;

/** @throws Error (with a system code) when the folder cannot be made or written. */
export function openCacheFolder(path: string, options: { largestBytes: number }): CacheFolder {
  const temporaryFolder = join(path, 'tmp');
  mkdirSync(temporaryFolder, { recursive: true, mode: 0o700 });
  accessSync(path, constants.W_OK);
  accessSync(temporaryFolder, constants.W_OK);
  // Process numbers repeat from container to container, and they may share a cache.
  const run = `${process.pid}-${randomBytes(8).toString('hex')}`;
  let serial = 0;
  const used = new Set<string>();
  const temporaries = new Set<string>();

  return {
    find(name) {
      const file = join(path, name);
      if (!existsSync(file)) return undefined;
      touch(file);
      used.add(file);
      return file;
    },
    hold(file) {
      const held = temporary('held');
      try {
        linkSync(file, held);
        return held;
      } catch {
        temporaries.delete(held);
        return existsSync(file) ? file : undefined; // a disk without hard links
      }
    },
    temporary,
    commit(files) {
      for (const { from, name } of files) {
        renameSync(from, join(path, name));
        temporaries.delete(from);
        used.add(join(path, name));
      }
      makeRoom(path, { temporaryFolder, largestBytes: options.largestBytes, used });
    },
    discardTemporary() {
      for (const file of temporaries) remove(file);
      temporaries.clear();
    },
    usage() {
      const files = list(path);
      return { path, files: files.length, sizeBytes: files.reduce((sum, { size }) => sum + size, 0) };
    },
    clear() {
      for (const { file } of list(path)) remove(file);
      removeAbandoned(temporaryFolder);
    },
  };

  function temporary(name: string): string {
    const file = join(temporaryFolder, `${run}-${serial++}-${name}`);
    temporaries.add(file);
    return file;
  }
}

/** Oldest use first. */
function makeRoom(
  path: string,
  { temporaryFolder, largestBytes, used }: { temporaryFolder: string; largestBytes: number; used: ReadonlySet<string> },
): void {
  const files = list(path).sort((a, b) => a.usedMs - b.usedMs);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of files) {
    if (total <= largestBytes) break;
    if (used.has(file)) continue;
    remove(file);
    total -= size;
  }
  removeAbandoned(temporaryFolder);
}

function removeAbandoned(temporaryFolder: string): void {
  const now = Date.now();
  for (const { file, usedMs } of list(temporaryFolder)) if (now - usedMs > ABANDONED_AFTER_MS) remove(file);
}

function list(folder: string): { file: string; size: number; usedMs: number }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(folder, entry.name);
      try {
        const stat = statSync(file);
        return [{ file, size: stat.size, usedMs: stat.mtimeMs }];
      } catch {
        return []; // another process was faster
      }
    });
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // A cache on a read-only disk still answers.
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    rmSync(file, { force: true });
  }
}
