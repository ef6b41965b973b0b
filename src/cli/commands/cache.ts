import type { Command } from 'commander';
import { defaultCacheFolder, openCacheFolder } from '../../base/cache-folder.ts';
import { messageOf, UnavailableError } from '../../base/errors.ts';
import { counted, formatBytes } from '../../report/formats/quantities.ts';

/** `tidewaiter cache`: where results of layers are kept, how large they are, and how to be rid of them. */
export function addCacheCommand(program: Command): void {
  const cache = program.command('cache').description('see or clear the results kept between scans');
  const folder = (flags: { cacheDir?: string }) => {
    const path = flags.cacheDir ?? defaultCacheFolder(process.env);
    try {
      return openCacheFolder(path, { largestBytes: Number.MAX_SAFE_INTEGER });
    } catch (error) {
      throw new UnavailableError('disk', `the cache at ${path} cannot be used: ${messageOf(error)}`, { cause: error });
    }
  };
  cache
    .command('status', { isDefault: true })
    .description('path and size')
    .option('--cache-dir <folder>', 'another cache than the default')
    .action((flags: { cacheDir?: string }) => {
      const { path, files, sizeBytes } = folder(flags).usage();
      process.stdout.write(`${path}\n${counted(files, 'file')}, ${formatBytes(sizeBytes)}\n`);
    });
  cache
    .command('clear')
    .description('remove everything in it')
    .option('--cache-dir <folder>', 'another cache than the default')
    .action((flags: { cacheDir?: string }) => {
      const cacheFolder = folder(flags);
      const { files, sizeBytes } = cacheFolder.usage();
      cacheFolder.clear();
      process.stdout.write(`removed ${counted(files, 'file')}, ${formatBytes(sizeBytes)}\n`);
    });
}
