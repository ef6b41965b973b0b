import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildId } from '../base/build.ts';
import { type CacheFolder, defaultCacheFolder, openCacheFolder } from '../base/cache-folder.ts';
import { messageOf } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import type { Image } from '../image/image.ts';
import { loadImage } from '../image/load-image.ts';
import { type Brought, readBrought } from './brought.ts';
import { findRecord, type ImageRecord, recordName, saveRecord } from './image-record.ts';
import { type InspectOptions, type SettledOptions, settle } from './inspect-options.ts';
import type { Inspection } from './inspection.ts';
import { judgeInventory } from './judge-inventory.ts';
import { orAbortReason } from './or-abort-reason.ts';
import type { TakenImage } from './taken-image.ts';

/** Below this the layers are read without threads. */
const SMALL_IMAGE = 2 << 20;
const LARGEST_CACHE = 4 * 2 ** 30;

/**
 * Looks into one image: what it is, what is in it, whose its files are, what is known against it.
 * @throws UsageError, UnavailableError, IntegrityError; what cannot be inspected inside a sound image is a Problem instead.
 */
export async function inspect(input: string, options: InspectOptions = {}): Promise<Inspection> {
  const settled = settle(options);
  return judgeInventory(await takeImage(input, settled), settled);
}

/** The first half of an inspection, which reads the image. @throws as `inspect`. */
export async function takeImage(input: string, options: SettledOptions): Promise<TakenImage> {
  if (input.startsWith('sbom:')) return (await import('./inspect-sbom.ts')).inspectSbom(input.slice('sbom:'.length));
  const { environment, signal } = options;
  const brought = await readBrought(options);
  const unused = brought.indicators?.unused ?? 0;
  if (unused > 0)
    options.onNotice?.(`${unused} entries of the lists are of sorts that cannot be looked for in an image`);
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'tidewaiter-'));
  let cache: ReturnType<typeof openCache> | undefined;
  try {
    cache = openCache(options, environment, temporaryFolder);
    options.onProgress?.({ stage: 'loading', doneBytes: 0, totalBytes: 0 });
    const image = await loadImage(input, {
      ...(options.platform === undefined ? {} : { platform: options.platform }),
      ...(options.reference === undefined ? {} : { reference: options.reference }),
      signal,
      registry: options.registry ?? {},
      temporaryFolder,
      environment,
      ...(options.onNotice ? { notice: options.onNotice } : {}),
    });
    const record = await recordOf(image, { folder: cache.folder, brought }, options);
    return { image, ...record, problems: [...image.problems, ...cache.problems, ...record.problems] };
  } catch (error) {
    throw orAbortReason(error, signal);
  } finally {
    cache?.folder.discardTemporary();
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

/** The image's record: out of the cache, or made. The code that makes it is loaded only then. */
async function recordOf(
  image: Image,
  { folder, brought }: { readonly folder: CacheFolder; readonly brought: Brought },
  options: SettledOptions,
): Promise<ImageRecord> {
  const verify = options.verify ?? 'needed';
  const name = options.cache === false ? undefined : recordName(image, { verify, buildId, brought: brought.digest });
  const known = name === undefined ? undefined : findRecord(folder, name);
  if (known) return known;
  const totalBytes = image.layers.reduce((sum, { size }) => sum + Math.max(0, size), 0);
  const { createThreadPool } = await import('../filesystem/thread-pool.ts');
  const pool = createThreadPool(
    new URL('./pass-thread.js', import.meta.url),
    options.threads ?? availableParallelism(),
    // Hashes are compared when the layers have been read.
    brought.indicators ? { indicators: { ...brought.indicators, hashes: new Map() } } : undefined,
  );
  if (totalBytes > SMALL_IMAGE) pool.warmUp();
  const { examineImage } = await import('./examine-image.ts');
  const record = await examineImage(image, {
    folder,
    cached: options.cache !== false,
    verify,
    brought,
    pool,
    signal: options.signal,
    onProgress: (stage, doneBytes) =>
      options.onProgress?.({ stage, totalBytes, doneBytes: Math.min(totalBytes, doneBytes) }),
  });
  // A bug of ours may be of this run only.
  if (name !== undefined && !record.problems.some(({ code }) => code === 'plugin-failed')) {
    try {
      saveRecord(folder, name, record);
    } catch (error) {
      return { ...record, problems: [...record.problems, { code: 'cache-unavailable', message: messageOf(error) }] };
    }
  }
  return record;
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
