import { FormatError, UnavailableError } from '../../base/errors.ts';
import { printable } from '../../base/http/failure.ts';
import { refusedForNow } from '../../base/http/refused-for-now.ts';
import type { HttpResponse, Transport } from '../../base/http/transport.ts';
import { parseUrl } from '../../base/http/url.ts';
import { asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import type { CredentialAnswer } from './credentials.ts';
import type { Credentials } from './docker-config.ts';
import { parseRefusal } from './error-answer.ts';
import { LOGIN_ADVICE, type LoginState } from './refusal.ts';

/** Keeps what one registry wants to see in `Authorization` for one repository. */
export interface Authorizer {
  /** What to send now, if anything. */
  current(): string | undefined;
  /** What to send after a 401 to a request that carried `rejected`; undefined when there is nothing better. */
  renew(response: HttpResponse, rejected: string | undefined, signal: AbortSignal): Promise<string | undefined>;
  /** Known once a registry asked for a login. */
  login(): LoginState;
}

export interface AuthorizerOptions {
  /** Repository as the registry knows it. */
  readonly repository: string;
  /** What is to be done there. */
  readonly actions: 'pull' | 'pull,push';
  readonly transport: Transport;
  readonly lenientHost: string | undefined;
  readonly find: () => Promise<CredentialAnswer>;
}

export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const { repository, actions, transport, lenientHost, find } = options;
  const secrets = new Set<string>();
  let header: string | undefined;
  let asked: Promise<CredentialAnswer> | undefined;
  let answer: CredentialAnswer = {};
  let refused: string | undefined;

  async function credentials(): Promise<Credentials | undefined> {
    asked ??= find();
    answer = await asked;
    for (const secret of secretsOf(answer.credentials)) secrets.add(secret);
    return answer.credentials;
  }

  async function answerTo(challenges: readonly Challenge[], registry: URL, signal: AbortSignal) {
    const known = await credentials();
    if (known?.kind === 'bearer') return `Bearer ${known.token}`;
    for (const challenge of challenges) {
      if (challenge.scheme === 'bearer' && challenge.parameters.has('realm')) {
        const token = await tokenOf(await askTokenServer({ challenge, known, registry, signal }), secrets);
        refused = token.refused;
        return token.text === undefined ? undefined : `Bearer ${token.text}`;
      }
      if (challenge.scheme === 'basic' && known?.kind === 'password') return basic(known);
    }
    return undefined;
  }

  async function askTokenServer({ challenge, known, registry, signal }: TokenRequest): Promise<HttpResponse> {
    const realm = tokenServer(challenge, registry, lenientHost);
    const parameters = new URLSearchParams();
    const service = challenge.parameters.get('service');
    if (service) parameters.set('service', service);
    parameters.set('scope', `repository:${repository}:${actions}`);
    const common = { signal, lenientHost } as const;
    if (known?.kind === 'identity') {
      parameters.set('client_id', 'tidewaiter');
      parameters.set('grant_type', 'refresh_token');
      parameters.set('refresh_token', known.token);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = parameters.toString();
      return transport.send({ ...common, method: 'POST', url: realm, headers, body });
    }
    if (known?.kind === 'password') parameters.set('account', known.username);
    for (const [name, value] of parameters) realm.searchParams.set(name, value);
    const headers: Record<string, string> = known?.kind === 'password' ? { authorization: basic(known) } : {};
    return transport.send({ ...common, url: realm, headers });
  }

  return {
    current: () => header,
    login: () => ({ secrets, refused, hasCredentials: answer.credentials !== undefined, failure: answer.failure }),
    async renew(response, rejected, signal) {
      // Another request was faster in getting a new token.
      if (header !== rejected && header !== undefined) return header;
      const challenges = parseChallenges(response.header('www-authenticate') ?? '');
      const next = await answerTo(challenges, response.url, signal);
      if (next === undefined || next === rejected) return undefined;
      if (!/^[\x20-\x7e]+$/.test(next))
        throw new UnavailableError('unauthorized', 'the token holds unusable characters');
      secrets.add(next.slice(next.indexOf(' ') + 1));
      header = next;
      return next;
    },
  };
}

interface TokenRequest {
  readonly challenge: Challenge;
  readonly known: Credentials | undefined;
  readonly registry: URL;
  readonly signal: AbortSignal;
}

function tokenServer(challenge: Challenge, registry: URL, lenientHost: string | undefined): URL {
  const realm = parseUrl(challenge.parameters.get('realm') ?? '');
  const shown = printable(registry.host, []);
  if (!realm || !/^https?:$/.test(realm.protocol)) {
    throw new UnavailableError('unauthorized', `${shown} names no usable token server`);
  }
  if (registry.protocol === 'https:' && realm.protocol === 'http:' && realm.hostname !== lenientHost) {
    const message = `${shown} names a token server of plain HTTP, to which no password is sent`;
    throw new UnavailableError('unauthorized', message);
  }
  realm.username = '';
  realm.password = '';
  realm.hash = '';
  return realm;
}

/** The token, or in the server's words why there is none. */
async function tokenOf(
  response: HttpResponse,
  secrets: ReadonlySet<string>,
): Promise<{ readonly text?: string; readonly refused?: string }> {
  const host = printable(response.url.host, []);
  const body = (await response.read(limits.tokenAnswer)) ?? new Uint8Array();
  if (response.status === 200) {
    const text = parsedToken(body);
    return text ? { text } : { refused: `the token server ${host} answered without a token` };
  }
  const { said } = parseRefusal(body, secrets);
  const refusal = refusedForNow({ response, host: `the token server ${host}`, said, advice: LOGIN_ADVICE });
  if (refusal) throw refusal;
  return { refused: said === '' ? `status ${response.status} of the token server ${host}` : said };
}

function parsedToken(body: Uint8Array): string | undefined {
  try {
    const document = asObject(parseJson(Buffer.from(body).toString('utf8')));
    return asText(document?.token) || asText(document?.access_token);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function basic({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function secretsOf(credentials: Credentials | undefined): readonly string[] {
  if (!credentials) return [];
  if (credentials.kind !== 'password') return [credentials.token, encodeURIComponent(credentials.token)];
  const { password } = credentials;
  return [password, encodeURIComponent(password), basic(credentials).slice('Basic '.length)];
}
