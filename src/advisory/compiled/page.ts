/** Checksums cover this many bytes each; what the system reads in one go. */
export const PAGE_SIZE = 4096;

/** Bytes in pages: all but the last are of PAGE_SIZE. */
export interface PageSource {
  readonly size: number;
  /** Must not be changed. @throws FormatError when it is not what was written. */
  page(index: number): Buffer;
}
