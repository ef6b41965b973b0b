import type { Severity } from '../../advisory/severity.ts';

/** One kind of secret: what it is called, and how it is known. */
export interface SecretKind {
  /** Of its rule: `secret/<name>`. */
  readonly name: string;
  /** A noun phrase: `GitHub personal access token`. */
  readonly title: string;
  readonly severity: Severity;
  /**
   * One of them stands in or right before every secret of this kind: in lower case, compared without regard to it; or of 4 to
   * 6 characters, compared as written.
   */
  readonly keywords: readonly string[];
  /**
   * What tells it: a `checksum`; a `structure` that chance does not make, but test data has too; a `shape` (its own prefix,
   * length and alphabet); the `name` that it is given. Where examples and strangers' files lie, only checksums are believed.
   */
  readonly told: 'checksum' | 'structure' | 'shape' | 'name';
  /** Looked for in texts only. */
  readonly textOnly?: boolean;
  /** Is it public where browsers are sent it? Then it is looked for elsewhere only. */
  readonly publicInBrowsers?: boolean;
  /** What is at the place of a keyword. Must take linear time. */
  readonly find: (place: SecretPlace) => FoundSecret | undefined;
  /** Kinds that say less about what this one found: they are not told of the same file. */
  readonly covers?: readonly string[];
  /** What to do about it, where that is not to revoke it. */
  readonly fix?: string;
  /** What else looks like it. */
  readonly falsePositives?: string;
}

/** Where a keyword was found in a text. */
export interface SecretPlace {
  readonly text: string;
  readonly at: number;
  /** As the kind has it. */
  readonly keyword: string;
  readonly path?: string;
  readonly isText: boolean;
}

export interface FoundSecret {
  /** Never leaves the thread that found it. */
  readonly value: string;
  /** What is shown of it. */
  readonly masked: string;
}

/** What may be shown of a secret: a prefix that says what it is, and of a long random one the last characters. */
export function mask(value: string, shown: number): string {
  const rest = value.length - shown;
  return `${value.slice(0, shown)}…${rest >= 20 ? value.slice(-4) : rest >= 14 ? value.slice(-2) : ''}`;
}
