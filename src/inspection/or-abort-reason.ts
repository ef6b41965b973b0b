import { UnavailableError } from '../base/errors.ts';

/** What to throw for an error: where the work was told to stop, that is the reason, whatever came of it. */
export function orAbortReason(error: unknown, signal: AbortSignal): unknown {
  if (!signal.aborted) return error;
  if (signal.reason instanceof UnavailableError) return signal.reason;
  return new UnavailableError('interrupted', 'the inspection was interrupted', { cause: signal.reason });
}
