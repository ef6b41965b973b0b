/** How long and how often a server is waited for. Tests set them to milliseconds. */
export interface HttpTiming {
  /** Until a connection stands, TLS included. */
  readonly connectMs: number;
  /** From request to the first line of the answer. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
  /** For a whole small document (a manifest, a token, a list), so that a trickle cannot hold it up. */
  readonly documentMs: number;
  /** Tries in a row without progress. */
  readonly attempts: number;
  /** The first wait; each later one is twice as long. */
  readonly backoffMs: number;
  /** No single wait is longer; a server that asks for more is given up. */
  readonly longestWaitMs: number;
  /** Bytes of a large body that count as progress and start the count of tries anew. */
  readonly progressBytes: number;
}

export const defaultHttpTiming: HttpTiming = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  documentMs: 120_000,
  attempts: 6,
  backoffMs: 500,
  longestWaitMs: 60_000,
  progressBytes: 256 * 1024,
};
