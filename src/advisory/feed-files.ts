import { UnavailableError } from '../base/errors.ts';
import type { DownloadedFile, FeedClient } from './advisory-source.ts';

/**
 * Files that make up a feed together; those that there are none of are left out. Undefined where all are as they were at the
 * last update: where one has changed, all are fetched.
 */
export async function downloadTogether(
  client: FeedClient,
  paths: readonly string[],
): Promise<ReadonlyMap<string, DownloadedFile> | undefined> {
  const files = new Map<string, DownloadedFile>();
  const unchanged: string[] = [];
  for (const path of paths) {
    const file = await unlessMissing(client.download(path));
    if (file === undefined) unchanged.push(path);
    else if (file !== 'missing') files.set(path, file);
  }
  if (files.size === 0 && unchanged.length > 0) return undefined;
  for (const path of unchanged) {
    const file = await client.download(path, { always: true });
    if (file) files.set(path, file);
  }
  return files;
}

/** What was asked for, or `missing` where the server has no such file. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | 'missing'> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UnavailableError && error.code === 'not-found') return 'missing';
    throw error;
  }
}

/** When the newest of the files was made, as far as the server says. */
export function newest(files: Iterable<DownloadedFile>): { readonly published?: string } {
  let published: string | undefined;
  for (const file of files) {
    if (file.published !== undefined && (published === undefined || file.published > published)) {
      published = file.published;
    }
  }
  return published === undefined ? {} : { published };
}
