import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, IntegrityError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { makeDownloadFolder } from '../download-folder.ts';
import type { FeedFolder } from '../feed-folder.ts';
import type { FeedManifest } from '../feed-manifest.ts';
import { moveIntoPlace } from './move-into-place.ts';
import { soundManifest } from './sound-manifest.ts';
import { type StagedWriter, stageFeed } from './stage-feed.ts';

export interface IntakeOptions {
  readonly folder: FeedFolder;
  /** Names of the sources that this program knows. */
  readonly sources: ReadonlySet<string>;
  readonly now: Date;
  /** Also what is not newer than what is at hand. */
  readonly force?: boolean;
}

/** A feed from elsewhere, and what became of it. */
export interface Arrival {
  readonly manifest: FeedManifest;
  /** `confirmed`: the same bytes, heard to be current later than here. */
  readonly outcome: 'taken' | 'confirmed' | 'not-newer' | 'unknown-source';
}

/** Takes feeds from elsewhere into a folder: all of them are checked before the first one counts. */
export interface Intake {
  /** The feed that is to come: where its bytes go, or undefined where they are not wanted. */
  offer(manifest: FeedManifest): StagedWriter | undefined;
  /** Makes the feeds current whose bytes came. @throws UnavailableError 'disk' */
  take(): Promise<readonly Arrival[]>;
  /** Removes what was not taken. */
  close(): void;
}

/** @throws UnavailableError 'disk' when the folder cannot be written. */
export function openIntake({ folder, sources, now, force = false }: IntakeOptions): Intake {
  const staging = makeDownloadFolder(folder.path);
  const offered = new Map<string, { manifest: FeedManifest; path?: string }>();
  let contentBytes = 0;

  const judge = (manifest: FeedManifest): Arrival['outcome'] => {
    if (!sources.has(manifest.source)) return 'unknown-source';
    const present = usable(folder, manifest);
    if (!present || force) return 'taken';
    if (!(Date.parse(manifest.checked) > Date.parse(present.checked))) return 'not-newer';
    return present.sha256 === manifest.sha256 ? 'confirmed' : 'taken';
  };

  return {
    offer(claimed) {
      const manifest = soundManifest(claimed, now);
      const key = `${manifest.source}\n${manifest.feed}`;
      if (offered.has(key)) throw new FormatError(`${manifest.source} ${manifest.feed} comes twice`);
      if (offered.size >= limits.feedsTogether) throw new FormatError(`more than ${limits.feedsTogether} feeds`);
      if (judge(manifest) !== 'taken') {
        offered.set(key, { manifest });
        return undefined;
      }
      contentBytes += manifest.sizeBytes;
      if (contentBytes > limits.feedsTogetherContent) {
        throw new IntegrityError('over-limit', `more than ${limits.feedsTogetherContent} bytes of feeds`);
      }
      const path = join(staging, `${offered.size}.feed`);
      offered.set(key, { manifest, path });
      return stageFeed(path, manifest);
    },
    async take() {
      const arrivals: Arrival[] = [];
      for (const { manifest, path } of offered.values()) {
        // Another process may have updated it meanwhile.
        const outcome = judge(manifest);
        arrivals.push({ manifest, outcome: outcome === 'taken' && path === undefined ? 'not-newer' : outcome });
        if (outcome === 'confirmed') {
          const present = folder.current(manifest.source, manifest.feed);
          if (present) folder.markChecked(present, manifest.checked);
        }
        if (outcome === 'taken' && path !== undefined) await moveIntoPlace(folder, manifest, path);
      }
      return arrivals;
    },
    close: () => rmSync(staging, { recursive: true, force: true }),
  };
}

/** What is at hand, unless it is damaged. */
function usable(folder: FeedFolder, { source, feed }: FeedManifest): FeedManifest | undefined {
  try {
    const opened = folder.openFile(source, feed);
    opened?.file.close();
    return opened?.manifest;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
