/** What the last update of a feed left behind, so that the next one asks only for what changed. Plain data. */
export interface FeedMemory {
  /** The source's own mark: where to go on. */
  readonly cursor?: string;
  /** What servers said of each file, by its whole address. */
  readonly files: Readonly<Record<string, Validators>>;
}

/** What a server compares to tell whether a file is as it was (RFC 9110, 8.8). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Before the first update. */
export const noMemory: FeedMemory = { files: {} };
