import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '../errors.ts';
import type { HttpTiming } from './timing.ts';

/** A failure that may be gone at the next try. `final` is thrown when it is not. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  readonly final: Error;
  /** How long the other side asked to wait. */
  readonly waitMs: number | undefined;
  constructor(final: Error, waitMs?: number) {
    super(final.message, { cause: final });
    this.final = final;
    this.waitMs = waitMs;
  }
}

export interface RetryContext {
  readonly timing: HttpTiming;
  readonly signal: AbortSignal;
  readonly notice?: ((message: string) => void) | undefined;
}

/** Counts the tries of one operation. */
export interface Patience {
  /** Waits before the next try. @throws the failure's `final` when there is to be none. */
  pause(failure: TransientFailure): Promise<void>;
  /** Something was achieved: the count starts anew. */
  renew(): void;
}

/** Runs the operation until it succeeds, fails for good, or the tries are used up. */
export async function retrying<T>(context: RetryContext, operation: () => Promise<T>): Promise<T> {
  const patience = patienceOf(context);
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof TransientFailure)) throw error;
      await patience.pause(error);
    }
  }
}

export function patienceOf({ timing, signal, notice }: RetryContext): Patience {
  let tries = 0;
  return {
    renew: () => {
      tries = 0;
    },
    async pause(failure) {
      tries++;
      throwIfAborted(signal);
      if (tries >= timing.attempts) throw failure.final;
      const waitMs = failure.waitMs ?? Math.min(timing.backoffMs * 2 ** (tries - 1), timing.longestWaitMs);
      if (waitMs > timing.longestWaitMs) throw failure.final;
      notice?.(
        `${failure.message}; trying again in ${(waitMs / 1000).toFixed(1)} s (try ${tries + 1} of ${timing.attempts})`,
      );
      try {
        await sleep(waitMs, undefined, { signal });
      } catch (error) {
        throwIfAborted(signal);
        throw error;
      }
    },
  };
}

/** Milliseconds that a Retry-After header asks for: a number of seconds, or a date. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^[0-9]{1,9}(?:\.[0-9]{1,9})?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** @throws UnavailableError `timed-out` or `interrupted` when the caller has given up. */
export function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const reason: unknown = signal.reason;
  if (reason instanceof UnavailableError || reason instanceof TransientFailure) throw reason;
  const timedOut = reason instanceof Error && reason.name === 'TimeoutError';
  throw timedOut
    ? new UnavailableError('timed-out', 'the time allowed ran out while talking to a server', { cause: reason })
    : new UnavailableError('interrupted', 'interrupted while talking to a server', { cause: reason });
}
