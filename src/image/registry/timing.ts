/** How long and how often a registry is waited for. Tests set them to milliseconds. */
export interface RegistryTiming {
  /** Until a connection stands, TLS included. */
  readonly connectMs: number;
  /** From request to the first line of the answer. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
  /** For a whole manifest, config or token, so that a trickle cannot hold it up. */
  readonly documentMs: number;
  /** Tries in a row without progress. */
  readonly attempts: number;
  /** The first wait; each later one is twice as long. */
  readonly backoffMs: number;
  /** No single wait is longer; a registry that asks for more is given up. */
  readonly longestWaitMs: number;
  /** For one run of a credential helper, which may ask its user for a password. */
  readonly helperMs: number;
  /** Bytes of a blob that count as progress and start the count of tries anew. */
  readonly progressBytes: number;
}

export const defaultTiming: RegistryTiming = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  documentMs: 120_000,
  attempts: 6,
  backoffMs: 500,
  longestWaitMs: 60_000,
  helperMs: 30_000,
  progressBytes: 256 * 1024,
};
