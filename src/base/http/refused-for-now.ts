import { UnavailableError } from '../errors.ts';
import { retryAfterMs, TransientFailure } from './retry.ts';
import type { HttpResponse } from './transport.ts';

/** An answer that is not the wanted one, in words. */
export interface ForNowRefusal {
  readonly response: HttpResponse;
  /** The server as the user knows it. */
  readonly host: string;
  /** What it said, fit to be shown; empty when nothing. */
  readonly said: string;
  /** What may help against too many requests. */
  readonly advice?: string;
}

/** Too many requests and troubles of the server: worth another try. Undefined for every other answer. */
export function refusedForNow({ response, host, said, advice }: ForNowRefusal): TransientFailure | undefined {
  const waitMs = retryAfterMs(response.header('retry-after'), Date.now());
  const asked = waitMs === undefined ? '' : `, and asks to wait ${Math.ceil(waitMs / 1000)} s`;
  const tail = `${asked}${said === '' ? '' : ` (it says: ${said})`}`;
  if (response.status === 429) {
    const message = `${host} refuses for now, as there were too many requests${tail}`;
    const final = new UnavailableError('rate-limited', advice === undefined ? message : `${message}; ${advice}`);
    return new TransientFailure(final, waitMs);
  }
  if (response.status === 408 || (response.status >= 500 && response.status !== 501)) {
    const message = `${host} has trouble of its own (status ${response.status})${tail}`;
    return new TransientFailure(new UnavailableError('server-error', message), waitMs);
  }
  return undefined;
}
