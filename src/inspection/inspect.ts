import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CacheFolder, defaultCacheFolder, openCacheFolder } from '../base/cache-folder.ts';
import { messageOf, UnavailableError } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import { createLayerStore } from '../filesystem/layer-store.ts';
import type { Verify } from '../filesystem/pass-plan.ts';
import { readFileSystem } from '../filesystem/read-file-system.ts';
import { createThreadPool } from '../filesystem/thread-pool.ts';
import { detectModified } from '../finding/detect-integrity.ts';
import { loadImage } from '../image/load-image.ts';
import type { RegistryOptions } from '../image/source.ts';
import { takeInventory } from '../inventory/inventory.ts';
import { judge } from '../verdict/judge.ts';
import type { Inspection } from './inspection.ts';
import { passPlan, toolbox } from './toolbox.ts';

/** How to inspect; everything has a default. */
export interface InspectOptions {
  /** `os/architecture[/variant]`; the host's, with linux, when absent. */
  readonly platform?: string;
  /** Which reference an archive or folder stands for. */
  readonly reference?: string;
  readonly registry?: RegistryOptions;
  /** Hash the files that can run or steer what runs, or all of them. */
  readonly verify?: Verify;
  /** Folder of cached results, the user's own by default; false keeps nothing between runs. */
  readonly cache?: string | boolean;
  readonly largestCacheBytes?: number;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Progress {
  readonly stage: 'loading' | 'reading layers' | 'taking inventory';
  /** Stored layer bytes read so far, and in all. */
  readonly doneBytes: number;
  readonly totalBytes: number;
}

const PROGRESS_EVERY_MS = 100;
const LARGEST_CACHE = 4 * 2 ** 30;

/**
 * Looks into one image: what it is, what is in it, whose its files are.
 * @throws UsageError, UnavailableError, IntegrityError; what cannot be inspected inside a sound image is a Problem instead.
 */
export async function inspect(input: string, options: InspectOptions = {}): Promise<Inspection> {
  const environment = options.environment ?? process.env;
  const signal = options.signal ?? new AbortController().signal;
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'tidewaiter-'));
  const { folder, problems: cacheProblems } = openCache(options, environment, temporaryFolder);
  const pool = createThreadPool(
    new URL('./pass-thread.js', import.meta.url),
    options.threads ?? availableParallelism(),
  );
  const abort = (): void => pool.close();
  signal.addEventListener('abort', abort);
  let ticker: NodeJS.Timeout | undefined;
  try {
    options.onProgress?.({ stage: 'loading', doneBytes: 0, totalBytes: 0 });
    const image = await loadImage(input, {
      ...(options.platform === undefined ? {} : { platform: options.platform }),
      ...(options.reference === undefined ? {} : { reference: options.reference }),
      signal,
      registry: options.registry ?? {},
      temporaryFolder,
      environment,
    });
    const totalBytes = image.layers.reduce((sum, { size }) => sum + Math.max(0, size), 0);
    const tell = (stage: Progress['stage']) =>
      options.onProgress?.({ stage, totalBytes, doneBytes: Math.min(totalBytes, pool.progressBytes()) });
    if (options.onProgress) ticker = setInterval(tell, PROGRESS_EVERY_MS, 'reading layers').unref();
    const files = await readFileSystem(image, {
      plan: passPlan(options.verify ?? 'needed'),
      pool,
      store: createLayerStore(folder),
      cached: options.cache !== false,
      signal,
    });
    clearInterval(ticker);
    tell('taking inventory');
    try {
      const taken = await takeInventory(files.tree, toolbox.catalogers);
      const findings = detectModified(taken.inventory.account);
      const problems = [...image.problems, ...cacheProblems, ...files.problems, ...taken.problems];
      return { image, inventory: taken.inventory, findings, problems, verdict: judge(findings, problems) };
    } finally {
      files.close();
    }
  } catch (error) {
    if (signal.aborted) throw abortReason(signal);
    throw error;
  } finally {
    clearInterval(ticker);
    signal.removeEventListener('abort', abort);
    pool.close();
    folder.discardTemporary();
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

function abortReason(signal: AbortSignal): Error {
  if (signal.reason instanceof UnavailableError) return signal.reason;
  return new UnavailableError('interrupted', 'the inspection was interrupted', { cause: signal.reason });
}

/** The cache, or a temporary stand-in where it cannot be written. */
function openCache(
  options: InspectOptions,
  environment: Readonly<Record<string, string | undefined>>,
  temporaryFolder: string,
): { folder: CacheFolder; problems: Problem[] } {
  const largestBytes = options.largestCacheBytes ?? LARGEST_CACHE;
  const standIn = (): CacheFolder =>
    openCacheFolder(join(temporaryFolder, 'cache'), { largestBytes: Number.MAX_SAFE_INTEGER });
  if (options.cache === false) return { folder: standIn(), problems: [] };
  const path = typeof options.cache === 'string' ? options.cache : defaultCacheFolder(environment);
  try {
    return { folder: openCacheFolder(path, { largestBytes }), problems: [] };
  } catch (error) {
    return { folder: standIn(), problems: [{ code: 'cache-unavailable', message: `${path}: ${messageOf(error)}` }] };
  }
}
