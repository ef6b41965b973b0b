import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FormatError } from '../base/errors.ts';
import { throwIfAborted } from '../base/http/retry.ts';
import type { HttpTiming } from '../base/http/timing.ts';
import type { Transport } from '../base/http/transport.ts';
import type { AdvisorySource } from './advisory-source.ts';
import { compileUpdate } from './compile-update.ts';
import { makeDownloadFolder } from './download-folder.ts';
import { admissionTo } from './feed-access.ts';
import { feedAddress } from './feed-address.ts';
import { createFeedClient } from './feed-client.ts';
import type { FeedFolder } from './feed-folder.ts';
import type { FeedLock } from './feed-lock.ts';
import type { FeedManifest } from './feed-manifest.ts';
import { type FeedMemory, noMemory } from './feed-memory.ts';

export interface FeedUpdateContext {
  readonly folder: FeedFolder;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly transport: Transport;
  readonly timing: HttpTiming;
  readonly signal: AbortSignal;
  readonly notice?: ((message: string) => void) | undefined;
  /** Is what is at hand recent enough by now? */
  isRecent(): boolean;
}

interface Named {
  readonly source: AdvisorySource;
  readonly feed: string;
}

/** What is at hand of a feed and could be built on; undefined where there is nothing, or nothing of use. */
export function knownFeed(folder: FeedFolder, { source, feed }: Named): FeedManifest | undefined {
  try {
    const opened = folder.openFile(source.name, feed);
    opened?.file.close();
    return opened?.manifest.sourceVersion === source.version ? opened.manifest : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Fetches and compiles what is new of one feed, and makes it current. Another process that is at it is waited for. */
export async function updateFeed(needed: Named, context: FeedUpdateContext): Promise<'recent' | 'current' | 'updated'> {
  const lock = await waitForTurn(needed, context);
  try {
    if (context.isRecent()) return 'recent';
    return await fetchFeed(needed, context);
  } finally {
    lock?.release();
  }
}

const POLL_MS = 200;
/** Then both do the work: the one that is finished last wins. */
const LONGEST_WAIT_MS = 120_000;

async function waitForTurn({ source, feed }: Named, context: FeedUpdateContext): Promise<FeedLock | undefined> {
  const { folder, signal } = context;
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += POLL_MS) {
    throwIfAborted(signal);
    const lock = folder.lock(source.name, feed);
    if (lock) return lock;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
    if (context.isRecent()) return undefined;
  }
  return undefined;
}

async function fetchFeed({ source, feed }: Named, context: FeedUpdateContext): Promise<'current' | 'updated'> {
  const { folder, environment, transport, timing, signal, notice } = context;
  const known = knownFeed(folder, { source, feed });
  const temporaryFolder = makeDownloadFolder(folder.path);
  try {
    const root = feedAddress(source, environment);
    const memory = known ? memoryOf(known) : noMemory;
    const admission = admissionTo(source, { root, environment });
    const client = createFeedClient({ root, memory, temporaryFolder, transport, timing, admission, signal, notice });
    const checked = new Date().toISOString();
    const update = await source.fetch(feed, client);
    if (update.kind === 'unchanged') {
      if (!known) throw new FormatError('the feed has nothing, where it should have all');
      folder.markChecked(known, checked);
      return 'current';
    }
    await folder.replace(source.name, feed, async (path) => {
      const compiled = await compileUpdate({ source, feed, update, folder, known, path, signal });
      const validators = Object.entries(client.files()).map(([url, told]) => ({ url, ...told }));
      const { published, cursor } = update;
      return {
        ...compiled,
        checked,
        validators,
        ...(published === undefined ? {} : { published }),
        ...(cursor === undefined ? {} : { cursor }),
      };
    });
    return 'updated';
  } finally {
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

function memoryOf({ validators, cursor }: FeedManifest): FeedMemory {
  const files = Object.fromEntries(validators.map(({ url, ...told }) => [url, told]));
  return { files, ...(cursor === undefined ? {} : { cursor }) };
}
