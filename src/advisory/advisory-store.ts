import type { Advisory, AffectedPackage } from './advisory.ts';

/** Advisories at hand, read-only; many processes may hold one at a time. Reads are synchronous. */
export interface AdvisoryStore {
  /** The feeds that could be opened, sorted by source and name. */
  readonly feeds: readonly FeedStatus[];
  /** What all feeds say of one package: exact ecosystem and name. Not judged by version yet. */
  find(ecosystem: string, name: string): readonly Statement[];
  /** All advisories that have this id or alias. */
  get(id: string): readonly StoredAdvisory[];
  close(): void;
}

/** An advisory, and the feed it came from. */
export interface StoredAdvisory {
  readonly feed: FeedStatus;
  readonly advisory: Advisory;
}

/** What one advisory says of one package. */
export interface Statement {
  readonly feed: FeedStatus;
  readonly id: string;
  readonly affected: AffectedPackage;
  readonly withdrawn: boolean;
  /** The whole advisory; read and decoded only now. */
  advisory(): Advisory;
}

export interface FeedStatus {
  /** Name of the source: `osv`. */
  readonly source: string;
  /** `npm`; the source's name again where it has one feed only. */
  readonly feed: string;
  /** RFC 3339: when we last heard that it is current. */
  readonly checked: string;
  /** RFC 3339: when its publisher made it, as far as is known. */
  readonly published?: string;
  readonly advisories: number;
  /** Records that could not be understood. */
  readonly damaged: number;
  /** Ships with the product: household names only, for want of the feed itself. */
  readonly starter?: true;
}
