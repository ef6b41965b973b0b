import { UnavailableError } from '../errors.ts';
import { TransientFailure } from './retry.ts';

/** Runs with a signal that also fires when the time for one document is over; the failure is then a transient one. */
export async function withDeadline<T>(
  outer: AbortSignal,
  milliseconds: number,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const message = `the server took longer than ${milliseconds / 1000} s over one document`;
    controller.abort(new TransientFailure(new UnavailableError('timed-out', message)));
  }, milliseconds);
  const forward = () => controller.abort(outer.reason);
  outer.addEventListener('abort', forward, { once: true });
  if (outer.aborted) forward();
  try {
    return await operation(controller.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', forward);
  }
}
