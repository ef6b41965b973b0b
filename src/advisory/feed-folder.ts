import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, messageOf, UnavailableError } from '../base/errors.ts';
import { asObject, asText, parseJson } from '../base/json.ts';
import { asDiskError, systemCode } from './disk-error.ts';
import { type FeedFile, openFeedFile } from './feed-file.ts';
import { type FeedLock, takeFeedLock } from './feed-lock.ts';
import { type FeedManifest, type FeedValidator, manifestText, parseManifest } from './feed-manifest.ts';
import { type FeedNames, feedNames } from './feed-names.ts';
import { removeFile } from './remove-file.ts';
import { replaceFile, syncFolder } from './replace-file.ts';

/** Compiled feeds on disk. Any number of processes may read and write at a time; nobody ever sees half a feed. */
export interface FeedFolder {
  readonly path: string;
  /** Undefined where there is no such feed. @throws FormatError when its manifest is damaged. */
  current(source: string, feed: string): FeedManifest | undefined;
  /** Feeds with a readable manifest, sorted by file name. */
  list(): FeedManifest[];
  /** The compiled file of the current generation. @throws FormatError when manifest or file is damaged. */
  openFile(source: string, feed: string): OpenedFeed | undefined;
  /**
   * Makes a new generation current once it is wholly on disk; until then, and after any failure, the old one stays.
   * @throws UnavailableError 'disk' and whatever `write` throws.
   */
  replace(source: string, feed: string, write: (path: string) => Promise<WrittenFeed>): Promise<FeedManifest>;
  /** Notes that the feed, as this manifest has it, was heard to be current. */
  markChecked(manifest: FeedManifest, checked: string): void;
  /** Undefined where another process is updating the feed: this one may wait for it or go on regardless. */
  lock(source: string, feed: string): FeedLock | undefined;
  remove(source: string, feed: string): void;
}

export interface OpenedFeed {
  readonly manifest: FeedManifest;
  readonly file: FeedFile;
}

/** What is to be known of a new generation beside the compiled file itself. */
export interface WrittenFeed {
  /** Hexadecimal, of the compiled file. */
  readonly sha256: string;
  readonly damaged: number;
  readonly checked: string;
  readonly published?: string;
  readonly validators: readonly FeedValidator[];
  readonly cursor?: string;
}

/** No writer lets its file lie for so long. */
const ABANDONED_AFTER_MS = 3600 * 1000;
/** A generation may be replaced twice between reading its manifest and opening it; not again and again. */
const MOST_ATTEMPTS = 20;

/** Where feeds lie in a cache folder. The layer cache beside it neither counts nor evicts nor clears them. */
export function feedFolderPath(cacheFolder: string): string {
  return join(cacheFolder, 'advisories');
}

/** The folder need not be there yet, nor be writable. */
export function openFeedFolder(path: string): FeedFolder {
  const current = (source: string, feed: string): FeedManifest | undefined => {
    const names = feedNames(source, feed);
    const text = readText(join(path, names.manifest));
    if (text === undefined) return undefined;
    const manifest = parseManifest(text);
    if (manifest.source !== source || manifest.feed !== feed) {
      throw new FormatError(`${join(path, names.manifest)} speaks of another feed`);
    }
    const checked = checkedSince(join(path, names.checked), manifest);
    return checked === undefined ? manifest : { ...manifest, checked };
  };

  return {
    path,
    current,
    list: () =>
      listFolder(path)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .flatMap((name) => readableManifest(join(path, name)) ?? [])
        .map((manifest) => attempt(() => current(manifest.source, manifest.feed)) ?? manifest),
    openFile(source, feed) {
      let missing: string | undefined;
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const manifest = current(source, feed);
        if (!manifest) return undefined;
        if (manifest.file === missing) break;
        const file = openUnlessMissing(join(path, manifest.file), manifest);
        if (file) return { manifest, file };
        missing = manifest.file;
      }
      throw new FormatError(`${join(path, String(missing))} is missing`);
    },
    async replace(source, feed, write) {
      const names = feedNames(source, feed);
      const token = randomBytes(8).toString('hex');
      const compiled = join(path, names.compiled(token));
      const before = attempt(() => current(source, feed));
      onDisk(path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
      try {
        const written = await write(compiled);
        const manifest = describe(compiled, { source, feed, file: names.compiled(token), written, before });
        onDisk(path, () => {
          // A process that slept for an hour must not find its file tidied away.
          utimesSync(compiled, new Date(), new Date());
          syncFolder(path);
          replaceFile(join(path, names.manifest), join(path, names.temporary(token)), manifestText(manifest));
        });
        if (before?.previousFile !== undefined) removeFile(join(path, before.previousFile));
        discardLeftovers(path, names, manifest);
        return manifest;
      } catch (error) {
        attempt(() => removeFile(compiled));
        throw error;
      }
    },
    markChecked(manifest, checked) {
      const names = feedNames(manifest.source, manifest.feed);
      const temporary = join(path, names.temporary(randomBytes(8).toString('hex')));
      const text = `${JSON.stringify({ file: manifest.file, checked })}\n`;
      onDisk(path, () => replaceFile(join(path, names.checked), temporary, text));
    },
    lock: (source, feed) => {
      onDisk(path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
      return onDisk(path, () => takeFeedLock(join(path, feedNames(source, feed).lock)));
    },
    remove(source, feed) {
      const names = feedNames(source, feed);
      onDisk(path, () => {
        for (const name of [names.manifest, names.checked, ...listFolder(path).filter(names.owns)]) {
          removeFile(join(path, name));
        }
      });
    },
  };
}

function describe(
  compiled: string,
  { source, feed, file, written, before }: { written: WrittenFeed; before: FeedManifest | undefined } & Named,
): FeedManifest {
  const { header, counts, sizeBytes, close } = openFeedFile(compiled);
  close();
  if (header.source !== source || header.feed !== feed) throw new FormatError(`${compiled} holds another feed`);
  const published = written.published ?? header.published;
  return {
    source,
    feed,
    file,
    sha256: written.sha256,
    sizeBytes,
    advisories: counts.advisories,
    ranges: counts.ranges,
    damaged: written.damaged,
    sourceVersion: header.sourceVersion,
    checked: written.checked,
    ...(published === undefined ? {} : { published }),
    validators: written.validators,
    ...(written.cursor === undefined ? {} : { cursor: written.cursor }),
    ...(before === undefined ? {} : { previousFile: before.file }),
  };
}

interface Named {
  readonly source: string;
  readonly feed: string;
  readonly file: string;
}

/** Counts only for the generation that it was heard of. */
function checkedSince(path: string, { file, checked }: FeedManifest): string | undefined {
  const note = attempt(() => asObject(parseJson(readText(path) ?? '{}')));
  const heard = asText(note?.checked);
  if (heard === undefined || asText(note?.file) !== file) return undefined;
  return Date.parse(heard) > Date.parse(checked) ? heard : undefined;
}

function openUnlessMissing(path: string, manifest: FeedManifest): FeedFile | undefined {
  try {
    const file = openFeedFile(path);
    const { header, sizeBytes } = file;
    if (sizeBytes === manifest.sizeBytes && header.source === manifest.source && header.feed === manifest.feed)
      return file;
    file.close();
  } catch (error) {
    if (error instanceof UnavailableError && error.code === 'not-found') return undefined;
    throw error;
  }
  throw new FormatError(`${path} is not the file that its manifest describes`);
}

/** What writers that were killed left behind. */
function discardLeftovers(path: string, names: FeedNames, { file, previousFile }: FeedManifest): void {
  for (const name of listFolder(path).filter(names.owns)) {
    if (name === file || name === previousFile) continue;
    attempt(() => {
      if (Date.now() - statSync(join(path, name)).mtimeMs > ABANDONED_AFTER_MS) removeFile(join(path, name));
    });
  }
}

function readableManifest(path: string): FeedManifest | undefined {
  return attempt(() => parseManifest(readText(path) ?? ''));
}

function listFolder(path: string): string[] {
  return attempt(() => readdirSync(path)) ?? [];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw new UnavailableError('disk', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function onDisk<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw asDiskError(path, error);
  }
}

/** Undefined where it fails: damage that a new generation will mend, or a file that another process was faster to remove. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof FormatError || error instanceof UnavailableError || systemCode(error)) return undefined;
    throw error;
  }
}
