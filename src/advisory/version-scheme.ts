/** How one ecosystem orders versions. */
export interface VersionScheme {
  readonly name: string;
  /** False for what this order cannot place. */
  isValid(version: string): boolean;
  /**
   * Negative where `a` is older, 0 where they are the same, positive where `a` is newer. A total order over valid versions;
   * never throws and takes linear time whatever the text.
   */
  compare(a: string, b: string): number;
}
