import { Readable } from 'node:stream';
import { UnavailableError } from '../errors.ts';
import { limits } from '../limits.ts';
import { type ConnectionOptions, openConnections } from './connections.ts';
import { connectionFailure, shownUrl } from './failure.ts';
import { parseUrl } from './url.ts';

export interface HttpRequest {
  /** Only `GET` follows redirects. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | RequestBody;
  /** How long the answer may take once all is sent; as long as is usual when absent. */
  readonly answerMs?: number;
  readonly signal: AbortSignal;
  /** Host that may show any certificate: the one the user called insecure, or this machine. */
  readonly lenientHost?: string | undefined;
  /** The content is checked against a digest, so that it may come over plain HTTP from another host. */
  readonly checked?: boolean;
  /** Redirects to other hosts are followed over HTTPS only, also from a plain HTTP mirror. */
  readonly otherHostsSecure?: boolean;
}

/** Bytes that can be sent more than once. */
export interface RequestBody {
  readonly size: number;
  open(): Iterable<Uint8Array>;
}

export interface HttpResponse {
  readonly status: number;
  /** Of the last redirect. */
  readonly url: URL;
  header(name: string): string | undefined;
  /** The body as it arrives. Read it to the end, or `discard()`. */
  body(): AsyncIterable<Uint8Array>;
  /** At most `limit` bytes; undefined when there are more. */
  read(limit: number): Promise<Uint8Array | undefined>;
  discard(): void;
}

/** One HTTP request and its answer, redirects followed. */
export interface Transport {
  /** @throws TransientFailure when another try may help, UnavailableError when not. */
  send(request: HttpRequest): Promise<HttpResponse>;
}

export function createTransport(options: ConnectionOptions): Transport {
  const connections = openConnections(options);

  async function exchange(url: URL, headers: HttpRequest['headers'], request: HttpRequest): Promise<HttpResponse> {
    const { timing } = options;
    const dispatcher = await connections.dispatcherFor(url, { verify: url.hostname !== request.lenientHost });
    const { request: send } = await import('undici');
    try {
      const response = await send(url, {
        dispatcher,
        method: request.method ?? 'GET',
        headers: { 'user-agent': 'tidewaiter', 'accept-encoding': 'identity', ...lengthOf(request.body), ...headers },
        ...(request.body === undefined ? {} : { body: sendable(request.body) }),
        signal: request.signal,
        headersTimeout: request.answerMs ?? timing.headersMs,
        bodyTimeout: timing.idleMs,
      });
      return responseOf(response, url, request.signal);
    } catch (error) {
      throw connectionFailure(error, url, request.signal);
    }
  }

  return {
    async send(request) {
      let url = request.url;
      let headers = request.headers;
      for (let hop = 0; hop <= limits.redirects; hop++) {
        const response = await exchange(url, headers, request);
        const target = (request.method ?? 'GET') === 'GET' ? redirectTarget(response) : undefined;
        if (!target) return response;
        response.discard();
        assertAllowed(url, target, request);
        if (target.origin !== url.origin) headers = withoutSecrets(headers);
        url = target;
      }
      throw new UnavailableError(
        'unreachable',
        `${shownUrl(request.url)} redirects more than ${limits.redirects} times`,
      );
    },
  };
}

function lengthOf(body: HttpRequest['body']): Record<string, string> {
  return body === undefined || typeof body === 'string' ? {} : { 'content-length': String(body.size) };
}

function sendable(body: string | RequestBody): string | Readable {
  return typeof body === 'string' ? body : Readable.from(body.open(), { objectMode: false });
}

type Received = Awaited<ReturnType<typeof import('undici').request>>;

function responseOf(received: Received, url: URL, signal: AbortSignal): HttpResponse {
  // A body that is given up emits an error nobody waits for.
  received.body.on('error', () => {});

  async function* body(): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of received.body) {
        if (chunk instanceof Uint8Array) yield chunk;
      }
    } catch (error) {
      throw connectionFailure(error, url, signal);
    } finally {
      received.body.destroy();
    }
  }

  return {
    status: received.statusCode,
    url,
    header: (name) => {
      const value = received.headers[name];
      return typeof value === 'string' ? value : value?.join(', ');
    },
    body,
    async read(limit) {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of body()) {
        size += chunk.length;
        if (size > limit) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
    discard: () => {
      received.body.destroy();
    },
  };
}

function redirectTarget(response: HttpResponse): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.header('location');
  const target = location === undefined ? undefined : parseUrl(location, response.url.href);
  if (!target || !/^https?:$/.test(target.protocol)) {
    response.discard();
    throw new UnavailableError('unreachable', `${shownUrl(response.url)} redirects to no usable address`);
  }
  target.username = '';
  target.password = '';
  target.hash = '';
  return target;
}

/** Whoever sits on a plain HTTP line could put in any tag or token; blobs are checked against their digest. */
function assertAllowed(from: URL, to: URL, request: HttpRequest): void {
  if (request.otherHostsSecure && to.protocol !== 'https:' && to.hostname !== request.url.hostname) {
    throw new UnavailableError('unreachable', `${shownUrl(from)} redirects to another host over plain HTTP`);
  }
  if (from.protocol === 'http:' || to.protocol === 'https:') return;
  if (request.checked || to.hostname === request.lenientHost) return;
  const message = `${shownUrl(from)} redirects from HTTPS to plain HTTP, which is not followed`;
  throw new UnavailableError('unreachable', message);
}

/** Headers that are meant for one host. */
const SECRETS = ['authorization', 'apikey'];

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRETS.includes(name.toLowerCase())));
}
