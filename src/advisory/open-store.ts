import { FormatError, messageOf, UnavailableError } from '../base/errors.ts';
import type { AdvisoryStore } from './advisory-store.ts';
import { NewerFormatError } from './feed-file.ts';
import type { FeedFolder, OpenedFeed } from './feed-folder.ts';
import type { FeedManifest } from './feed-manifest.ts';
import { storeOfFile } from './file-store.ts';
import { joinStores } from './join-stores.ts';

/** One feed by its names. */
export interface FeedName {
  readonly source: string;
  readonly feed: string;
}

/** A feed that is there and cannot be used. */
export interface DamagedFeed extends FeedName {
  readonly kind: 'damaged' | 'newer';
  readonly message: string;
}

export interface OpenedStore {
  readonly store: AdvisoryStore;
  /** Wanted, and not in the folder. */
  readonly missing: readonly FeedName[];
  /**
   * Grows when a file turns out to be damaged while it is read: look again when all questions were asked. A feed that
   * stands here may have answered before, and answers nothing any more.
   */
  readonly damaged: readonly DamagedFeed[];
}

/** Opens the wanted feeds of a folder as one store. */
export function openAdvisoryStore(folder: FeedFolder, wanted: readonly FeedName[]): OpenedStore {
  const missing: FeedName[] = [];
  const damaged: DamagedFeed[] = [];
  const stores: AdvisoryStore[] = [];
  for (const { source, feed } of distinct(wanted)) {
    const note = (error: unknown): void => {
      damaged.push({ source, feed, ...damageOf(error) });
    };
    try {
      const opened = folder.openFile(source, feed);
      if (opened) stores.push(storeOfFeed(opened, note));
      else missing.push({ source, feed });
    } catch (error) {
      note(error);
    }
  }
  return { store: joinStores(stores), missing, damaged };
}

function storeOfFeed({ manifest, file }: OpenedFeed, note: (error: unknown) => void): AdvisoryStore {
  const { source, feed, checked, published, advisories, damaged } = manifest satisfies FeedManifest;
  const status = { source, feed, checked, ...(published === undefined ? {} : { published }), advisories, damaged };
  return storeOfFile(file, status, note);
}

/** @throws what is neither damage nor a failing disk: a bug. */
function damageOf(error: unknown): Pick<DamagedFeed, 'kind' | 'message'> {
  if (!(error instanceof FormatError || error instanceof UnavailableError)) throw error;
  return { kind: error instanceof NewerFormatError ? 'newer' : 'damaged', message: messageOf(error) };
}

function distinct(names: readonly FeedName[]): FeedName[] {
  return [...new Map(names.map((name) => [`${name.source}\n${name.feed}`, name])).values()];
}
