import type { DownloadedFile, FeedClient } from './advisory-source.ts';

/** Files that make a feed together: all of them where any has changed, undefined where none has. */
export async function downloadAll(client: FeedClient, paths: readonly string[]): Promise<DownloadedFile[] | undefined> {
  const files: (DownloadedFile | undefined)[] = [];
  for (const path of paths) files.push(await client.download(path));
  if (files.every((file) => file === undefined)) return undefined;
  const complete: DownloadedFile[] = [];
  for (const [index, path] of paths.entries()) {
    const file = files[index] ?? (await client.download(path, { always: true }));
    if (file) complete.push(file);
  }
  return complete;
}
