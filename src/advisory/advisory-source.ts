import type { Advisory } from './advisory.ts';

/** Who publishes advisories. Fetching touches the network only; parsing touches nothing. */
export interface AdvisorySource {
  /** Short, stable, usable as a folder: `osv`, `alpine-secdb`. */
  readonly name: string;
  readonly homepage: string;
  readonly license: string;
  /** Where its files lie, with a slash at the end. A mirror stands in for it. */
  readonly address: string;
  /** The folder of a mirror that holds its files, where that is not its name. */
  readonly mirrorFolder?: string;
  /** Why it is asked only where the user opted in; absent where it is always asked. */
  readonly optIn?: string;
  /** What its servers ask of callers; absent where they ask nothing. */
  readonly access?: FeedAccess;
  /** Raise when the same documents would give other advisories. */
  readonly version: number;
  /** The feed that speaks of an ecosystem (`Alpine:v3.20` → `v3.20`): one download, one compiled file. Undefined where none does. */
  feedFor(ecosystem: string): string | undefined;
  /** All of one feed's documents, or what changed in it since the last time. */
  fetch(feed: string, client: FeedClient): Promise<FeedUpdate>;
  /** @throws FormatError where the document is damaged: it costs that document, and is counted. */
  parse(document: FeedDocument, feed: string): Iterable<Advisory>;
}

/** How often a source may be called, and the secret by which it allows more. Mirrors get neither. */
export interface FeedAccess {
  readonly windowMs: number;
  readonly calls: number;
  readonly callsWithSecret: number;
  /** Sent where the environment variable has it; never shown. */
  readonly secret: { readonly header: string; readonly variable: string };
}

/** A part of a feed that is parsed by itself: a record of a zip, a member of a large JSON file, a whole small file. */
export interface FeedDocument {
  /** For messages and for parsers that need it: the file's or member's name. */
  readonly name: string;
  readonly text: string;
}

export type FeedUpdate =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'whole';
      readonly documents: AsyncIterable<FeedDocument>;
      readonly published?: string;
      readonly cursor?: string;
    }
  /** Advisories with the ids of `documents` replace the old ones; `removed` are gone. */
  | {
      readonly kind: 'changes';
      readonly documents: AsyncIterable<FeedDocument>;
      readonly removed: readonly string[];
      readonly published?: string;
      readonly cursor?: string;
    };

/** Reads the files of one source, or of the mirror that stands in for it. Bounded, retried, resumed, cancellable. */
export interface FeedClient {
  /** What the last update left behind, undefined for the first one: where to go on (`modified_id.csv`). */
  readonly cursor?: string;
  /**
   * A file to a place on disk, `path` relative to the source's address. Undefined where the server says that it is as it was
   * at the last update; `always` fetches it all the same.
   */
  download(path: string, options?: { readonly always?: boolean }): Promise<DownloadedFile | undefined>;
  /** A small document, always fetched. @throws UnavailableError; `code: 'not-found'` where there is none. */
  text(path: string, options: { readonly largestBytes: number }): Promise<string>;
}

export interface DownloadedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** RFC 3339: when the server says that it was made. */
  readonly published?: string;
}
