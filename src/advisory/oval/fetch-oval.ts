import type { FeedClient, FeedUpdate } from '../advisory-source.ts';
import { newest, unlessMissing } from '../feed-files.ts';
import { readUnpacked } from '../read-unpacked.ts';
import { ovalSlices } from './oval-slices.ts';

/** The first of the files that exists, cut into its definitions; `missing` where there is none. */
export async function fetchOval(client: FeedClient, paths: readonly string[]): Promise<FeedUpdate | 'missing'> {
  for (const path of paths) {
    const file = await unlessMissing(client.download(path));
    if (file === 'missing') continue;
    if (!file) return { kind: 'unchanged' };
    return { kind: 'whole', documents: ovalSlices(() => readUnpacked(file.path)), ...newest([file]) };
  }
  return 'missing';
}
