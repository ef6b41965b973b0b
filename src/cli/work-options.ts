import { type Command, Option } from 'commander';
import type { InspectOptions } from '../inspection/inspect-options.ts';
import { createProgressLine } from './progress.ts';
import { startTimeLimit } from './time-limit.ts';

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
  const limit = startTimeLimit(flags.timeout);
  const progress = flags.quiet || !process.stderr.isTTY ? undefined : createProgressLine(process.stderr);
  return {
    cache: flags.cacheDir ?? true,
    signal: limit.signal,
    ...(progress ? { onProgress: progress.show } : {}),
    done() {
      limit.done();
      progress?.clear();
    },
  };
}
