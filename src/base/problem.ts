/** What could not be inspected, and why. One unreadable file costs that file, not the inspection. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence for a person: what happened and what is missing from the report because of it. */
  readonly message: string;
  /** Path inside the image, without a leading slash. */
  readonly path?: string;
  /** Index of the layer in the manifest, from 0. */
  readonly layer?: number;
}

export type ProblemCode =
  /** A file is larger, deeper or longer than the limits table allows. */
  | 'over-limit'
  /** The layer's compressed stream or tar structure is damaged; entries after the damage are missing. */
  | 'corrupt-layer'
  /** The layer's bytes are not in the image (foreign layers) or of an unknown kind. */
  | 'layer-not-inspected'
  /** A path that leads out of the image, is empty, or holds a NUL. */
  | 'unsafe-path'
  /** A link that leads nowhere, in a circle, or out of the image. */
  | 'bad-link'
  /** A file that a cataloger wanted is not in the form it should have. */
  | 'unreadable-file'
  /** Config, manifest and layers contradict each other. */
  | 'inconsistent-image'
  /** A package database vanished or was replaced by a later layer. */
  | 'package-database-removed'
  | 'package-database-rewritten'
  /** The cache could not be used; the result is complete, the next scan is not faster. */
  | 'cache-unavailable'
  /** No advisories speak of this distribution, or it is not known which release it is. */
  | 'release-unknown'
  /** Packages whose version the image does not tell, or that cannot be compared. */
  | 'version-unknown'
  /** Packages that look like the distribution's but are made by others: its advisories do not speak of them. */
  | 'packages-not-judged'
  /** Nobody mends the operating system's packages any more: its advisories tell nothing of newer holes. */
  | 'end-of-life'
  /** Advisories that the image needs are not at hand: vulnerabilities of some packages are missing. */
  | 'feed-unavailable'
  /** Advisories could not be brought up to date: older ones were used. */
  | 'feed-stale'
  /** What is known of attacks (KEV, EPSS) is not at hand: nothing is missing, the order of urgency is less exact. */
  | 'ranking-unavailable'
  /** Nothing was heard of advisories for days: what became known since is missing. */
  | 'feed-outdated'
  /** An exception ended; what it let pass is reported again. */
  | 'exception-expired'
  /** A document of a VEX repository cannot be read. */
  | 'unreadable-vex'
  /** The index names a platform whose image could not be looked into. */
  | 'platform-not-inspected'
  /** One file names something so often that detectors looked at the first places only. */
  | 'content-over-limit'
  /** A bug of ours in one plugin: its results are missing. */
  | 'plugin-failed';
