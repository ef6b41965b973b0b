/** What a vector amounts to, each score from 0 to 10 in tenths. */
export interface CvssScore {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  /** What the vulnerability is by itself. */
  readonly base: number;
  /** With what the vector says of exploits and fixes; in version 4, of threat. */
  readonly temporal: number;
  /** With all that the vector says. */
  readonly environmental: number;
}
