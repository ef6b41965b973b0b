import { limits } from '../../base/limits.ts';

/** What following scripts may still cost, all those together that share it: about a character of a value each. */
export interface ShellWork {
  left: number;
}

/** For all scripts that one part of an inspection follows. */
export function shellWork(): ShellWork {
  return { left: limits.shellWork };
}

/** One command, and one character compared with a pattern, cost about as much as that many characters of a value. */
export const COMMAND_WORK = 5_000;
export const STEP_WORK = 10;
/** Of one character that is parsed. */
export const READING_WORK = 50;
/** What one script may use of it whatever its length, and for each of its characters. */
const BASE = 32_000_000;
const PER_CHARACTER = 5_000;
/** Of a line that stands in another program, of which there may be thousands. */
const LINE_BASE = 2_000_000;
const LINE_PER_CHARACTER = 1_000;

/** The share of one script: short ones that double their values must not use up what others need. */
export function shareOf(work: ShellWork | undefined, length: number): number {
  return work ? Math.min(work.left, BASE + PER_CHARACTER * length) : LINE_BASE + LINE_PER_CHARACTER * length;
}
