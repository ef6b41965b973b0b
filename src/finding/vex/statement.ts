/** What somebody says of vulnerabilities in products: VEX, whatever format it came in. */
export interface VexStatement {
  /** The vulnerability and its aliases. */
  readonly ids: readonly string[];
  /** Any of them; empty where the document names none, and speaks of the image it was found with. */
  readonly products: readonly VexProduct[];
  readonly status: VexStatus;
  /** Why it is not affected, as the format words it: `vulnerable_code_not_present`. */
  readonly justification?: string;
  /** Why, or what to do, in the author's words. Bounded. */
  readonly text?: string;
  /** RFC 3339: when it was said. */
  readonly timestamp?: string;
  readonly author: string;
  /** The file, attestation or repository that it was read from. */
  readonly source: string;
}

export type VexStatus = 'not-affected' | 'affected' | 'fixed' | 'under-investigation';

/** A product as named; where it has components, only those in it are meant. */
export interface VexProduct extends VexComponent {
  readonly components: readonly VexComponent[];
}

export interface VexComponent {
  /** Package URLs, any of which it is. */
  readonly purls: readonly string[];
  /** `sha256:…`, lower case. */
  readonly digests: readonly string[];
  /** CPE name of the platform that it must be on. */
  readonly platform?: string;
}
