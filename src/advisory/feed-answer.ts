import { UnavailableError } from '../base/errors.ts';
import { printable, shownUrl } from '../base/http/failure.ts';
import { refusedForNow } from '../base/http/refused-for-now.ts';
import type { HttpRequest, HttpResponse, Transport } from '../base/http/transport.ts';
import { limits } from '../base/limits.ts';

/** One question for a feed's file. No credentials are sent but those that the source's own address asks for. */
export function ask(
  transport: Transport,
  { url, headers, signal }: Pick<HttpRequest, 'url' | 'headers' | 'signal'>,
): Promise<HttpResponse> {
  return transport.send({ url, headers, signal, otherHostsSecure: true });
}

/** @throws TransientFailure or UnavailableError where the answer has none of the statuses, or bytes nobody asked for. */
export async function assertFound(response: HttpResponse, statuses: readonly number[]): Promise<void> {
  if (statuses.includes(response.status)) return assertPlain(response);
  const where = shownUrl(response.url);
  const body = (await response.read(limits.errorAnswer)) ?? new Uint8Array();
  const said = printable(
    Buffer.from(body)
      .toString('utf8')
      .replace(/<[^<>]*>/g, ' '),
    [],
  );
  const forNow = refusedForNow({ response, host: printable(response.url.host, []), said });
  if (forNow) throw forNow;
  const { status } = response;
  if (status === 404 || status === 410) throw new UnavailableError('not-found', `there is no ${where}`);
  const code = status === 401 || status === 403 ? 'unauthorized' : 'server-error';
  throw new UnavailableError(code, `${where} answers ${status}${said === '' ? '' : ` (it says: ${said})`}`);
}

/** Gzip is told by its first bytes and undone by the reader; other codings were not asked for. */
function assertPlain(response: HttpResponse): void {
  const coding = response.header('content-encoding')?.trim().toLowerCase() ?? '';
  if (/^(?:|identity|x-gzip|gzip)$/.test(coding)) return;
  response.discard();
  const what = printable(coding, []);
  throw new UnavailableError('server-error', `${shownUrl(response.url)} comes in the coding ${what}, unasked`);
}
