import { type Command, Option } from 'commander';
import { UnavailableError, UsageError } from '../base/errors.ts';
import type { RegistryOptions } from '../image/source.ts';
import type { InspectOptions } from '../inspection/inspect.ts';
import { createProgressLine } from './progress.ts';

/** Flags of every command that looks into an image. */
export interface ImageFlags {
  readonly platform?: string;
  readonly name?: string;
  readonly verify: 'needed' | 'all';
  readonly username?: string;
  readonly passwordStdin?: boolean;
  readonly registryTokenStdin?: boolean;
  readonly insecure?: boolean;
  readonly caFile?: string;
  readonly mirror?: readonly string[];
  readonly cache: boolean;
  readonly cacheDir?: string;
  readonly cacheSize: string;
  readonly timeout: string;
  readonly threads?: string;
  readonly quiet?: boolean;
}

export const IMAGE_HELP = `
IMAGE is a reference (nginx:1.29, ghcr.io/org/app@sha256:…), a file (docker save, OCI archive), a folder (OCI layout,
root file system) or - for standard input. A prefix says which: registry: archive: oci: daemon: rootfs: sbom:`;

/** Adds those flags; each can also be set by an environment variable. */
export function addImageOptions(command: Command): Command {
  const option = (flags: string, description: string) => {
    const created = new Option(flags, description);
    return created.env(`TIDEWAITER_${created.name().replaceAll('-', '_').toUpperCase()}`);
  };
  return command
    .addOption(option('--platform <os/arch>', 'platform to take out of an index (default: linux on this machine)'))
    .addOption(
      option('--name <reference>', 'which reference an archive or folder stands for, or which image in it is meant'),
    )
    .addOption(
      option('--verify <which>', 'hash the files that can run or steer what runs, or all files')
        .choices(['needed', 'all'])
        .default('needed'),
    )
    .addOption(option('--username <name>', 'log in to the registry with this name'))
    .addOption(option('--password-stdin', 'read the password from standard input'))
    .addOption(option('--registry-token-stdin', 'read a bearer token for the registry from standard input'))
    .addOption(option('--insecure', 'speak plain HTTP, or HTTPS without checking the certificate'))
    .addOption(option('--ca-file <file>', 'additional certificate authorities (PEM)'))
    .addOption(option('--mirror <host=url>', 'ask this mirror of a registry first; repeatable').argParser(collect))
    .addOption(option('--cache-dir <folder>', 'where results of layers are kept'))
    .addOption(option('--cache-size <size>', 'largest size of that folder').default('4GB'))
    .addOption(option('--no-cache', 'neither use nor keep results of layers'))
    .addOption(option('--timeout <duration>', 'give up after this time: 90s, 10m, 1h; 0 waits for ever').default('30m'))
    .addOption(option('--threads <number>', 'worker threads (default: one per core)'))
    .addOption(option('-q, --quiet', 'no progress on standard error'));
}

/** The flags as options of an inspection. @throws UsageError for values that mean nothing. */
export async function inspectOptions(flags: ImageFlags): Promise<InspectOptions & { done(): void }> {
  const timeoutMs = parseDuration(flags.timeout);
  const controller = new AbortController();
  const timer = timeoutMs === 0 ? undefined : setTimeout(() => controller.abort(timedOut(flags.timeout)), timeoutMs);
  const interrupt = (): void => controller.abort(new UnavailableError('interrupted', 'interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = flags.quiet || !process.stderr.isTTY ? undefined : createProgressLine(process.stderr);
  return {
    registry: await registryOptions(flags),
    verify: flags.verify,
    cache: flags.cache ? (flags.cacheDir ?? true) : false,
    largestCacheBytes: parseSize(flags.cacheSize),
    signal: controller.signal,
    ...(flags.platform === undefined ? {} : { platform: flags.platform }),
    ...(flags.name === undefined ? {} : { reference: flags.name }),
    ...(flags.threads === undefined ? {} : { threads: parseThreads(flags.threads) }),
    ...(progress ? { onProgress: progress.show } : {}),
    done() {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      progress?.clear();
    },
  };
}

async function registryOptions(flags: ImageFlags): Promise<RegistryOptions> {
  if (flags.passwordStdin && !flags.username) throw new UsageError('bad-flag', '--password-stdin goes with --username');
  if (flags.username && !flags.passwordStdin) throw new UsageError('bad-flag', '--username goes with --password-stdin');
  const mirrors = new Map<string, string[]>();
  for (const text of flags.mirror ?? []) {
    const [host = '', url = ''] = text.split(/=(.*)/s);
    if (!host || !/^https?:\/\//.test(url))
      throw new UsageError('bad-flag', `--mirror ${text}: say it as docker.io=https://mirror.example`);
    mirrors.set(host, [...(mirrors.get(host) ?? []), url]);
  }
  return {
    ...(flags.insecure ? { insecure: true } : {}),
    ...(flags.caFile === undefined ? {} : { caFile: flags.caFile }),
    ...(mirrors.size > 0 ? { mirrors: Object.fromEntries(mirrors) } : {}),
    ...(flags.username ? { credentials: { username: flags.username, password: await standardInputLine() } } : {}),
    ...(flags.registryTokenStdin ? { credentials: { token: await standardInputLine() } } : {}),
  };
}

async function standardInputLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 65_536) throw new UsageError('bad-flag', 'the secret on standard input is too long');
  }
  return text.replace(/\r?\n$/, '');
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
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

/** Bytes of `512MB`, `4GB`, `4GiB`, or a plain number. */
export function parseSize(text: string): number {
  const match = /^(\d{1,15})\s*(?:([kMGT])(i?)B?|B)?$/i.exec(text);
  if (!match) throw new UsageError('bad-flag', `${text} is no size: say 512MB or 4GB`);
  const [, number = '', unit = '', binary] = match;
  const power = ' kmgt'.indexOf(unit.toLowerCase() || ' ');
  return Number(number) * (binary ? 1024 : 1000) ** power;
}

function parseThreads(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads;
  throw new UsageError('bad-flag', `${text} is no number of threads`);
}
