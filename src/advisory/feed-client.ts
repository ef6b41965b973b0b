import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf, UnavailableError } from '../base/errors.ts';
import { withDeadline } from '../base/http/deadline.ts';
import { shownUrl } from '../base/http/failure.ts';
import { retrying, throwIfAborted } from '../base/http/retry.ts';
import type { HttpTiming } from '../base/http/timing.ts';
import type { Transport } from '../base/http/transport.ts';
import { gunzipWhole } from '../format/compression/gunzip.ts';
import type { DownloadedFile, FeedClient } from './advisory-source.ts';
import { ask, assertFound } from './feed-answer.ts';
import { downloadFile } from './feed-download.ts';
import type { FeedMemory, Validators } from './feed-memory.ts';

export interface FeedClientOptions {
  /** Where the source's files lie: `http:`, `https:` or `file:`, with a slash at the end. */
  readonly root: URL;
  readonly memory: FeedMemory;
  /** Downloads are put down here; whoever made the folder removes it. */
  readonly temporaryFolder: string;
  readonly transport: Transport;
  readonly timing: HttpTiming;
  readonly signal: AbortSignal;
  readonly notice?: ((message: string) => void) | undefined;
  /** Bytes of one download; `limits.feedFile` unless given. */
  readonly largestBytes?: number;
}

/** A feed client, and what is to be remembered once all that it fetched has been put to use. */
export interface RememberingClient extends FeedClient {
  /** What servers said of the files that were asked for. */
  files(): Readonly<Record<string, Validators>>;
}

/** Reads the files of one source for one feed. Its methods throw UnavailableError, or FormatError for damaged gzip. */
export function createFeedClient(options: FeedClientOptions): RememberingClient {
  const { memory, root, signal, notice, timing } = options;
  const found = new Map<string, Validators>();
  let serial = 0;

  async function download(path: string, always: boolean): Promise<DownloadedFile | undefined> {
    throwIfAborted(signal);
    const url = resolve(path, root);
    const known = always ? undefined : (found.get(url.href) ?? memory.files[url.href]);
    const target = join(options.temporaryFolder, `${serial++}-${fileName(url)}`);
    const answer =
      url.protocol === 'file:' ? stored(url, known) : await downloadFile({ ...options, url, known, target });
    if (answer === 'unchanged') {
      if (known) found.set(url.href, known);
      return undefined;
    }
    found.set(url.href, answer.validators);
    return answer.file;
  }

  async function text(path: string, largestBytes: number): Promise<string> {
    throwIfAborted(signal);
    const url = resolve(path, root);
    if (url.protocol === 'file:') return await storedText(url, largestBytes);
    const bytes = await retrying({ timing, signal, notice }, () =>
      withDeadline(signal, timing.documentMs, async (limited) => {
        const response = await ask(options.transport, { url, headers: {}, signal: limited });
        await assertFound(response, [200]);
        return (await response.read(largestBytes)) ?? tooLarge(url, largestBytes);
      }),
    );
    return Buffer.from(gunzipWhole(bytes, largestBytes)).toString('utf8');
  }

  return {
    ...(memory.cursor === undefined ? {} : { cursor: memory.cursor }),
    download: (path, { always = false } = {}) => download(path, always),
    text: (path, { largestBytes }) => text(path, largestBytes),
    files: () => Object.fromEntries(found),
  };
}

/** Paths may come out of a feed: none may lead out of the source's own tree. */
function resolve(path: string, root: URL): URL {
  const url = URL.canParse(path, root.href) ? new URL(path, root.href) : undefined;
  if (url && url.origin === root.origin && url.protocol === root.protocol && url.pathname.startsWith(root.pathname)) {
    if (!/%2e%2e|%2f|%5c|%00/i.test(url.pathname)) return url;
  }
  throw new UnavailableError('not-found', `the feed has no file ${JSON.stringify(path.slice(0, 200))}`);
}

function fileName(url: URL): string {
  return createHash('sha256').update(url.href).digest('hex').slice(0, 16);
}

type Answer = 'unchanged' | { readonly file: DownloadedFile; readonly validators: Validators };

/** A file of a mirror on disk is read where it lies. */
function stored(url: URL, known: Validators | undefined): Answer {
  const path = fileURLToPath(url);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UnavailableError('not-found', `there is no file ${path}`);
  const etag = `${stat.size}-${stat.mtimeMs}`;
  if (known?.etag === etag) return 'unchanged';
  return { file: { path, sizeBytes: stat.size, published: stat.mtime.toISOString() }, validators: { etag } };
}

async function storedText(url: URL, largestBytes: number): Promise<string> {
  const path = fileURLToPath(url);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      if (size > largestBytes) tooLarge(url, largestBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    throw new UnavailableError('not-found', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(url: URL, largestBytes: number): never {
  throw new UnavailableError('server-error', `${shownUrl(url)} is larger than ${largestBytes} bytes`);
}
