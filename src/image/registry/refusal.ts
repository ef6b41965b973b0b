import { IntegrityError, UnavailableError, UsageError } from '../../base/errors.ts';
import { refusedForNow } from '../../base/http/refused-for-now.ts';
import type { HttpResponse } from '../../base/http/transport.ts';
import { limits } from '../../base/limits.ts';
import { parseRefusal, type Refusal } from './error-answer.ts';

/** What was asked for, in words that fit "there is no …". */
export interface Wanted {
  /** Registry as the user knows it. */
  readonly host: string;
  readonly repository: string;
  readonly kind: 'manifest' | 'blob';
  /** Tag or digest. */
  readonly name: string;
  /** It was to be put there. */
  readonly upload?: boolean;
}

/** What was tried to be let in. */
export interface LoginState {
  /** Everything that must not be shown. */
  readonly secrets: ReadonlySet<string>;
  /** Were there credentials to offer? */
  readonly hasCredentials: boolean;
  /** Why credentials that may exist could not be had. */
  readonly failure: string | undefined;
  /** Why the token server gave no token. */
  readonly refused: string | undefined;
}

/** What may help against too many requests. */
export const LOGIN_ADVICE = 'logging in often raises the limit';

/** What to throw for an answer that is not the wanted one. Reads the body. */
export async function refusalOf(response: HttpResponse, wanted: Wanted, login: LoginState): Promise<Error> {
  const body = (await response.read(limits.errorAnswer)) ?? new Uint8Array();
  const refusal = parseRefusal(body, login.secrets);
  const forNow = refusedForNow({ response, host: wanted.host, said: refusal.said, advice: LOGIN_ADVICE });
  if (forNow) return forNow;
  const { status } = response;
  if (status === 401 || status === 403) return notAllowed(wanted, refusal, login);
  if (wanted.upload) return notTaken(wanted, refusal, status);
  if (status === 404) return notFound(wanted, refusal);
  const message = `${wanted.host} answers ${status} for ${wanted.repository} ${wanted.name}${because(refusal)}`;
  return new UnavailableError('server-error', message);
}

function notAllowed(wanted: Wanted, refusal: Refusal, login: LoginState): UnavailableError {
  const name = `${wanted.host}/${wanted.repository}`;
  const reason = because({ said: login.refused ?? refusal.said });
  if (login.failure !== undefined && !login.hasCredentials) {
    const message = `${name} needs a login${reason}. The stored one could not be read: ${login.failure}`;
    return new UnavailableError('credential-helper', message);
  }
  if (login.hasCredentials) {
    const message = `${wanted.host} does not let this login ${wanted.upload ? 'write to' : 'read'} ${wanted.repository}${reason}`;
    return new UnavailableError('unauthorized', `${message}: is it still valid, and does the repository exist?`);
  }
  const advice = `log in with "docker login ${wanted.host}" or "podman login ${wanted.host}", or set TIDEWAITER_USERNAME and TIDEWAITER_PASSWORD`;
  const message = `${name} does not exist or needs a login${reason}: ${advice}`;
  return new UnavailableError('unauthorized', message);
}

function notTaken(wanted: Wanted, refusal: Refusal, status: number): UnavailableError {
  const reasons: Readonly<Record<number, string>> = {
    404: 'the repository is not there, and this registry makes none by itself',
    405: 'this registry takes no uploads',
    413: 'it is larger than this registry or a proxy before it allows',
  };
  const reason = reasons[status] ?? `it answers ${status}`;
  const message = `${wanted.host}/${wanted.repository} does not take ${wanted.name}: ${reason}${because(refusal)}`;
  return new UnavailableError('server-error', message);
}

function notFound(wanted: Wanted, refusal: Refusal): Error {
  const name = `${wanted.host}/${wanted.repository}`;
  if (wanted.kind === 'blob') {
    return new IntegrityError('missing-blob', `${name} lacks ${wanted.name}, which its manifest names`);
  }
  if (refusal.codes.includes('NAME_UNKNOWN')) {
    return new UsageError('no-such-image', `there is no repository ${name}`);
  }
  return new UsageError('no-such-image', `there is no ${wanted.name} in ${name}${because(refusal)}`);
}

function because({ said }: { readonly said: string }): string {
  return said === '' ? '' : ` (it says: ${said})`;
}
