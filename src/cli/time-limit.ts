import { UnavailableError, UsageError } from '../base/errors.ts';

/** Fires when the time is over or the user interrupts. `done` before the process is to end. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  done(): void;
}

/** @throws UsageError when the text is no duration. */
export function startTimeLimit(timeout: string): TimeLimit {
  const timeoutMs = parseDuration(timeout);
  const controller = new AbortController();
  const timer = timeoutMs === 0 ? undefined : setTimeout(() => controller.abort(timedOut(timeout)), timeoutMs);
  const interrupt = (): void => controller.abort(new UnavailableError('interrupted', 'interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    done() {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    },
  };
}

function timedOut(after: string): UnavailableError {
  return new UnavailableError('timed-out', `gave up after ${after}; --timeout allows more`);
}

/** Milliseconds of `90s`, `10m`, `1h30m`, `500ms`, or plain seconds. */
export function parseDuration(text: string): number {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!/^(?:\d{1,9}(?:ms|s|m|h))+$/.test(text))
    throw new UsageError('bad-flag', `${text} is no duration: say 90s, 10m or 1h`);
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+)(ms|s|m|h)/g)) sum += Number(number) * (units[unit ?? ''] ?? 0);
  return Math.min(sum, 2 ** 31 - 1);
}
