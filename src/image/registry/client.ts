import { IntegrityError, UnavailableError } from '../../base/errors.ts';
import { withDeadline } from '../../base/http/deadline.ts';
import { type RetryContext, retrying, TransientFailure, throwIfAborted } from '../../base/http/retry.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../base/http/transport.ts';
import type { LoadOptions } from '../source.ts';
import { createAuthorizer } from './authorization.ts';
import { findCredentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { refusalOf, type Wanted } from './refusal.ts';
import type { RegistryTiming } from './timing.ts';

/** Speaks to one server about one repository. */
export interface RegistryClient {
  readonly endpoint: Endpoint;
  /** One try, logged in where needed. The answer has one of the statuses. @throws TransientFailure and final errors. */
  get(question: Question): Promise<HttpResponse>;
  /** The same for other methods, which change something there. */
  send(question: Question & Change): Promise<HttpResponse>;
  /** A whole small document; tried again where that may help. */
  document(question: DocumentQuestion): Promise<Document>;
}

export interface Question {
  /** Behind `/v2/<repository>/`. */
  readonly path: string;
  readonly kind: Wanted['kind'];
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly statuses: readonly number[];
  readonly signal: AbortSignal;
}

export interface Change extends Pick<HttpRequest, 'body' | 'answerMs'> {
  readonly method: 'HEAD' | 'POST' | 'PUT';
  /** Whole address that the registry gave for it, instead of `path`. No login is sent to another host. */
  readonly address?: URL;
}

export interface DocumentQuestion extends Pick<Question, 'path' | 'kind' | 'name' | 'headers'> {
  readonly limit: number;
}

export interface Document {
  readonly bytes: Uint8Array;
  readonly response: HttpResponse;
}

export interface ClientOptions {
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  readonly timing: RegistryTiming;
  readonly load: RegistryAccess;
  /** Shall something be put there? */
  readonly upload?: boolean;
}

/** What of a command's options concerns registries. */
export type RegistryAccess = Pick<LoadOptions, 'registry' | 'environment' | 'signal' | 'notice'>;

export function createClient({ endpoint, transport, timing, load, upload = false }: ClientOptions): RegistryClient {
  const { domain, named, repository, lenientHost } = endpoint;
  const find = () => findCredentials({ domain, repository, named, options: load, timing });
  const authorizer = createAuthorizer({
    repository,
    actions: upload ? 'pull,push' : 'pull',
    transport,
    lenientHost,
    find,
  });
  const context: RetryContext = { timing, signal: load.signal, notice: load.notice };
  let settled: string | undefined;

  async function ask(question: Question & Partial<Change>): Promise<HttpResponse> {
    const { signal, name, kind, method = 'GET', body, answerMs } = question;
    settled ??= await settle(endpoint, transport, signal);
    const url = question.address ?? new URL(`/v2/${repository}/${question.path}`, settled);
    const isOwn = url.origin === new URL(settled).origin;
    const rest: Pick<HttpRequest, 'method' | 'body' | 'answerMs' | 'checked'> = {
      method,
      ...(body === undefined ? {} : { body }),
      ...(answerMs === undefined ? {} : { answerMs }),
      checked: kind === 'blob',
    };
    const send = (authorization: string | undefined) => {
      const headers = { ...question.headers, ...(authorization === undefined ? {} : { authorization }) };
      return transport.send({ ...rest, url, headers, signal, lenientHost });
    };
    const sent = isOwn ? authorizer.current() : undefined;
    let response = await send(sent);
    // Only the registry itself may ask for a login; a host it redirects to gets none.
    if (response.status === 401 && isOwn && response.url.origin === url.origin) {
      const renewed = await authorizer.renew(response, sent, signal);
      if (renewed !== undefined) {
        response.discard();
        response = await send(renewed);
      }
    }
    if (question.statuses.includes(response.status)) return response;
    throw await refusalOf(response, { host: domain, repository, kind, name, upload }, authorizer.login());
  }

  async function document(question: DocumentQuestion): Promise<Document> {
    return retrying(context, () =>
      withDeadline(load.signal, timing.documentMs, async (signal) => {
        const response = await ask({ ...question, statuses: [200], signal });
        const bytes = await response.read(question.limit);
        if (bytes) return { bytes, response };
        const message = `${domain}/${repository}: the document ${question.name} is larger than ${question.limit} bytes`;
        throw new IntegrityError('over-limit', message);
      }),
    );
  }

  return { endpoint, get: ask, send: ask, document };
}

/** The first origin that answers at all: HTTPS, or, where that is allowed, plain HTTP. */
async function settle(endpoint: Endpoint, transport: Transport, signal: AbortSignal): Promise<string> {
  let failure: unknown;
  for (const origin of endpoint.origins) {
    if (endpoint.origins.length === 1) return origin;
    try {
      const url = new URL('/v2/', origin);
      const response = await transport.send({
        url,
        headers: {},
        signal,
        lenientHost: endpoint.lenientHost,
        checked: true,
      });
      response.discard();
      return origin;
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof TransientFailure || error instanceof UnavailableError)) throw error;
      failure = error;
    }
  }
  throw failure;
}
