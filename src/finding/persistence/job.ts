/** Something that runs by itself, as a text for the shell. */
export interface Job {
  readonly text: string;
  /** Where the text begins in its file, from 1. */
  readonly line: number;
}
