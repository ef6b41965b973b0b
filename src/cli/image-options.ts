import { type Command, Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import type { InspectOptions } from '../inspection/inspect-options.ts';
import { addRegistryOptions, type RegistryFlags, registryOptions } from './registry-options.ts';
import { addWorkOptions, type WorkFlags, type WorkOptions, workOptions } from './work-options.ts';

/** Flags of every command that looks into an image. */
export interface ImageFlags extends WorkFlags, RegistryFlags {
  readonly platform?: string;
  readonly name?: string;
  readonly verify: 'needed' | 'all';
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
const WORK_GROUP = 'How to work:';

/** Adds those flags; all but the ones for logging in can also be set by an environment variable. */
export function addImageOptions(command: Command): Command {
  const option = (group: string, flags: string, description: string) => {
    const created = new Option(flags, description);
    return created.env(`TIDEWAITER_${created.name().replaceAll('-', '_').toUpperCase()}`).helpGroup(group);
  };
  command
    .addOption(
      option(IMAGE_GROUP, '--platform <os/arch>', 'which of several platforms (default: linux, as this machine)'),
    )
    .addOption(option(IMAGE_GROUP, '--name <reference>', 'what an archive or folder is called, or which image in it'));
  addRegistryOptions(command)
    .addOption(
      option(WORK_GROUP, '--verify <which>', 'hash what can run or steers what runs, or everything')
        .choices(['needed', 'all'])
        .default('needed'),
    )
    .addOption(option(WORK_GROUP, '--threads <number>', 'worker threads (default: one per core)'))
    .addOption(option(WORK_GROUP, '--cache-size <size>', 'how large the cache may grow').default('4GB'))
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
