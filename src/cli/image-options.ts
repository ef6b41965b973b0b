import { type Command, Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import type { RegistryOptions } from '../image/source.ts';
import type { InspectOptions } from '../inspection/inspect-options.ts';
import { addWorkOptions, type WorkFlags, type WorkOptions, workOptions } from './work-options.ts';

/** Flags of every command that looks into an image. */
export interface ImageFlags extends WorkFlags {
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
  readonly cacheSize: string;
  readonly threads?: string;
}

export const IMAGE_HELP = `
<image> is one of
  nginx:1.29, ghcr.io/org/app@sha256:…  a local engine's image, else a registry's
  image.tar, image.tar:tag              docker save, OCI archive
  folder, folder:tag                    OCI layout, root file system
  -                                     an archive from standard input
registry: archive: oci: daemon: rootfs: sbom: in front force one of them.
The environment sets options too: TIDEWAITER_CACHE_DIR means --cache-dir.`;

const IMAGE_GROUP = 'Which image:';
const REGISTRY_GROUP = 'Registries:';
const WORK_GROUP = 'How to work:';

/** Adds those flags; all but the ones for logging in can also be set by an environment variable. */
export function addImageOptions(command: Command): Command {
  const option = (group: string, flags: string, description: string) => {
    const created = new Option(flags, description);
    return created.env(`TIDEWAITER_${created.name().replaceAll('-', '_').toUpperCase()}`).helpGroup(group);
  };
  // The registry source reads TIDEWAITER_USERNAME and its kin itself: a password may stand beside them there.
  const login = (flags: string, description: string) => new Option(flags, description).helpGroup(REGISTRY_GROUP);
  command
    .addOption(
      option(IMAGE_GROUP, '--platform <os/arch>', 'which of several platforms (default: linux, as this machine)'),
    )
    .addOption(option(IMAGE_GROUP, '--name <reference>', 'what an archive or folder is called, or which image in it'))
    .addOption(login('--username <name>', 'log in with this name'))
    .addOption(login('--password-stdin', 'read the password from standard input'))
    .addOption(login('--registry-token-stdin', 'read a bearer token from standard input'))
    .addOption(option(REGISTRY_GROUP, '--mirror <host=url>', 'ask this mirror first; repeatable').argParser(collect))
    .addOption(option(REGISTRY_GROUP, '--ca-file <file>', 'more certificate authorities (PEM)'))
    .addOption(option(REGISTRY_GROUP, '--insecure', 'allow plain HTTP and any certificate'))
    .addOption(
      option(WORK_GROUP, '--verify <which>', 'hash what can run or steers what runs, or everything')
        .choices(['needed', 'all'])
        .default('needed'),
    )
    .addOption(option(WORK_GROUP, '--threads <number>', 'worker threads (default: one per core)'))
    .addOption(option(WORK_GROUP, '--cache-size <size>', 'how large that may grow').default('4GB'))
    .addOption(option(WORK_GROUP, '--no-cache', 'neither use nor keep results of layers'));
  return addWorkOptions(command);
}

/** The flags as options of an inspection. @throws UsageError for values that mean nothing. */
export async function inspectOptions(flags: ImageFlags): Promise<InspectOptions & Omit<WorkOptions, 'cache'>> {
  const options: InspectOptions = {
    registry: await registryOptions(flags),
    verify: flags.verify,
    largestCacheBytes: parseSize(flags.cacheSize),
    ...(flags.platform === undefined ? {} : { platform: flags.platform }),
    ...(flags.name === undefined ? {} : { reference: flags.name }),
    ...(flags.threads === undefined ? {} : { threads: parseThreads(flags.threads) }),
  };
  // Only now that nothing can be wrong with the flags: a timer left running would keep the process alive.
  const work = workOptions(flags);
  return { ...options, ...work, cache: flags.cache ? work.cache : false };
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
