import { UnavailableError } from '../errors.ts';
import { TransientFailure, throwIfAborted } from './retry.ts';

const LONGEST_SHOWN = 200;

/** A URL fit to be shown: no user, no password, no query (signed URLs carry their key there). */
export function shownUrl(url: URL): string {
  return printable(`${url.protocol}//${url.host}${url.pathname}`, []);
}

/** Text from outside fit to be shown: one line, no control characters, no secrets, bounded. */
export function printable(text: string, secrets: Iterable<string>): string {
  let shown = text;
  for (const secret of secrets) if (secret.length >= 3) shown = shown.replaceAll(secret, '***');
  shown = shown
    .slice(0, 4 * LONGEST_SHOWN)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}

/**
 * What to throw when no answer came at all: a transient failure, or one that another try will not mend.
 * Anything that is no failure of a connection is returned as it is.
 */
export function connectionFailure(error: unknown, url: URL, signal: AbortSignal): unknown {
  throwIfAborted(signal);
  const code = codeOf(error);
  if (code === undefined) return error;
  const where = printable(url.host, []);
  const options = { cause: error };
  if (code === 'ENOTFOUND') {
    return new UnavailableError('unreachable', `the host ${where} has no address: is its name right?`, options);
  }
  if (/^(?:CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|ERR_TLS_)/.test(code)) {
    const message = `the certificate of ${where} is not trusted (${code}): name its authority as additional CA file`;
    return new UnavailableError('unreachable', message, options);
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    const message = `${where} does not answer in TLS: plain HTTP must be allowed on purpose (a registry as insecure)`;
    return new UnavailableError('unreachable', message, options);
  }
  if (code === 'UND_ERR_ABORTED' || code === 'UND_ERR_INVALID_ARG') return proxyFailure(error, where);
  if (/TIMEOUT|ETIMEDOUT/.test(code)) {
    return new TransientFailure(new UnavailableError('timed-out', `${where} does not answer (${code})`, options));
  }
  const what = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code) ? 'the connection was cut by' : 'no connection to';
  return new TransientFailure(new UnavailableError('unreachable', `${what} ${where} (${code})`, options));
}

function proxyFailure(error: unknown, where: string): unknown {
  const status = error instanceof Error ? /\((\d{3})\)/.exec(error.message)?.[1] : undefined;
  if (status === undefined) return error;
  const reason = status === '407' ? 'wants a user name and password in its URL' : `answered ${status}`;
  return new UnavailableError('unreachable', `the proxy on the way to ${where} ${reason}`, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
