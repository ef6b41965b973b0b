import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import type { AdvisoryOptions } from '../inspection/open-advisories.ts';

/** Flags of every command that compares packages with advisories. */
export interface AdvisoryFlags {
  readonly offline?: boolean;
  readonly feeds?: string;
  readonly advisories: boolean;
  readonly refreshAfter: string;
  readonly maxFeedAge: string;
  readonly withFeed?: readonly string[];
  readonly withoutFeed?: readonly string[];
  readonly vex?: readonly string[];
  readonly ignoreFile?: string;
}

const GROUP = 'Vulnerabilities:';

/** Adds those flags; each can also be set by an environment variable. */
export function addAdvisoryOptions(command: Command): Command {
  const option = (flags: string, description: string) => {
    const created = new Option(flags, description);
    return created.env(`TIDEWAITER_${created.name().replaceAll('-', '_').toUpperCase()}`).helpGroup(GROUP);
  };
  return command
    .addOption(option('--offline', 'fetch no advisories: use those at hand, and say how old they are'))
    .addOption(option('--no-advisories', 'do not look for vulnerabilities'))
    .addOption(option('--feeds <where>', 'mirror of all feeds: an address or a folder'))
    .addOption(option('--refresh-after <hours>', 'ask for newer advisories after so long').default('6'))
    .addOption(option('--max-feed-age <days>', 'older advisories make the verdict incomplete').default('5'))
    .addOption(option('--with-feed <name>', 'ask a feed that needs opting in; repeatable').argParser(collect))
    .addOption(option('--without-feed <name>', 'do not ask a feed; repeatable').argParser(collect))
    .addOption(option('--vex <path>', 'VEX document, or folder of a VEX repository; repeatable').argParser(collect))
    .addOption(option('--ignore-file <file>', 'exceptions (default: .tidewaiterignore, where there is one)'));
}

/** The flags as options of an inspection. @throws UsageError for values that mean nothing. */
export function advisoryOptions(flags: AdvisoryFlags): AdvisoryOptions | false {
  if (!flags.advisories) return false;
  return {
    maxAgeHours: amount(flags.refreshAfter, '--refresh-after'),
    oldestDays: amount(flags.maxFeedAge, '--max-feed-age'),
    ...(flags.offline ? { offline: true } : {}),
    ...(flags.feeds === undefined ? {} : { feeds: whereFeedsAre(flags.feeds) }),
    ...(flags.withFeed ? { withSources: flags.withFeed } : {}),
    ...(flags.withoutFeed ? { withoutSources: flags.withoutFeed } : {}),
    ...(flags.vex ? { vex: flags.vex } : {}),
    ...(flags.ignoreFile === undefined ? {} : { ignoreFile: flags.ignoreFile }),
  };
}

/** The same where advisories are what is asked for. @throws UsageError where they are declined. */
export function requiredAdvisories(flags: AdvisoryFlags): AdvisoryOptions {
  const options = advisoryOptions(flags);
  if (options === false) throw new UsageError('bad-flag', '--no-advisories leaves nothing to answer with');
  return options;
}

/** A folder may be named as it is seen from here. */
export function whereFeedsAre(text: string): string {
  return statSync(text, { throwIfNoEntry: false })?.isDirectory() ? pathToFileURL(resolve(text)).href : text;
}

/** @throws UsageError where the text is no number. */
export function amount(text: string, flag: string): number {
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text)) return Number(text);
  throw new UsageError('bad-flag', `${flag} ${text}: say a number`);
}

/** For options that may come several times. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
