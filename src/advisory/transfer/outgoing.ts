import { createHash } from 'node:crypto';
import { FormatError, messageOf } from '../../base/errors.ts';
import { NewerFormatError } from '../feed-file.ts';
import type { FeedFolder, OpenedFeed } from '../feed-folder.ts';
import type { FeedManifest } from '../feed-manifest.ts';

/** Feeds that are to be sent elsewhere, open and checked. Close them. */
export interface Outgoing {
  /** Sorted by file name; what only concerns this folder is left out of their manifests. */
  readonly feeds: readonly OpenedFeed[];
  close(): void;
}

/** All feeds of a folder. @throws FormatError when one is damaged: nobody else shall have it. */
export function openOutgoing(folder: FeedFolder): Outgoing {
  const feeds: OpenedFeed[] = [];
  const close = (): void => {
    for (const { file } of feeds) file.close();
  };
  try {
    for (const { source, feed } of folder.list()) {
      const opened = open(folder, source, feed);
      if (opened) feeds.push({ ...opened, manifest: withoutPrevious(opened.manifest) });
    }
    return { feeds, close };
  } catch (error) {
    close();
    throw error;
  }
}

function open(folder: FeedFolder, source: string, feed: string): OpenedFeed | undefined {
  try {
    return openChecked(folder, source, feed);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const message = `${source} ${feed} is damaged on disk (${messageOf(error)}): "tidewaiter db update" fetches it anew`;
    throw new FormatError(message, { cause: error });
  }
}

/** Removes a feed whose bytes are not those that were written, so that it is fetched whole. Tells whether there was one. */
export function forgetDamaged(folder: FeedFolder, source: string, feed: string): boolean {
  try {
    openChecked(folder, source, feed)?.file.close();
    return false;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (error instanceof NewerFormatError) return false;
    folder.remove(source, feed);
    return true;
  }
}

function openChecked(folder: FeedFolder, source: string, feed: string): OpenedFeed | undefined {
  const opened = folder.openFile(source, feed);
  if (!opened) return undefined;
  try {
    const hash = createHash('sha256');
    for (const chunk of opened.file.bytes()) hash.update(chunk);
    if (hash.digest('hex') === opened.manifest.sha256) return opened;
    throw new FormatError('its bytes are not those that were written');
  } catch (error) {
    opened.file.close();
    throw error;
  }
}

function withoutPrevious({ previousFile: _, ...manifest }: FeedManifest): FeedManifest {
  return manifest;
}
