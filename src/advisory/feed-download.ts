import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { messageOf, UnavailableError } from '../base/errors.ts';
import { shownUrl } from '../base/http/failure.ts';
import { patienceOf, TransientFailure, throwIfAborted } from '../base/http/retry.ts';
import type { HttpTiming } from '../base/http/timing.ts';
import type { HttpResponse, Transport } from '../base/http/transport.ts';
import { limits } from '../base/limits.ts';
import type { DownloadedFile } from './advisory-source.ts';
import { ask, assertFound } from './feed-answer.ts';
import type { Validators } from './feed-memory.ts';

export interface Download {
  readonly url: URL;
  /** What was said of the file the last time. */
  readonly known: Validators | undefined;
  /** A path that does not exist yet. */
  readonly target: string;
  readonly transport: Transport;
  readonly timing: HttpTiming;
  readonly signal: AbortSignal;
  readonly notice?: ((message: string) => void) | undefined;
  readonly largestBytes?: number;
}

/** Fetches a file to disk; a cut is followed by a request for the rest. */
export async function downloadFile(
  download: Download,
): Promise<'unchanged' | { file: DownloadedFile; validators: Validators }> {
  const file = await diskWork(() => open(download.target, 'wx', 0o600));
  try {
    return await fetchInto({ ...download, file });
  } finally {
    await file.close();
  }
}

/** What of the file has come so far, and which file it is. */
interface Progress {
  offset: number;
  validators: Validators;
  /** Of the whole file, where it was said. */
  total: number | undefined;
  published: string | undefined;
  /** Of the bytes so far, and what it should be in the end; where the server says. */
  check: { readonly hash: Hash; readonly expected: string } | undefined;
}

async function fetchInto(
  download: Download & { readonly file: FileHandle },
): Promise<'unchanged' | { file: DownloadedFile; validators: Validators }> {
  const { timing, file } = download;
  const patience = patienceOf(download);
  const progress: Progress = { offset: 0, validators: {}, total: undefined, published: undefined, check: undefined };
  let renewedAt = 0;
  for (;;) {
    try {
      if ((await fetchRest(download, progress)) === 'unchanged') return 'unchanged';
      break;
    } catch (error) {
      if (!(error instanceof TransientFailure)) throw error;
      if (progress.offset - renewedAt >= timing.progressBytes) {
        renewedAt = progress.offset;
        patience.renew();
      }
      if (rangeCondition(progress.validators) === undefined) progress.offset = 0;
      await patience.pause(error);
    }
  }
  // What was written beyond the end by a try that began anew.
  await diskWork(() => file.truncate(progress.offset));
  const { offset, validators, published } = progress;
  const done = { path: download.target, sizeBytes: offset, ...(published === undefined ? {} : { published }) };
  return { file: done, validators };
}

async function fetchRest(
  download: Download & { readonly file: FileHandle },
  progress: Progress,
): Promise<'unchanged' | 'done'> {
  const { url, signal, file, largestBytes = limits.feedFile } = download;
  const response = await ask(download.transport, { url, headers: headersFor(download, progress), signal });
  await assertFound(response, progress.offset > 0 ? [200, 206, 416] : download.known ? [200, 304] : [200]);
  if (response.status === 304) {
    response.discard();
    return 'unchanged';
  }
  if (response.status === 416 || (response.status === 206 && !continues(response, progress))) {
    progress.offset = 0;
    response.discard();
    throw new TransientFailure(wrong(url, 'has changed while it was downloaded'));
  }
  if (response.status === 200) begin(response, progress);
  if ((progress.total ?? 0) > largestBytes) {
    response.discard();
    tooLarge(url, largestBytes);
  }
  for await (const chunk of response.body()) {
    if (progress.offset + chunk.length > largestBytes) tooLarge(url, largestBytes);
    await diskWork(() => file.write(chunk, 0, chunk.length, progress.offset));
    progress.offset += chunk.length;
    progress.check?.hash.update(chunk);
  }
  throwIfAborted(signal);
  const { offset, total, check } = progress;
  if (total !== undefined && offset < total) throw new TransientFailure(wrong(url, `was cut after ${offset} bytes`));
  if ((total !== undefined && offset > total) || (check && check.hash.digest('base64') !== check.expected)) {
    progress.offset = 0;
    throw new TransientFailure(wrong(url, 'is not what its server says that it is'));
  }
  return 'done';
}

function headersFor({ known }: Download, { offset, validators }: Progress): Record<string, string> {
  const condition = rangeCondition(validators);
  if (offset > 0 && condition !== undefined) return { range: `bytes=${offset}-`, 'if-range': condition };
  return {
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  };
}

/** A weak tag stands for several byte sequences, so that it cannot glue parts together (RFC 9110, 13.1.5). */
function rangeCondition({ etag, lastModified }: Validators): string | undefined {
  return etag?.startsWith('"') ? etag : lastModified;
}

/** A whole file comes. Without a mark that tells it from a later one, a cut will mean to begin anew. */
function begin(response: HttpResponse, progress: Progress): void {
  const [etag, lastModified, length] = ['etag', 'last-modified', 'content-length'].map((name) => response.header(name));
  progress.offset = 0;
  progress.total = length !== undefined && /^[0-9]{1,15}$/.test(length) ? Number(length) : undefined;
  progress.validators = {
    ...(etag === undefined || !isHeaderValue(etag) ? {} : { etag }),
    ...(lastModified === undefined || !isHeaderValue(lastModified) ? {} : { lastModified }),
  };
  progress.published = publishedAt(lastModified);
  progress.check = expectedMd5(response);
}

function isHeaderValue(text: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e]{0,254}[\x21-\x7e])?$/.test(text);
}

/** A date in the future is that of a wrong clock. */
function publishedAt(lastModified: string | undefined): string | undefined {
  const time = Date.parse(lastModified ?? '');
  return Number.isNaN(time) ? undefined : new Date(Math.min(time, Date.now())).toISOString();
}

/** Google's storage, where OSV lies, says the MD5 of what is stored. No defence, but it finds damage on the way. */
function expectedMd5(response: HttpResponse): Progress['check'] {
  const [, expected] = /(?:^|,)\s*md5=([A-Za-z0-9+/]{22}==)/.exec(response.header('x-goog-hash') ?? '') ?? [];
  if (expected === undefined) return undefined;
  try {
    return { hash: createHash('md5'), expected };
  } catch {
    return undefined; // a machine that forbids MD5
  }
}

/** Is this the part that was asked for? */
function continues(response: HttpResponse, { offset, total }: Progress): boolean {
  const range = /^bytes ([0-9]{1,15})-[0-9]{1,15}\/(\*|[0-9]{1,15})$/.exec(response.header('content-range') ?? '');
  if (!range || Number(range[1]) !== offset) return false;
  return total === undefined || range[2] === '*' || Number(range[2]) === total;
}

function wrong(url: URL, what: string): UnavailableError {
  return new UnavailableError('server-error', `${shownUrl(url)} ${what}`);
}

function tooLarge(url: URL, largestBytes: number): never {
  throw wrong(url, `is larger than ${largestBytes} bytes`);
}

async function diskWork<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new UnavailableError('disk', `a download cannot be written: ${messageOf(error)}`, { cause: error });
  }
}
