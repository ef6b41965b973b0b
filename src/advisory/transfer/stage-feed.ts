import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { IntegrityError } from '../../base/errors.ts';
import { asDiskError } from '../disk-error.ts';
import { openFeedFile } from '../feed-file.ts';
import type { FeedManifest } from '../feed-manifest.ts';

/** Puts a feed's bytes on disk as they come. */
export interface StagedWriter {
  /** @throws IntegrityError when there are more than were announced. */
  write(chunk: Uint8Array): void;
  /** The feed is whole. @throws IntegrityError when it is not what its manifest says. @throws FormatError when it is damaged. */
  end(): void;
}

/** @throws UnavailableError 'disk' */
export function stageFeed(path: string, { source, feed, sha256, sizeBytes }: FeedManifest): StagedWriter {
  const name = `${source} ${feed}`;
  const hash = createHash('sha256');
  const descriptor = onDisk(path, () => openSync(path, 'wx', 0o644));
  let size = 0;

  const giveUp = (error: unknown): never => {
    closeSync(descriptor);
    rmSync(path, { force: true });
    throw error;
  };
  return {
    write(chunk) {
      size += chunk.length;
      if (size > sizeBytes) giveUp(new IntegrityError('wrong-size', `${name} is longer than ${sizeBytes} bytes`));
      hash.update(chunk);
      try {
        for (let done = 0; done < chunk.length; ) done += writeSync(descriptor, chunk, done);
      } catch (error) {
        giveUp(asDiskError(path, error));
      }
    },
    end() {
      const actual = hash.digest('hex');
      if (size !== sizeBytes || actual !== sha256) {
        const message = `${name}: what should have ${sizeBytes} bytes and sha256 ${sha256} has ${size} and ${actual}`;
        giveUp(new IntegrityError(size === sizeBytes ? 'wrong-digest' : 'wrong-size', message));
      }
      onDisk(path, () => fsyncSync(descriptor));
      closeSync(descriptor);
      const { header, close } = openFeedFile(path);
      close();
      if (header.source === source && header.feed === feed) return;
      throw new IntegrityError('bad-archive', `${name}: the file holds ${header.source} ${header.feed}`);
    },
  };
}

function onDisk<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw asDiskError(path, error);
  }
}
