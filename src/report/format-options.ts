/** How a report for people may look. */
export interface FormatOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Ages are told as of now; absent: this moment. */
  readonly now?: Date;
}
