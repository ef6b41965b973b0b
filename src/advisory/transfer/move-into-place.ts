import { renameSync } from 'node:fs';
import { asDiskError } from '../disk-error.ts';
import type { FeedFolder } from '../feed-folder.ts';
import type { FeedManifest } from '../feed-manifest.ts';

/** Makes a checked file on the same disk the current generation of its feed. @throws UnavailableError 'disk' */
export async function moveIntoPlace(folder: FeedFolder, manifest: FeedManifest, path: string): Promise<void> {
  const { source, feed, sha256, damaged, checked, published, validators, cursor } = manifest;
  await folder.replace(source, feed, async (place) => {
    try {
      renameSync(path, place);
    } catch (error) {
      throw asDiskError(place, error);
    }
    return {
      sha256,
      damaged,
      checked,
      ...(published === undefined ? {} : { published }),
      validators,
      ...(cursor === undefined ? {} : { cursor }),
    };
  });
}
