/** How many files, and how large together. */
export interface Tally {
  readonly count: number;
  readonly bytes: number;
}

/** Every regular file of the image, by what is known of where it came from. */
export interface Tallies {
  readonly total: Tally;
  /** Listed by a system package, and as its manifest says where the manifest says and the pass hashed. */
  readonly owned: Tally;
  /** Configuration and logs of a system package that were changed, as may be. */
  readonly configured: Tally;
  /** Listed by a package, but with other content or another mode. */
  readonly modified: Tally;
  /** Belongs to a language package. */
  readonly language: Tally;
  /** Caches, state and other traces of installing and running. */
  readonly debris: Tally;
  /** Nobody says where it came from. */
  readonly unaccounted: Tally;
}

export type AccountClass = Exclude<keyof Tallies, 'total'>;

/** An account of every file: what the image holds beyond what its packages brought. */
export interface Account {
  readonly files: Tallies;
  /** Programs, libraries and scripts among them. */
  readonly executables: Tallies;
  /** Sorted by path; at most `limits.listedFiles`. */
  readonly modified: readonly ModifiedFile[];
  /** Executables only, sorted by path; at most `limits.listedFiles`. */
  readonly unaccounted: readonly UnaccountedFile[];
}

export interface ModifiedFile {
  readonly path: string;
  readonly layer: number;
  /** Is it a program, library or script? */
  readonly executable: boolean;
  /** Package URL of the owner. */
  readonly package: string;
  /** `sha256:…`, or `mode 0644`, `size 12`, `file`. */
  readonly expected?: string;
  readonly actual?: string;
}

export interface UnaccountedFile {
  readonly path: string;
  readonly layer: number;
  readonly kind: string;
  readonly mode: number;
  readonly size: number;
  readonly sha256?: string;
}
