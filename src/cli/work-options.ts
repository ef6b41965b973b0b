import { type Command, Option } from 'commander';
import { UnavailableError, UsageError } from '../base/errors.ts';
import type { InspectOptions } from '../inspection/inspect-options.ts';
import { createProgressLine } from './progress.ts';

/** Flags of every command that may take a while. */
export interface WorkFlags {
  readonly timeout: string;
  readonly cacheDir?: string;
  readonly quiet?: boolean;
}

/** What they come to. Call `done` when the work is over. */
export interface WorkOptions extends Pick<InspectOptions, 'onProgress'> {
  readonly cache: string | true;
  readonly signal: AbortSignal;
  done(): void;
}

const GROUP = 'How to work:';

/** Adds those flags; each can also be set by an environment variable. */
export function addWorkOptions(command: Command): Command {
  const option = (flags: string, description: string) => {
    const created = new Option(flags, description);
    return created.env(`TIDEWAITER_${created.name().replaceAll('-', '_').toUpperCase()}`).helpGroup(GROUP);
  };
  return command
    .addOption(option('--timeout <duration>', 'give up after 90s, 10m, 1h; 0 waits for ever').default('30m'))
    .addOption(option('--cache-dir <folder>', 'where results of layers and advisories are kept'))
    .addOption(option('-q, --quiet', 'no progress on standard error'));
}

/** The flags as options: a signal that fires in time and on Ctrl-C, and a line of progress on a terminal. */
export function workOptions(flags: WorkFlags): WorkOptions {
  const timeoutMs = parseDuration(flags.timeout);
  const controller = new AbortController();
  const timer = timeoutMs === 0 ? undefined : setTimeout(() => controller.abort(timedOut(flags.timeout)), timeoutMs);
  const interrupt = (): void => controller.abort(new UnavailableError('interrupted', 'interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = flags.quiet || !process.stderr.isTTY ? undefined : createProgressLine(process.stderr);
  return {
    cache: flags.cacheDir ?? true,
    signal: controller.signal,
    ...(progress ? { onProgress: progress.show } : {}),
    done() {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      progress?.clear();
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
