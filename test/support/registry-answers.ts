import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Digest, sha256 } from '../../src/base/digest.ts';
import { takeUpload } from './registry-uploads.ts';

/** What one repository holds. Written to by tests as they like. */
export interface TestRepository {
  readonly tags: Map<string, Digest>;
  readonly manifests: Map<Digest, { mediaType: string; bytes: Uint8Array }>;
  readonly blobs: Map<Digest, Uint8Array>;
}

/** How the registry misbehaves. Everything is off unless set; tests may change it while it runs. */
export interface TestBehavior {
  auth?: TestAuth;
  /** So many of the next answers are 429. */
  tooManyRequests?: number;
  /** So many of the next answers are 503. */
  serverErrors?: number;
  /** Sent with both. */
  retryAfter?: string;
  /** Answers everything with this. */
  refuse?: { status: number; body: string; headers?: Record<string, string> };
  /** Another digest in Docker-Content-Digest than the bytes have. */
  wrongDigestHeader?: boolean;
  /** Manifests come with one byte changed. */
  corruptManifests?: boolean;
  /** Manifests are no JSON. */
  garbage?: string;
  /** The connection is cut after so many bytes of a blob. */
  cutAfter?: number;
  /** A blob ends in good order after so many bytes. */
  endAfter?: number;
  /** Range requests are ignored. */
  noRanges?: boolean;
  /** Content-Length of blobs. */
  contentLength?: number;
  /** Nothing is answered at all, or nothing after the first half of the body. */
  hang?: 'answer' | 'body';
  /** Blobs (or everything) are redirected to this origin, with the same path. */
  redirectTo?: string;
  redirectAll?: boolean;
  /** Origin that uploads are sent to, instead of a path. */
  uploadOrigin?: string;
  /** So many of the next uploads are cut off before they are stored. */
  cutUploads?: number;
  /** Status of every attempt to store something. */
  refuseUploads?: number;
  /** Blobs come in pieces of so many bytes, so many milliseconds apart. */
  throttle?: { bytes: number; everyMs: number };
}

export interface TestAuth {
  scheme: 'basic' | 'bearer';
  /** Bearer tokens are given to anyone when there is none. */
  username?: string;
  password?: string;
  identityToken?: string;
  /** A token is good for so many requests. */
  tokenUses?: number;
  realm?: string;
  /** The token server answers with this. */
  tokenAnswer?: { status: number; body: string };
}

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
}

export interface AnswerContext {
  readonly behavior: TestBehavior;
  readonly repositories: Map<string, TestRepository>;
  readonly tokens: Map<string, number>;
  readonly request: RecordedRequest;
  readonly response: ServerResponse;
  readonly origin: string;
}

/** Answers one request as a registry of this behavior does. */
export async function answerRequest(context: AnswerContext): Promise<void> {
  if (!misbehave(context) && !demandLogin(context)) await serve(context);
}

const PROBE = /^\/v2\/?$/;

/** Troubles that come before any thought of what was asked; a mere knock at the door is let through. */
function misbehave({ behavior, response, request }: AnswerContext): boolean {
  if (behavior.hang === 'answer') return true;
  if (PROBE.test(request.url)) return false;
  const isBlob = request.url.includes('/blobs/');
  if (behavior.redirectTo && (isBlob || behavior.redirectAll)) {
    response.writeHead(307, { location: `${behavior.redirectTo}${request.url}` }).end();
    return true;
  }
  const retryAfter: Record<string, string> = behavior.retryAfter ? { 'retry-after': behavior.retryAfter } : {};
  if (behavior.tooManyRequests) {
    behavior.tooManyRequests--;
    fail(response, { status: 429, code: 'TOOMANYREQUESTS', headers: retryAfter });
    return true;
  }
  if (behavior.serverErrors) {
    behavior.serverErrors--;
    response.writeHead(503, retryAfter).end('down for a moment');
    return true;
  }
  if (behavior.refuse) {
    response.writeHead(behavior.refuse.status, behavior.refuse.headers).end(behavior.refuse.body);
    return true;
  }
  return false;
}

/** Answers the token server's questions, and 401 to whoever is not logged in. */
function demandLogin(context: AnswerContext): boolean {
  const { behavior, request, response, tokens, origin } = context;
  const { auth } = behavior;
  if (!auth) return false;
  if (request.url.startsWith('/token')) {
    giveToken(auth, context);
    return true;
  }
  const given = request.headers.authorization ?? '';
  if (auth.scheme === 'basic') {
    if (given === basicOf(auth)) return false;
    fail(response, {
      status: 401,
      code: 'UNAUTHORIZED',
      headers: { 'www-authenticate': 'Basic realm="test, registry"' },
    });
    return true;
  }
  const uses = tokens.get(given) ?? 0;
  if (uses > 0) {
    tokens.set(given, uses - 1);
    return false;
  }
  const realm = auth.realm ?? `${origin}/token`;
  const challenge = `Bearer realm="${realm}",service="test.registry",scope="repository:x:pull"`;
  fail(response, { status: 401, code: 'UNAUTHORIZED', headers: { 'www-authenticate': challenge } });
  return true;
}

function giveToken(auth: TestAuth, { request, response, tokens }: AnswerContext): void {
  if (auth.tokenAnswer) {
    response.writeHead(auth.tokenAnswer.status).end(auth.tokenAnswer.body);
    return;
  }
  const form = new URLSearchParams(request.body);
  const byIdentity = auth.identityToken !== undefined && form.get('refresh_token') === auth.identityToken;
  const byPassword = auth.username === undefined || request.headers.authorization === basicOf(auth);
  if (request.method === 'POST' ? !byIdentity : !byPassword) {
    response.writeHead(401).end(JSON.stringify({ details: 'incorrect username or password' }));
    return;
  }
  const token = `token-number-${tokens.size + 1}`;
  tokens.set(`Bearer ${token}`, auth.tokenUses ?? 1_000);
  response.end(JSON.stringify(request.method === 'POST' ? { access_token: token } : { token }));
}

async function serve(context: AnswerContext): Promise<void> {
  const { behavior, repositories, request, response } = context;
  if (PROBE.test(request.url)) {
    response.end('{}');
    return;
  }
  if (request.method === 'POST' || request.method === 'PUT') return takeUpload(context);
  const [, name = '', kind, what = ''] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(request.url) ?? [];
  const repository = repositories.get(name);
  if (!repository) return fail(response, { status: 404, code: 'NAME_UNKNOWN' });
  if (kind === 'manifests') {
    const digest = repository.tags.get(what) ?? (what as Digest);
    const manifest = repository.manifests.get(digest);
    if (!manifest) return fail(response, { status: 404, code: 'MANIFEST_UNKNOWN' });
    const bytes = Buffer.from(behavior.garbage ?? manifest.bytes);
    if (behavior.corruptManifests) bytes[bytes.length - 2] = 0x20;
    const said = behavior.wrongDigestHeader ? sha256('other') : behavior.garbage === undefined ? digest : undefined;
    const headers = { 'content-type': manifest.mediaType, ...(said ? { 'docker-content-digest': said } : {}) };
    response.writeHead(200, headers).end(bytes);
    return;
  }
  const blob = repository.blobs.get(what as Digest);
  if (!blob) return fail(response, { status: 404, code: 'BLOB_UNKNOWN' });
  await sendBlob(blob, { behavior, request, response });
}

type BlobContext = Pick<AnswerContext, 'behavior' | 'request' | 'response'>;

async function sendBlob(blob: Uint8Array, { behavior, request, response }: BlobContext): Promise<void> {
  const range = behavior.noRanges ? undefined : /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  const start = Number(range ?? 0);
  if (range !== undefined && start >= blob.length) {
    response.writeHead(416, { 'content-range': `bytes */${blob.length}` }).end();
    return;
  }
  const body = blob.subarray(start);
  const end = behavior.endAfter ?? behavior.cutAfter ?? (behavior.hang === 'body' ? body.length >> 1 : body.length);
  // Without a length, a body that ends early ends in good order.
  if (behavior.endAfter === undefined) response.setHeader('content-length', behavior.contentLength ?? body.length);
  if (range !== undefined) response.setHeader('content-range', `bytes ${start}-${blob.length - 1}/${blob.length}`);
  response.writeHead(range === undefined ? 200 : 206);
  const pace = behavior.throttle ?? { bytes: Math.max(end, 1), everyMs: 0 };
  for (let offset = 0; offset < end; offset += pace.bytes) {
    response.write(body.subarray(offset, Math.min(end, offset + pace.bytes)));
    await sleep(pace.everyMs);
  }
  if (behavior.hang === 'body') return;
  if (behavior.cutAfter !== undefined && end < body.length) response.destroy();
  else response.end();
}

export function fail(
  response: ServerResponse,
  { status, code, headers }: { status: number; code: string; headers?: Record<string, string> },
): void {
  const body = JSON.stringify({ errors: [{ code, message: `the test says ${code}` }] });
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

function basicOf({ username, password }: TestAuth): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
