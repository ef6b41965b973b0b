import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How one answer goes wrong. Answers are made in the order of the list; once it is used up all goes well. */
export interface FeedFlaw {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection is cut after so many bytes of the body. */
  readonly cutAfter?: number;
  /** The body never ends. */
  readonly endless?: boolean;
  /** So many bytes at a time, with a pause after each. */
  readonly throttle?: { readonly bytes: number; readonly everyMs: number };
  readonly noRanges?: boolean;
  readonly noValidators?: boolean;
  readonly noLength?: boolean;
  /** Another body than the file has. */
  readonly body?: string;
}

export interface FeedServer {
  /** With a slash at the end. */
  readonly root: URL;
  /** By path without a leading slash. Tests change it as they like. */
  readonly files: Map<string, Uint8Array | string>;
  readonly flaws: FeedFlaw[];
  readonly requests: { readonly path: string; readonly status: number; readonly headers: IncomingMessage['headers'] }[];
  /** Sent with every file. */
  lastModified: string;
  close(): Promise<void>;
}

/** Files over real HTTP on this machine, with ETags, dates and ranges as a good static server has them. */
export async function serveFeeds(files: Readonly<Record<string, Uint8Array | string>> = {}): Promise<FeedServer> {
  const server = createServer((request, response) => {
    answer(feeds, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const feeds: FeedServer = {
    root: new URL(`http://127.0.0.1:${port}/`),
    files: new Map(Object.entries(files)),
    flaws: [],
    requests: [],
    lastModified: 'Thu, 20 Aug 2026 10:00:00 GMT',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return feeds;
}

async function answer(feeds: FeedServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent((request.url ?? '/').slice(1));
  const flaw = feeds.flaws.shift() ?? {};
  const file = feeds.files.get(path);
  const body = Buffer.from(flaw.body ?? file ?? `there is no ${path}`);
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"`;
  const start = flaw.noRanges ? undefined : rangeStart(request, [etag, feeds.lastModified]);
  const same = flaw.body === undefined && request.headers['if-none-match'] === etag;
  const usual = file === undefined && flaw.body === undefined ? 404 : same ? 304 : start === undefined ? 200 : 206;
  const status = flaw.status ?? usual;
  feeds.requests.push({ path, status, headers: request.headers });
  const rest = status === 304 ? Buffer.alloc(0) : body.subarray(start ?? 0);
  response.writeHead(status, {
    ...(flaw.noValidators ? {} : { etag, 'last-modified': feeds.lastModified }),
    ...(status === 206 ? { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` } : {}),
    ...(flaw.noLength || flaw.endless ? {} : { 'content-length': String(rest.length) }),
    ...flaw.headers,
  });
  await send(response, rest, flaw);
}

/** A range counts only for the file it was begun with. */
function rangeStart(request: IncomingMessage, validators: readonly string[]): number | undefined {
  const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const condition = request.headers['if-range'];
  if (start === undefined || (condition !== undefined && !validators.includes(String(condition)))) return undefined;
  return Number(start);
}

async function send(response: ServerResponse, body: Buffer, flaw: FeedFlaw): Promise<void> {
  const end = flaw.cutAfter ?? body.length;
  const { bytes, everyMs } = flaw.throttle ?? { bytes: 64 * 1024, everyMs: 0 };
  for (let at = 0; at < end && !response.destroyed; at += bytes) {
    response.write(body.subarray(at, Math.min(end, at + bytes)));
    if (everyMs > 0 || at + bytes >= end) await sleep(everyMs);
  }
  while (flaw.endless && !response.destroyed) {
    response.write(Buffer.alloc(64 * 1024));
    await sleep(1);
  }
  if (flaw.cutAfter !== undefined) response.destroy();
  else response.end();
}
